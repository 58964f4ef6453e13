import type { PersistedRaft } from '../raft-durable.ts';
import type { LogEntry } from '../raft-log.ts';
import { appendEntries, appendReply, vote } from '../raft-messages.ts';
import type { RaftMessage } from '../raft-messages.ts';
import { raft } from '../raft.ts';
import { ChainApplication, payloadOf } from './chain-application.ts';
import { RAFT_TIMES } from './raft-network.ts';

/** Node 0 of five on a bench: the test plays its peers and reads its disk. */
export class LoneNode {
  readonly sent: { to: number; message: RaftMessage }[] = [];
  readonly decided: number[] = [];
  readonly application = new ChainApplication(0);
  disk: PersistedRaft;
  private readonly timers = new Map<string, number>();
  now = 0;
  readonly protocol;

  constructor(start: Partial<PersistedRaft> = {}, options: { preVote?: boolean } = {}) {
    this.disk = { currentTerm: 0, votedFor: null, log: [], applied: 0, learner: false, ...start };
    const send = (to: number, message: RaftMessage): void => void this.sent.push({ to, message });
    this.protocol = raft({
      ...RAFT_TIMES, self: 0, members: 5, nameOf: (member) => `${member}`, emptyBlocks: false,
      idle: 'simulated', preVote: options.preVote ?? false, electionTimeout: () => 6_000_000,
      restored: this.disk,
    }, this.application, {
      send, broadcast: (message) => [1, 2, 3, 4].forEach((to) => send(to, message)),
      pulse: (to, message) => { send(to, message); return true; },
      settled: () => undefined, stir: () => undefined,
      setTimer: (timer, at) => void this.timers.set(timer, at),
      cancelTimer: (timer) => void this.timers.delete(timer),
      persist: (state) => { this.disk = { ...state, log: [...state.log] }; },
      decide: (height) => void this.decided.push(height),
      revert: () => undefined,
      record: () => undefined, count: () => undefined,
    });
    this.protocol.start(0);
    this.sent.length = 0;
  }

  hear(from: number, message: RaftMessage): RaftMessage | undefined {
    this.sent.length = 0;
    this.protocol.onMessage(from, message, this.now);
    return this.sent[0]?.message;
  }

  fire(timer: string): void {
    this.now = this.timers.get(timer)!;
    this.timers.delete(timer);
    this.sent.length = 0;
    this.protocol.onTimer(timer, this.now);
  }

  elect(): void {
    this.fire('election');
    const term = this.disk.currentTerm;
    for (const peer of [1, 2]) this.hear(peer, vote('vote', term, term, true));
  }

  append(from: number, term: number, prev: [number, number], entries: LogEntry[], commit = 0):
  RaftMessage | undefined {
    return this.hear(from, appendEntries(
      { term, prevIndex: prev[0], prevTerm: prev[1], entries, commit }));
  }
}

/** An entry with a block. */
export function entry(term: number, height: number, name = `${term}`): LogEntry {
  return { term, leader: term % 5, height, payload: payloadOf(
    { height, parent: '', proposer: term % 5, transactions: [name] }) };
}

/** An entry with a configuration. */
export function entryWith(term: number, servers: number[], height = 0): LogEntry {
  return { term, leader: term % 5, height, payload: null, servers };
}

/** A follower's answer that it has everything up to this entry. */
export function written(term: number, index: number): RaftMessage {
  return appendReply({ term, success: true, index, hintTerm: -1, learner: false });
}
