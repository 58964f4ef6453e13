/** PBFT on the kernel's own queue, messages counted, under delays N(250, 50) ms by (link, message). */
import { KeyRegistry } from '../workers/crypto/keys.ts';
import { Kernel } from '../workers/kernel/kernel.ts';
import type { PbftMessage } from '../workers/consensus/pbft-messages.ts';
import { pbft } from '../workers/consensus/pbft.ts';
import type { Payload, Protocol } from '../workers/consensus/protocol.ts';

const ARRIVES = 0;
const FIRES = 1;

/** As many decisions in a row, each of an empty block; returns the events handled. */
export function runPbft(members: number, decisions: number): number {
  const kernel = new Kernel({ seed: members, keepMessages: false });
  const registry = new KeyRegistry(1);
  const names = Array.from({ length: members }, (_, member) => `replica-${member}`);
  const streams = names.map((name) =>
    Int32Array.from(names, (other) => kernel.draws.stream(`${name}>${other}`, 'delay')));
  const protocols: Protocol<PbftMessage>[] = names.map((name, self) => {
    let height = 1;
    const timers = new Map<string, number>();
    const cancelTimer = (timer: string): void => {
      const ticket = timers.get(timer);
      if (ticket !== undefined) kernel.cancel(ticket);
      timers.delete(timer);
    };
    const send = (to: number, message: PbftMessage): void => {
      const drawn = kernel.draws.normalIn(streams[self]![to]!, message.occasion);
      const delay = 250_000 + 50_000 * drawn;
      kernel.schedule(kernel.now + Math.max(0, Math.round(delay)), ARRIVES, to, self, message);
    };
    return pbft({
      self, members, names, keyring: registry.issue(name), registry, idle: 'closed-form',
      emptyBlocks: true, blockIntervalMicros: 1_000_000, requestTimeoutMicros: 60_000_000,
      checkpointBlocks: 1_000,
    }, {
      hasPending: () => height <= decisions,
      propose: (at): Payload => ({ digest: `block-${at}`, bytes: 200, body: at }),
      accept: (at, payload) => payload.digest === `block-${at}`,
    }, {
      send,
      broadcast: (message) => {
        for (let to = 0; to < members; to += 1) if (to !== self) send(to, message);
      },
      setTimer: (timer, at) => {
        cancelTimer(timer);
        if (height <= decisions) timers.set(timer, kernel.schedule(at, FIRES, self, 0, timer));
      },
      cancelTimer,
      decide: () => { height += 1; },
      revert: () => undefined,
      persist: () => undefined,
      record: () => undefined,
      count: () => undefined,
    });
  });
  kernel.on(ARRIVES, (to, from, message) =>
    protocols[to]!.onMessage(from, message as PbftMessage, kernel.now));
  kernel.on(FIRES, (self, _a, timer) => protocols[self]!.onTimer(timer as string, kernel.now));
  for (const protocol of protocols) protocol.start(0);
  kernel.advance(Infinity, 1_000_000_000);
  return kernel.eventCount;
}
