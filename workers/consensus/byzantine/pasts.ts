/** What the disk held when a block had been decided before which a liar is to begin anew. */
export class Pasts {
  /** By the block that was decided last: null until it is, and no others, or a long chain fills the memory. */
  private readonly disks = new Map<number, unknown>();
  private newest = 0;

  /** The story may have it begin before this block; said before the run begins. */
  mayBeginAt(height: number): void {
    this.disks.set(height - 1, null);
  }

  /** Of several that are decided in one moment, as by who was away, the last alone is kept. */
  decided(height: number): void {
    this.newest = height;
  }

  /** Whether it can begin before this block as if that had not been decided. */
  reaches(height: number): boolean {
    return height === 1 || (this.disks.get(height - 1) ?? null) !== null;
  }

  /** After each thing that happens: nothing of the next block is on the disk of a protocol that decides. */
  keep(disk: unknown): void {
    if (this.newest > 0 && this.disks.get(this.newest) === null) this.disks.set(this.newest, copyOf(disk));
  }

  /** As it was before a block was decided; as it is where that is 0. A chain is cut below the block. */
  at(height: number, disk: unknown): unknown {
    if (height === 0) return copyOf(disk);
    if (isChain(disk)) return cutBelow(disk, height);
    return height === 1 ? null : this.disks.get(height - 1) ?? null;
  }
}

interface Link {
  readonly number: number;
  readonly parent: Link | null;
}

interface ChainDisk {
  readonly head: Link;
  readonly decided: number;
}

function isChain(disk: unknown): disk is ChainDisk {
  return disk !== null && typeof disk === 'object' && 'head' in disk && 'decided' in disk;
}

function cutBelow(disk: ChainDisk, height: number): ChainDisk {
  let { head } = disk;
  while (head.number >= height && head.parent !== null) head = head.parent;
  return { ...disk, head, decided: Math.min(disk.decided, height - 1) };
}

/** Lists on a disk are the protocol's own and change with it. */
function copyOf(disk: unknown): unknown {
  if (disk === null || typeof disk !== 'object') return disk;
  return Object.fromEntries(Object.entries(disk).map(([name, value]) =>
    [name, Array.isArray(value) ? [...value as unknown[]] : value as unknown]));
}
