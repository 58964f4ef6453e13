import type { Micros } from '../kernel/micros.ts';
import type { DelayLaw } from './delay.ts';
import type { Latency } from './latency.ts';
import type { Party } from './links.ts';

export interface Message {
  readonly kind: string;
  readonly bytes: number;
  /**
   * Names what the message is about ('prepare/5/0'), for the draw of its delay. Exogenous,
   * never a count; unique within its link, or two messages share their luck.
   */
  readonly occasion: string;
}

export interface NetworkOptions {
  readonly parties: readonly Party[];
  /** Of each link, each way. Infinity: sending takes no time. */
  readonly bandwidthBitsPerSecond: number;
  /** Of each party's access line, which all its links share. Absent or Infinity: no limit. */
  readonly uplinkBitsPerSecond?: number;
  readonly downlinkBitsPerSecond?: number;
  /** Whose table of delays, the AWS one when absent; a mean that is given is every link's. */
  readonly latency?: Latency;
  readonly delayMeanMicros?: Micros;
  /** Uniform when absent. */
  readonly delay?: DelayLaw;
  /** How far delays spread around their mean; see Delays. */
  readonly jitterPercent: number;
  readonly deliver: (
    to: number, from: number, payload: unknown, messageKind: string, bytes: number,
  ) => void;
}
