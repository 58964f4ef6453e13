import type { Micros } from '../kernel/micros.ts';
import { BlockTimer } from './block-timer.ts';
import { consensusAppended, consensusConfigurationAppended } from './entries.ts';
import type { Application } from './protocol.ts';
import { Beats } from './raft-beats.ts';
import { Changes } from './raft-changes.ts';
import type { ChangesHost } from './raft-changes.ts';
import type { ConfigurationChange } from './raft-configuration.ts';
import type { Durable } from './raft-durable.ts';
import { Followers } from './raft-followers.ts';
import type { Follower } from './raft-followers.ts';
import type { LogEntry } from './raft-log.ts';
import { appendEntries, commitNotice, heartbeat } from './raft-messages.ts';
import type { AppendReply, ChangeStatus, HeartbeatReply } from './raft-messages.ts';
import type { RaftEffects, RaftOptions } from './raft-options.ts';

/** Entries in one message: enough to gain on a growing log, few enough not to fill a link. */
export const ENTRIES_MAX = 16;

export interface LeaderHost {
  readonly commit: number;
  commitTo(index: number): void;
  standDown(nowLocal: Micros, why: string): void;
  /** To a member that asked for a change, which may be this one. */
  answer(to: number, change: ConfigurationChange, status: ChangeStatus): void;
}

/** What a node does while it leads: blocks, replication, commits, heartbeats (section 5.3). */
export class Leadership implements ChangesHost {
  readonly beats: Beats;
  readonly changes: Changes;
  private readonly options: RaftOptions;
  private readonly durable: Durable;
  private readonly application: Application;
  private readonly effects: RaftEffects;
  private readonly host: LeaderHost;
  private readonly followers: Followers;
  private readonly blockTimer: BlockTimer;
  private resting: ReadonlySet<number> | null = null;
  /** The first heartbeat after the last disturbance: older answers prove nothing. */
  private disturbedUntil = 0;

  constructor(
    options: RaftOptions,
    parts: { durable: Durable; application: Application; effects: RaftEffects },
    host: LeaderHost,
  ) {
    this.options = options;
    this.durable = parts.durable;
    this.application = parts.application;
    this.effects = parts.effects;
    this.host = host;
    this.followers = new Followers(options.self, options.members);
    this.blockTimer = new BlockTimer(options, parts.effects);
    this.beats = new Beats(options.heartbeatMicros, options.members - 1, parts.effects);
    this.changes = new Changes(options, parts.durable, this);
  }

  /**
   * A leader begins with an entry of its own term, since it may not commit those of earlier
   * terms by counting (section 5.4.2); its first block waits until that one is committed.
   */
  begin(nowLocal: Micros): void {
    const { log } = this.durable;
    this.followers.reset(log.lastIndex + 1, nowLocal);
    this.beats.begin(nowLocal);
    this.disturbedUntil = 0;
    this.resting = null;
    this.changes.reset();
    this.append({ payload: null, height: log.lastHeight }, nowLocal);
  }

  end(nowLocal: Micros): void {
    this.blockTimer.stop();
    this.beats.end(nowLocal);
  }

  onPending(nowLocal: Micros): void {
    this.blockTimer.onPending(nowLocal);
  }

  onBlockTick(nowLocal: Micros): void {
    if (!this.blockTimer.onTick(this.application.hasPending())) return;
    const height = this.durable.log.lastHeight + 1;
    const payload = this.application.propose(height, nowLocal);
    const { digest, bytes } = payload;
    const { currentTerm: term } = this.durable;
    this.effects.record(consensusAppended, { height, term, digest, transactionsBytes: bytes });
    this.append({ payload, height }, nowLocal);
  }

  /** A leader that no majority has answered for an election timeout is none (thesis 6.2). */
  onBeat(nowLocal: Micros): void {
    const beat = this.beats.fire(nowLocal);
    const doubtedSince = nowLocal - this.options.electionTimeoutMaxMicros;
    // At rest everyone is known to answer, whether or not each answer is simulated.
    if (this.resting === null
      && !this.followers.isHeardSince(doubtedSince, this.durable.log.configuration)) {
      this.host.standDown(nowLocal, 'no majority answers');
      return;
    }
    this.changes.onBeat(nowLocal);
    this.followers.each((member, follower) => {
      const commit = Math.min(follower.matchIndex, this.host.commit);
      this.effects.pulse(member, heartbeat(this.durable.currentTerm, beat, commit), nowLocal);
    });
    this.keepBeating(nowLocal);
  }

