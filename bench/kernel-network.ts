/**
 * Replicas on the kernel's own queue, messages counted and not kept, each under a delay N(250, 50) ms
 * drawn by its link and its name.
 */
import { KeyRegistry } from '../workers/crypto/keys.ts';
import { Kernel } from '../workers/kernel/kernel.ts';
import { Normals } from '../workers/kernel/normals.ts';
import { SeatTimers } from './seat-timers.ts';
import type { Effects, Protocol, Wire } from '../workers/consensus/protocol.ts';
import type { SignatureCheck, SigningKey } from '../workers/consensus/validators.ts';

const ARRIVES = 0;
const FIRES = 1;
const [MEAN_MICROS, DEVIATION_MICROS] = [250_000, 50_000];

export interface BenchSeat<M> {
  readonly self: number;
  readonly members: number;
  readonly names: readonly string[];
  readonly keyring: SigningKey;
  readonly registry: SignatureCheck;
  /** All but what a decision does. */
  readonly effects: Omit<Effects<M>, 'decide'>;
}

export class KernelNetwork<M extends Wire> {
  messages = 0;
  readonly kernel: Kernel;
  private readonly protocols: Protocol<M>[];

  /** `sets`: whether a replica still sets timers, so that a run of so many decisions comes to an end. */
  constructor(
    members: number, create: (seat: BenchSeat<M>) => Protocol<M>,
    sets: (self: number) => boolean = () => true,
  ) {
    const kernel = new Kernel({ seed: members, keepMessages: false });
    const registry = new KeyRegistry(1);
    const names = Array.from({ length: members }, (_, member) => `replica-${member}`);
    const streams = names.map((name) => {
      const links = new Int32Array(members);
      for (let to = 0; to < members; to += 1) links[to] = kernel.draws.stream(`${name}>${names[to]!}`, 'delay');
      return links;
    });
    const normals = new Normals(kernel.draws);
    this.kernel = kernel;
    this.protocols = names.map((name, self) => {
      const timers = new SeatTimers(kernel, FIRES, self);
      const launch = (to: number, message: M, luck: number): void => {
        this.messages += 1;
        const delay = Math.max(0, Math.round(MEAN_MICROS + DEVIATION_MICROS * luck));
        kernel.post(kernel.now + delay, ARRIVES, to, self, message);
      };
      return create({
        self, members, names, keyring: registry.issue(name), registry,
        effects: {
          send: (to, message) => {
            launch(to, message, kernel.draws.normalIn(streams[self]![to]!, message.occasion));
          },
          broadcast: (message) => {
            normals.draw(streams[self]!, message.occasion);
            for (let to = 0; to < members; to += 1) if (to !== self) launch(to, message, normals.drawn[to]!);
          },
          setTimer: (timer, at) => {
            if (sets(self)) timers.set(timer, at);
            else timers.cancel(timer);
          },
          cancelTimer: (timer) => { timers.cancel(timer); },
          revert: () => undefined,
          persist: () => undefined,
          record: () => undefined,
          count: () => undefined,
        },
      });
    });
    kernel.on(ARRIVES, (to, from, message) => this.protocols[to]!.onMessage(from, message as M, kernel.now));
    kernel.on(FIRES, (self, _a, timer) => this.protocols[self]!.onTimer(timer as string, kernel.now));
  }

  start(): void {
    for (const protocol of this.protocols) protocol.start(0);
  }
}
