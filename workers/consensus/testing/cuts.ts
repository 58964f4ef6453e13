/** Links that are cut: they hold what is sent, as a stream that reconnects does, until they are healed. */
export class Cuts {
  private readonly held = new Map<string, (() => void)[]>();

  get isWhole(): boolean {
    return this.held.size === 0;
  }

  isCut(from: number, to: number): boolean {
    return this.held.has(`${from}>${to}`);
  }

  cutOneWay(from: number, to: number): void {
    if (!this.isCut(from, to)) this.held.set(`${from}>${to}`, []);
  }

  cut(a: number, b: number): void {
    this.cutOneWay(a, b);
    this.cutOneWay(b, a);
  }

  /** Over a link that is cut it waits; over any other it goes at once. */
  send(from: number, to: number, run: () => void): void {
    const held = this.held.get(`${from}>${to}`);
    if (held) held.push(run);
    else run();
  }

  heal(a: number, b: number): void {
    for (const key of [`${a}>${b}`, `${b}>${a}`]) {
      const held = this.held.get(key) ?? [];
      this.held.delete(key);
      for (const run of held) run();
    }
  }

  healAll(): void {
    for (const key of [...this.held.keys()]) {
      const [a = 0, b = 0] = key.split('>').map(Number);
      this.heal(a, b);
    }
  }
}
