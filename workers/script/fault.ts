import type { Micros } from '../kernel/micros.ts';

/** What befalls links, messages, nodes and validators. */
export type FaultBody =
  | ({ readonly verb: 'cuts'; readonly forMicros: Micros | null } & LinkSides)
  | ({ readonly verb: 'heals' } & LinkSides)
  | ({ readonly verb: 'impairs' } & LinkFault)
  | { readonly verb: 'drops'; readonly kind: string; readonly from: string; readonly to: string }
  | {
      /** Each end a member, a patient or a proxy. */
      readonly verb: 'holds'; readonly kind: string; readonly from: string; readonly to: string;
      readonly forMicros: Micros;
    }
  | {
      /** A member or a region from everybody outside; null: until it is connected again. */
      readonly verb: 'isolates'; readonly side: string; readonly forMicros: Micros | null;
    }
  | { readonly verb: 'reconnects'; readonly side: string }
  | { readonly verb: 'alters'; readonly node: string; readonly height: number }
  | { readonly verb: 'crashes'; readonly node: string; readonly losesDisk: boolean }
  | { readonly verb: 'restarts'; readonly node: string }
  | { readonly verb: 'pauses'; readonly node: string; readonly forMicros: Micros }
  | {
      /** `byMicros`: how late, of slow; `of`: whose transactions, of refuses. Null: for good. */
      readonly verb: 'misbehaves'; readonly node: string; readonly how: Misconduct;
      readonly byMicros: Micros; readonly of: string | null; readonly forMicros: Micros | null;
      /** The first block that it would have otherwise, of rewrites; 0: none. */
      readonly fromHeight: number;
    }
  | { readonly verb: 'turns-honest'; readonly node: string }
  | {
      /** By votes in blocks, or asking whoever leads. */
      readonly verb: 'votes-on-member' | 'asks-about-member'; readonly node: string;
      readonly about: string; readonly choice: 'add' | 'drop';
    }
  | {
      /** How far the clock then is ahead of true time; below zero: behind. */
      readonly verb: 'sets-clock'; readonly node: string; readonly aheadMicros: Micros;
    }
  | {
      /** What it computes takes that many times as long; null: until it works as before. */
      readonly verb: 'works-slower'; readonly node: string; readonly times: number;
      readonly forMicros: Micros | null;
    }
  | {
      /** What it sends in all, and what it receives, at most. */
      readonly verb: 'carries'; readonly node: string; readonly bitsPerSecond: number;
      readonly forMicros: Micros | null;
    }
  | { readonly verb: 'works-as-before'; readonly node: string };

/** How a validator may depart from its protocol. */
export type Misconduct = 'silent' | 'slow' | 'equivocates' | 'votes-twice' | 'refuses'
  | 'mines-selfishly' | 'double-spends' | 'rewrites';

/** Each a region or a member; one way is from `a` to `b` alone. */
export interface LinkSides {
  readonly a: string;
  readonly b: string;
  readonly oneWay: boolean;
}

/** What is wrong with a link that still carries messages; null: until it is healed. */
export interface LinkFault extends LinkSides {
  readonly fault: 'loss' | 'duplication' | 'reordering' | 'delay' | 'bandwidth';
  /** Of a million messages; 0 where all of them are concerned. */
  readonly share: number;
  /** How much later they arrive, or at most. */
  readonly byMicros: Micros;
  /** Of bandwidth: how much the two sides send to each other at most, each way. Otherwise absent. */
  readonly bitsPerSecond?: number;
  readonly forMicros: Micros | null;
}
