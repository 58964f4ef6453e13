/** Chained HotStuff on the kernel's own queue, messages counted, under delays N(250, 50) ms. */
import { KeyRegistry } from '../workers/crypto/keys.ts';
import { Kernel } from '../workers/kernel/kernel.ts';
import type { HotStuffMessage } from '../workers/consensus/hotstuff-messages.ts';
import { hotstuff } from '../workers/consensus/hotstuff.ts';
import type { Payload, Protocol } from '../workers/consensus/protocol.ts';

const ARRIVES = 0;
const FIRES = 1;

export interface HotStuffRun {
  readonly events: number;
  readonly messages: number;
  /** Virtual time between the first commit and the last, ms. */
  readonly millis: number;
}

/** Blocks one after the other without a pause, until replica 0 has committed so many. */
export function runHotStuff(members: number, commits: number): HotStuffRun {
  const kernel = new Kernel({ seed: members, keepMessages: false });
  const registry = new KeyRegistry(1);
  const names = Array.from({ length: members }, (_, member) => `replica-${member}`);
  const streams = names.map((name) =>
    Int32Array.from(names, (other) => kernel.draws.stream(`${name}>${other}`, 'delay')));
  let [messages, first, last, committed] = [0, 0, 0, 0];
  const protocols: Protocol<HotStuffMessage>[] = names.map((name, self) => {
    const timers = new Map<string, number>();
    const cancelTimer = (timer: string): void => {
      const ticket = timers.get(timer);
      if (ticket !== undefined) kernel.cancel(ticket);
      timers.delete(timer);
    };
    const send = (to: number, message: HotStuffMessage): void => {
      const drawn = kernel.draws.normalIn(streams[self]![to]!, message.occasion);
      messages += 1;
      kernel.schedule(kernel.now + Math.max(0, Math.round(250_000 + 50_000 * drawn)),
        ARRIVES, to, self, message);
    };
    return hotstuff({
      self, members, names, keyring: registry.issue(name), registry, idle: 'closed-form',
      variant: 'chained', leader: 'stable',
      emptyBlocks: true, blockIntervalMicros: 1, viewTimeoutMicros: 3_000_000,
    }, {
      hasPending: () => true,
      propose: (at): Payload => ({ digest: `block-${at}`, bytes: 200, body: at }),
      accept: (at, payload) => payload.digest === `block-${at}`,
    }, {
      send,
      broadcast: (message) => {
        for (let to = 0; to < members; to += 1) if (to !== self) send(to, message);
      },
      setTimer: (timer, at) => {
        cancelTimer(timer);
        timers.set(timer, kernel.schedule(Math.max(at, kernel.now), FIRES, self, 0, timer));
      },
      cancelTimer,
      decide: () => {
        if (self !== 0) return;
        committed += 1;
        if (committed === 1) first = kernel.now;
        last = kernel.now;
      },
      revert: () => undefined,
      persist: () => undefined,
      record: () => undefined,
      count: () => undefined,
    });
  });
  kernel.on(ARRIVES, (to, from, message) =>
    protocols[to]!.onMessage(from, message as HotStuffMessage, kernel.now));
  kernel.on(FIRES, (self, _a, timer) => protocols[self]!.onTimer(timer as string, kernel.now));
  for (const protocol of protocols) protocol.start(0);
  while (committed < commits) kernel.advance(Infinity, members);
  return { events: kernel.eventCount, messages, millis: (last - first) / 1_000 };
}
