import type { ShownBlock } from './shown-block.ts';
import type { ShownNode, ShownTree } from './shown-tree.ts';

interface SeenRules {
  readonly confirmations: number;
  /** It may go over to a head that is as heavy. */
  readonly mayChangeOnTie: boolean;
}

/** What one validator has been shown since it last started, and what follows for what it does. */
export class ForkSeen {
  head: ShownNode | null;
  private decided: number;
  private readonly known = new Set<ShownNode>();
  private readonly refused = new Set<string>();
  /** From the future by its clock: taken in once that has come. */
  private early: ShownBlock[] = [];
  private heaviest = 0;
  private readonly tree: ShownTree;
  private readonly rules: SeenRules;

  /** `from`: the head that its disk kept, and up to where it had decided. */
  constructor(tree: ShownTree, from: ShownNode | null, decided: number, rules: SeenRules) {
    this.tree = tree;
    this.rules = rules;
    this.head = from;
    this.decided = decided;
    for (let at = from; at !== null; at = at.under) this.known.add(at);
    this.heaviest = from?.total ?? 0;
  }

  /** It has a block that it made itself. */
  made(block: ShownBlock): void {
    this.take(block);
  }

  shown(block: ShownBlock, now: number): void {
    if ((block.timestampMicros ?? 0) > now) this.early.push(block);
    else this.take(block);
  }

  /** Time passes: what was early has been looked at, and dropped where its parent is not known. */
  passes(now: number): void {
    this.ripen((at) => at < now);
  }

  refuse(digest: string): void {
    this.refused.add(digest);
    this.heaviest = Math.max(0, ...[...this.known].filter((node) => !this.isRefused(node))
      .map(({ total }) => total));
  }

  adopts(digest: string, now: number): string | null {
    // On the dot: the timer that was set for it may come after whatever else happens then.
    this.ripen((at) => at <= now && this.early.some((block) => block.digest === digest));
    const [node, before] = [this.tree.named(digest), this.head];
    if (node === null || !this.known.has(node)) return 'follows a block that nobody showed it';
    this.head = node;
    if (node.problem !== null) return `follows a chain on which ${node.problem}`;
    const least = (before?.total ?? 0) + (this.rules.mayChangeOnTie ? 0 : 1);
    return node.total >= least || (before !== null && this.isRefused(before)) ? null
      : `leaves a chain of weight ${before?.total} for one of ${node.total}`;
  }

  decides(height: number, digest: string): string | null {
    if (height !== this.decided + 1) return `decides block ${height} after ${this.decided}`;
    this.decided = height;
    let at = this.head;
    while (at !== null && at.number > height) at = at.under;
    if (at?.digest !== digest) return `decides block ${height}, which is not on the chain it follows`;
    const have = (this.head?.number ?? 0) - height + 1;
    return have >= this.rules.confirmations ? null
      : `decides block ${height} with ${have} of ${this.rules.confirmations} confirmations`;
  }

  takesBack(height: number): string | null {
    if (height > this.decided) return `takes back block ${height}, which it has not decided`;
    this.decided = height - 1;
    return null;
  }

  /** It knows a heavier chain than the one it follows. */
  get isBehind(): string | null {
    const own = this.head?.total ?? 0;
    return this.heaviest <= own ? null
      : `knows a chain of weight ${this.heaviest} and follows one of ${own}`;
  }

  private ripen(isRipe: (timestampMicros: number) => boolean): void {
    const ripe = this.early.filter(({ timestampMicros }) => isRipe(timestampMicros ?? 0));
    this.early = this.early.filter((block) => !ripe.includes(block));
    for (const block of ripe.sort(byTime)) this.take(block);
  }

  /** Only on what it knows: of anything else it has to ask for what is below. */
  private take(block: ShownBlock): void {
    const node = this.tree.place(block);
    if (node === null || (node.under !== null && !this.known.has(node.under))) return;
    this.known.add(node);
    if (node.problem === null && !this.isRefused(node)) this.heaviest = Math.max(this.heaviest, node.total);
  }

  private isRefused(node: ShownNode): boolean {
    for (let at: ShownNode | null = node; at !== null; at = at.under) {
      if (this.refused.has(at.digest)) return true;
    }
    return false;
  }
}

function byTime(a: ShownBlock, b: ShownBlock): number {
  return (a.timestampMicros ?? 0) - (b.timestampMicros ?? 0);
}
