import type { Signed } from '../crypto/keys.ts';
import type { Effects, Payload } from './protocol.ts';
import { precommit, prevote, proposal } from './tendermint-messages.ts';
import type { HeightMessage, PrecommitBody, PrevoteBody, ProposalBody, TendermintMessage }
  from './tendermint-messages.ts';
import type { SigningKey } from './validators.ts';

/** Everything a process says in its own name in a round: kept on the disk first, then to all. */
export class Voice {
  private readonly keyring: SigningKey;
  private readonly effects: Effects<TendermintMessage>;
  private readonly persist: () => void;
  /** For whoever has not heard it. */
  said: HeightMessage[] = [];

  constructor(keyring: SigningKey, effects: Effects<TendermintMessage>, persist: () => void) {
    this.keyring = keyring;
    this.effects = effects;
    this.persist = persist;
  }

  propose(
    place: { height: number; round: number; validRound: number }, payload: Payload,
    prevotes: readonly Signed<PrevoteBody>[],
  ): HeightMessage {
    const { digest } = payload;
    const signed = this.keyring.sign<ProposalBody>({ kind: 'proposal', ...place, digest });
    return this.say(proposal(signed, payload, prevotes));
  }

  prevote(height: number, round: number, digest: string): HeightMessage {
    return this.say(prevote(
      this.keyring.sign<PrevoteBody>({ kind: 'prevote', height, round, digest })));
  }

  precommit(height: number, round: number, digest: string): HeightMessage {
    return this.say(precommit(
      this.keyring.sign<PrecommitBody>({ kind: 'precommit', height, round, digest })));
  }

  private say(message: HeightMessage): HeightMessage {
    this.said.push(message);
    this.persist();
    this.effects.broadcast(message);
    return message;
  }
}
