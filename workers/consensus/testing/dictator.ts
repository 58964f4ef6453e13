import type { ProtocolEntry, Seat } from '../entry.ts';
import type { Payload, Protocol, Wire } from '../protocol.ts';

interface Decree extends Wire {
  readonly kind: 'decree';
  readonly height: number;
  readonly payload: Payload;
}

/** Member 0 decides and the others believe it: what every other protocol is there to avoid. */
export const protocol: ProtocolEntry = {
  name: 'dictator',
  guarantees: () => ({
    faults: 'crash', safeWith: () => 0, liveWith: () => 0, signersMin: () => 1,
    model: 'One order of blocks as long as member 0 is up and honest (no source, 2026).',
  }),
  assemble: ({ settings }) => (seat) =>
    new Dictator(seat, settings.micros('consensus.blockIntervalSeconds')),
};

class Dictator implements Protocol<Wire> {
  private height = 1;
  private isTicking = false;
  private readonly seat: Seat;
  private readonly intervalMicros: number;

  constructor(seat: Seat, intervalMicros: number) {
    this.seat = seat;
    this.intervalMicros = intervalMicros;
  }

  start(now: number): void {
    this.onPending(now);
  }

  onPending(now: number): void {
    if (this.seat.self !== 0 || this.isTicking || !this.seat.application.hasPending()) return;
    this.isTicking = true;
    this.seat.effects.setTimer('block', now + this.intervalMicros);
  }

  onTimer(_timer: string, now: number): void {
    this.isTicking = false;
    const { height } = this;
    const payload = this.seat.application.propose(height, now);
    const decree: Decree = { kind: 'decree', height, payload, bytes: 111 + payload.bytes,
      occasion: `decree/${height}` };
    this.seat.effects.broadcast(decree);
    this.believe(decree);
    this.onPending(now);
  }

  onMessage(_from: number, message: Wire): void {
    this.believe(message as Decree);
  }

  countIdle(): void {
    // Nothing passes in closed form here.
  }

  status(): ReturnType<Protocol<Wire>['status']> {
    return { height: this.height, round: 0, phase: 'believing', leader: 0 };
  }

  private believe({ height, payload }: Decree): void {
    if (height !== this.height || !this.seat.application.accept(height, payload)) return;
    this.height += 1;
    this.seat.effects.decide(height, payload, { height, round: 0, digest: payload.digest, signers: [0] });
  }
}
