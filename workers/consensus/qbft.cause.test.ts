import { describe, expect, it } from 'vitest';
import { createSha256 } from '../crypto/hash.ts';
import { KeyRegistry } from '../crypto/keys.ts';
import { Kernel } from '../kernel/kernel.ts';
import { entryKind } from '../kernel/trace.ts';
import { consensusDecided, consensusProposed } from './entries.ts';
import type { Protocol } from './protocol.ts';
import { qbft } from './qbft.ts';
import type { QbftMessage } from './qbft-messages.ts';
import { ChainApplication } from './testing/chain-application.ts';

const SECOND = 1_000_000;
const ARRIVES = 0;
const FIRES = 1;
const SUBMITS = 2;
const submitted = entryKind('test.submitted', { transaction: 'text' } as const);

/** Four validators on the real kernel; whatever is recorded causes what its recorder does next. */
function run(idle: 'closed-form' | 'simulated'): Kernel {
  const kernel = new Kernel({ seed: 1, keepMessages: false });
  const registry = new KeyRegistry(1);
  const names = ['boise', 'tampa', 'reno', 'state'];
  const keyrings = names.map((name) => registry.issue(name));
  const applications = names.map((_, self) => new ChainApplication(self));
  const protocols: Protocol<QbftMessage>[] = names.map((name, self) => {
    const timers = new Map<string, number>();
    const cancelTimer = (timer: string) => {
      const ticket = timers.get(timer);
      if (ticket !== undefined) kernel.cancel(ticket);
    };
    const send = (to: number, message: QbftMessage) =>
      void kernel.schedule(kernel.now + 1000 * (5 + self + 3 * to), ARRIVES, to, self, message);
    return qbft({
      self, members: 4, names, keyring: keyrings[self]!, registry, idle, emptyBlocks: false,
      blockIntervalMicros: 2 * SECOND, requestTimeoutMicros: 4 * SECOND,
    }, applications[self]!, {
      send,
      broadcast: (message) => names.forEach((_, to) => to === self || send(to, message)),
      setTimer: (timer, at) => {
        cancelTimer(timer);
        timers.set(timer, kernel.schedule(at, FIRES, self, 0, timer));
      },
      cancelTimer,
      decide: (_height, payload, certificate) => applications[self]!.decide(payload, certificate),
      revert: () => undefined,
      record: (kind, values) => {
        kernel.cause = kernel.record(kind, name, values);
      },
      persist: () => undefined,
      count: (name, n) => kernel.trace.count(name, n),
    });
  });
  kernel.on(ARRIVES, (to, from, message) =>
    protocols[to]!.onMessage(from, message as QbftMessage, kernel.now));
  kernel.on(FIRES, (self, _a, timer) => protocols[self]!.onTimer(timer as string, kernel.now));
  kernel.on(SUBMITS, (_target, _a, transaction) => {
    kernel.cause = kernel.record(submitted, 'ana', { transaction: transaction as string });
    protocols.forEach((protocol, self) => {
      applications[self]!.submit(transaction as string);
      protocol.onPending(kernel.now);
    });
  });
  for (const protocol of protocols) protocol.start(0);
  kernel.schedule(34 * SECOND, SUBMITS, 0, 0, 'a'); // in the very microsecond of a tick
  kernel.schedule(7200 * SECOND, SUBMITS, 0, 0, 'b');
  kernel.advance(10_000 * SECOND, 1_000_000);
  return kernel;
}

describe('on the kernel', () => {
  it('closed form and simulated ticks have the same fingerprint, causes included', () => {
    const closed = run('closed-form');
    const simulated = run('simulated');
    expect(closed.trace.fingerprint(createSha256()))
      .toBe(simulated.trace.fingerprint(createSha256()));
    expect(closed.trace.outcomeCount).toBe(2 + 2 * (1 + 4));
    expect(closed.eventCount).toBeLessThan(100);
    expect(simulated.eventCount).toBeGreaterThan(19_000);
  });

  it('a decision is caused by the proposal, and the proposal by what became pending', () => {
    const { trace } = run('closed-form');
    for (let row = 0; row < trace.outcomeCount; row += 1) {
      const cause = trace.cause(row);
      if (trace.is(row, consensusDecided)) expect(trace.is(cause, consensusProposed)).toBe(true);
      if (trace.is(row, consensusProposed)) expect(trace.is(cause, submitted)).toBe(true);
    }
  });
});
