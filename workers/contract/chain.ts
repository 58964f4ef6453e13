/** The lowest bit of one byte of one stored block is flipped, in a copy. */
export interface Tamper {
  readonly height: number;
  readonly byte: number;
}

export interface ChainReport {
  readonly links: readonly ChainLink[];
  /** Where the parts of the changed block lie among its bytes; `to` is past the last. */
  readonly parts: readonly { readonly name: string; readonly from: number; readonly to: number }[];
  readonly length: number;
  /** A few bytes around the changed one as they were and as they are, as text. */
  readonly before: string;
  readonly after: string;
  /** Which character of them it is. */
  readonly place: number;
}

/** Hashes by their first 32 bits, as in frames; -1 where the bytes can no longer be read. */
export interface ChainLink {
  readonly height: number;
  /** What the block says its hash is, what it is now, and which hash it names as its parent's. */
  readonly says: number;
  readonly is: number;
  readonly parent: number;
  /** Why its own bytes no longer match; null where they do. */
  readonly problem: string | null;
  /** Whether the block before it still has the hash that it names. */
  readonly joined: boolean;
}

export interface ChainVerdict {
  readonly holds: boolean;
  /** The first height whose stored bytes do not match; null where all do. */
  readonly height: number | null;
  readonly sentence: string;
}
