/**
 * PBFT's normal case: one decision of n replicas under delays N(250, 50) ms drawn by (link,
 * message), on the kernel's own queue, messages counted. The rival's figures were measured with
 * the BFT simulator of Wang, Chao, Wu and Hsiao (DSN 2022) on a machine with two cores.
 */
import { KeyRegistry } from '../workers/crypto/keys.ts';
import { Kernel } from '../workers/kernel/kernel.ts';
import type { PbftMessage } from '../workers/consensus/pbft-messages.ts';
import { pbft } from '../workers/consensus/pbft.ts';
import type { Payload, Protocol } from '../workers/consensus/protocol.ts';
import { compared, type Measure, type Result } from './measure.ts';

const RIVAL = 'BFT-Simulator (DSN 2022)';
const CASES = [
  { members: 16, decisions: 400, rivalMillis: 6.5 },
  { members: 64, decisions: 60, rivalMillis: 217 },
  { members: 128, decisions: 15, rivalMillis: 1640 },
] as const;
const ARRIVES = 0;
const FIRES = 1;

export const measure: Measure = () => CASES.flatMap(measureCase);

function measureCase({ members, decisions, rivalMillis }: typeof CASES[number]): Result[] {
  run(members, 3);
  const started = process.cpuUsage();
  const events = run(members, decisions);
  const { user, system } = process.cpuUsage(started);
  const seconds = (user + system) / 1e6;
  const perSecond = Math.round(100 * decisions / seconds) / 100;
  return [
    compared(`pbft.decisions.${members}`, 'decisions per CPU-second', perSecond,
      RIVAL, Math.round(1e5 / rivalMillis) / 100),
    compared(`pbft.events.${members}`, 'events per CPU-second', Math.round(events / seconds)),
  ];
}

/** As many decisions in a row, each of an empty block; returns the events handled. */
function run(members: number, decisions: number): number {
  const kernel = new Kernel({ seed: members, keepMessages: false });
  const registry = new KeyRegistry(1);
  const names = Array.from({ length: members }, (_, member) => `replica-${member}`);
  const links = names.map((name) => names.map((other) => `${name}>${other}`));
  const protocols: Protocol<PbftMessage>[] = names.map((name, self) => {
    let height = 1;
    const timers = new Map<string, number>();
    const cancelTimer = (timer: string): void => {
      const ticket = timers.get(timer);
      if (ticket !== undefined) kernel.cancel(ticket);
      timers.delete(timer);
    };
    const send = (to: number, message: PbftMessage): void => {
      const { occasion } = message;
      const delay = 250_000 + 50_000 * kernel.draws.normal(links[self]![to]!, 'delay', occasion);
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
