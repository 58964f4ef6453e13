import type { ShownBlock } from './shown-block.ts';

/** A block in its place, and what is wrong with it there. */
export interface ShownNode extends ShownBlock {
  readonly under: ShownNode | null;
  readonly total: number;
  /** Of this block or one below it; null: its chain keeps the rules. */
  readonly problem: string | null;
}

export interface ShownRules {
  readonly names: readonly string[];
  readonly isClique: boolean;
  readonly periodMicros: number;
}

/** All blocks that anyone was ever shown, and the rules that hold on a chain of them. */
export class ShownTree {
  private readonly nodes = new Map<string, ShownNode>();
  private readonly byDigest = new Map<string, ShownNode>();
  private readonly rules: ShownRules;

  constructor(rules: ShownRules) {
    this.rules = rules;
  }

  /** Null where the block below it is not known to anyone, which is the first one's case. */
  place(block: ShownBlock): ShownNode | null {
    const known = this.nodes.get(block.hash);
    if (known !== undefined) return known;
    const under = this.nodes.get(block.parent) ?? null;
    if (under === null && block.number !== 1) return null;
    const node = { ...block, under, total: (under?.total ?? 0) + block.difficulty,
      problem: under?.problem ?? this.problemOf(block, under) };
    this.nodes.set(block.hash, node);
    this.byDigest.set(block.digest, node);
    return node;
  }

  named(digest: string): ShownNode | null {
    return this.byDigest.get(digest) ?? null;
  }

  private problemOf(block: ShownBlock, under: ShownNode | null): string | null {
    if (block.number !== (under?.number ?? 0) + 1) return `block ${block.number} is not one above its parent`;
    return this.rules.isClique ? this.cliqueProblem(block, under) : null;
  }

  /** EIP-225, while nobody is voted on: who may seal, how much it counts, and not before its time. */
  private cliqueProblem(block: ShownBlock, under: ShownNode | null): string | null {
    const { names, periodMicros } = this.rules;
    const { number, maker, difficulty, timestampMicros } = block;
    const signer = names.indexOf(`${maker}`);
    if (signer < 0) return `block ${number} is sealed by a stranger`;
    const limit = Math.floor(names.length / 2) + 1;
    for (let at = under, back = 1; at !== null && back < limit; at = at.under, back += 1) {
      if (at.maker === maker) return `block ${number} is sealed by ${maker}, who sealed ${at.number}`;
    }
    if (difficulty !== (number % names.length === signer ? 2 : 1)) {
      return `block ${number} counts ${difficulty}, sealed by ${maker}`;
    }
    const since = (timestampMicros ?? 0) - (under?.timestampMicros ?? 0);
    return since < periodMicros ? `block ${number} comes ${since} µs after the one below it` : null;
  }
}
