/** Texts that frames refer to by number; only ever grows, so the screen fetches what is new. */
export class Names {
  private readonly list: string[] = [];
  private readonly indices = new Map<string, number>();

  index(name: string): number {
    const known = this.indices.get(name);
    if (known !== undefined) return known;
    this.indices.set(name, this.list.length);
    this.list.push(name);
    return this.list.length - 1;
  }

  from(index: number): string[] {
    return this.list.slice(index);
  }
}
