import { LatestMessages } from './latest-messages.ts';
import type { RoundChange } from './qbft-messages.ts';

/** The ROUND-CHANGEs of the height being decided: the latest of each validator. */
export class RoundChanges extends LatestMessages<RoundChange> {
  constructor(members: number) {
    super(members, (message) => message.signed.body.round);
  }
}
