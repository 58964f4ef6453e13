import type { Kernel } from '../workers/kernel/kernel.ts';

/** What one replica waits for: a handful of names, each with the ticket of its event. */
export class SeatTimers {
  private readonly kernel: Kernel;
  private readonly kind: number;
  private readonly self: number;
  private readonly names: string[] = [];
  private readonly tickets: number[] = [];

  constructor(kernel: Kernel, kind: number, self: number) {
    this.kernel = kernel;
    this.kind = kind;
    this.self = self;
  }

  set(timer: string, at: number): void {
    const { kernel } = this;
    this.cancel(timer);
    let place = this.names.indexOf(timer);
    if (place < 0) place = this.names.push(timer) - 1;
    this.tickets[place] = kernel.schedule(Math.max(at, kernel.now), this.kind, this.self, 0, timer);
  }

  /** One that has fired, or was never set, is not on the queue. */
  cancel(timer: string): void {
    const place = this.names.indexOf(timer);
    if (place >= 0) this.kernel.cancel(this.tickets[place]!);
  }
}