  onReply(from: number, message: AppendReply | HeartbeatReply, nowLocal: Micros): void {
    if (message.kind === 'append-reply') this.onAppendReply(from, message, nowLocal);
    else this.onHeartbeatReply(from, message, nowLocal);
  }

  private onAppendReply(from: number, message: AppendReply, nowLocal: Micros): void {
    const follower = this.followers.at(from);
    follower.heardAt = nowLocal;
    follower.isAsked = false;
    this.noteLearner(follower, message.learner);
    if (message.success) {
      follower.matchIndex = Math.max(follower.matchIndex, message.index);
      follower.nextIndex = follower.matchIndex + 1;
      this.advance(nowLocal);
      if (this.beats.isLeading) this.changes.onProgress(from, nowLocal);
      if (!this.beats.isLeading) return;
    } else {
      const agreed = this.durable.log.lastUpToTerm(message.hintTerm, message.index);
      follower.nextIndex = Math.max(agreed, follower.matchIndex) + 1;
    }
    if (follower.nextIndex <= this.durable.log.lastIndex) this.send(from, follower, nowLocal);
    else if (message.success) this.notify(from, follower, nowLocal);
    else this.send(from, follower, nowLocal);
  }

  /** An answer proves that the link carries messages: what it shows to be missing was lost. */
  private onHeartbeatReply(from: number, message: HeartbeatReply, nowLocal: Micros): void {
    const follower = this.followers.at(from);
    follower.heardAt = nowLocal;
    follower.beatHeardAt = nowLocal;
    follower.beat = Math.max(follower.beat, message.beat);
    follower.commit = message.commit;
    this.noteLearner(follower, message.learner);
    const { log } = this.durable;
    const isBehind = follower.matchIndex < log.lastIndex || message.commit < this.host.commit;
    const waited = this.beats.timeOf(message.beat) - follower.sentAt;
    if (isBehind && waited >= this.options.electionTimeoutMinMicros) {
      this.send(from, follower, nowLocal);
    }
    this.reportSettled();
    this.keepBeating(nowLocal);
  }

  rest(members: readonly number[]): void {
    this.resting = new Set(members);
    this.beats.pause();
  }

  /** Back from rest: heartbeats that left a moment ago have still to arrive. */
  stir(nowLocal: Micros): void {
    const { resting, beats } = this;
    this.disturbedUntil = beats.latest(nowLocal) + 1;
    if (resting === null) return;
    this.resting = null;
    const { heartbeatMicros } = this.options;
    const first = beats.lastSent;
    this.followers.each((member) => {
      for (let beat = beats.latest(nowLocal); beat > first; beat -= 1) {
        // They bring no news: at rest every follower knows what the leader knows.
        const message = heartbeat(this.durable.currentTerm, beat, 0);
        if (!this.effects.pulse(member, message, beats.timeOf(beat))) break;
      }
    });
    this.followers.extrapolate(resting, nowLocal, heartbeatMicros);
    beats.resume(nowLocal);
  }

  countIdle(nowLocal: Micros): void {
    this.blockTimer.countIdle(nowLocal);
    this.beats.countSkipped(nowLocal);
  }

  /** C_new: "appends the new configuration as an entry in its log and replicates that" (4.1). */
  appendConfiguration(
    servers: readonly number[], { server, choice }: ConfigurationChange, nowLocal: Micros,
  ): void {
    const { options, durable: { currentTerm: term, log: { lastHeight: height } } } = this;
    this.effects.record(consensusConfigurationAppended, { term, choice,
      about: options.nameOf(server), servers: servers.map((each) => options.nameOf(each)).join(', ') });
    this.append({ payload: null, height, servers }, nowLocal);
  }

  get commit(): number {
    return this.host.commit;
  }

