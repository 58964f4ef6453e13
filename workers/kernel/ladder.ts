import { encodeOutcome, Encoder } from './fingerprint.ts';
import type { Hash, Outcomes } from './fingerprint.ts';

/** How far a run has got when so many outcomes are done, and what stands for all of them. */
export interface Rung {
  /** The first sixteen bits of the hash of everything up to here. */
  readonly print: number;
  /** When the last of them happened, µs. */
  readonly at: number;
}

const FORMAT = 'ledgerward ladder 1';

/**
 * Hashes on the way to the end, one after every so many outcomes, so that two runs that part can
 * tell where. Each is the hash of the text FORMAT, the hash before it in hexadecimal ('' for the
 * first), and the outcomes since, encoded as the fingerprint encodes them. What is left over at the
 * end has no rung: the fingerprint itself speaks for it. By chance two runs that have parted still
 * agree on a rung once in 65,536 times.
 */
export function ladder(trace: Outcomes, createHash: () => Hash, every: number): Rung[] {
  const rungs: Rung[] = [];
  const block = Encoder.block();
  let before = '';
  for (let from = 0; from + every <= trace.outcomeCount; from += every) {
    const encoder = new Encoder(createHash(), block);
    encoder.text(FORMAT);
    encoder.text(before);
    for (let row = from; row < from + every; row += 1) encodeOutcome(encoder, trace, row);
    before = encoder.finish();
    rungs.push({ print: Number.parseInt(before.slice(0, 4), 16), at: trace.at(from + every - 1) });
  }
  return rungs;
}