  follower(server: number): Follower {
    return this.followers.at(server);
  }

  replicate(server: number, nowLocal: Micros): void {
    this.send(server, this.followers.at(server), nowLocal);
  }

  answer(to: number, change: ConfigurationChange, status: ChangeStatus): void {
    this.host.answer(to, change, status);
  }

  private append(entry: Pick<LogEntry, 'payload' | 'height' | 'servers'>, nowLocal: Micros): void {
    const { durable, options } = this;
    durable.append({ term: durable.currentTerm, leader: options.self, ...entry });
    options.witness?.appended(options.self, durable.log.lastIndex, durable.log.entries);
    this.followers.each((member, follower) => {
      if (!follower.isAsked) this.send(member, follower, nowLocal);
    });
    this.keepBeating(nowLocal);
    this.advance(nowLocal);
  }

  /** Section 5.3, and 5.4.2: only an entry of this term commits by counting, and all before it. */
  private advance(nowLocal: Micros): void {
    const { log, currentTerm } = this.durable;
    const index = this.followers.majorityIndex(log.lastIndex, log.configuration);
    if (index <= this.host.commit || log.termAt(index) !== currentTerm) return;
    this.host.commitTo(index);
    this.followers.each((member, follower) => this.notify(member, follower, nowLocal));
    // One block at a time: a block is executed on the state that the block before it left.
    if (this.host.commit === log.lastIndex) {
      this.blockTimer.restart(nowLocal, this.application.hasPending());
    }
    this.changes.proceed(nowLocal);
    this.leaveWhenDropped(nowLocal);
  }

  /** "Steps down once the C_new entry is committed", and not before (4.2.2). */
  private leaveWhenDropped(nowLocal: Micros): void {
    const { configuration: { index, servers } } = this.durable.log;
    if (!this.beats.isLeading || servers.includes(this.options.self)
      || index > this.host.commit) return;
    this.host.standDown(nowLocal, 'it is no longer in the configuration');
  }

  private send(member: number, follower: Follower, nowLocal: Micros): void {
    const { log, currentTerm: term } = this.durable;
    const prevIndex = follower.nextIndex - 1;
    follower.isAsked = true;
    follower.sentAt = nowLocal;
    this.effects.send(member, appendEntries({
      term, prevIndex, prevTerm: log.termAt(prevIndex),
      entries: log.from(follower.nextIndex, ENTRIES_MAX), commit: this.host.commit,
    }));
  }

  /** Followers learn of a commit by the next message from the leader; this is that message. */
  private notify(member: number, follower: Follower, nowLocal: Micros): void {
    const commit = Math.min(follower.matchIndex, this.host.commit);
    if (commit <= follower.noticed) return;
    follower.noticed = commit;
    follower.sentAt = nowLocal;
    this.effects.send(member, commitNotice(this.durable.currentTerm, commit));
  }

  private noteLearner(follower: Follower, isLearner: boolean): void {
    if (!isLearner || follower.isLearner) return;
    follower.isLearner = true;
    follower.matchIndex = 0;
    follower.noticed = 0;
  }

  private settledMembers(): number[] {
    return this.followers.settled(
      this.durable.log.lastIndex, this.host.commit, this.disturbedUntil);
  }

  private reportSettled(): void {
    if (this.resting !== null || this.host.commit < this.durable.log.lastIndex) return;
    if (!this.changes.isIdle) return;
    const settled = this.settledMembers();
    if (this.followers.isMajorityOf(settled, this.durable.log.configuration)) {
      this.effects.settled(settled);
    }
  }

  /** At rest heartbeats are simulated only while something is under way. */
  private keepBeating(nowLocal: Micros): void {
    const { resting } = this;
    if (resting === null) this.beats.resume(nowLocal);
    else if (this.isSettled(resting)) this.beats.pause();
    else this.beats.resume(nowLocal);
  }

  private isSettled(resting: ReadonlySet<number>): boolean {
    if (this.host.commit < this.durable.log.lastIndex) return false;
    const settled = new Set(this.settledMembers());
    return [...resting].every((member) => settled.has(member));
  }
}
