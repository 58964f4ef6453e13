import { assert } from '../kernel/assert.ts';
import type { Micros } from '../kernel/micros.ts';
import { BLOCK_TIMER } from './block-timer.ts';
import { consensusLeaderDoubted, consensusLeaderElected,
  consensusLeaderFollowed, consensusLeaderStoodDown } from './entries.ts';
import type { Application, Protocol, Status } from './protocol.ts';
import { applyUpTo } from './raft-apply.ts';
import { Candidate } from './raft-candidate.ts';
import type { CandidateHost, Role } from './raft-candidate.ts';
import { Durable } from './raft-durable.ts';
import { ElectionTimer } from './raft-election-timer.ts';
import { Leadership } from './raft-leader.ts';
import type { LeaderHost } from './raft-leader.ts';
import type { ConfigurationChange } from './raft-configuration.ts';
import { appendReply, changeReply, heartbeatReply } from './raft-messages.ts';
import type { AppendEntries, ChangeRequest, ChangeStatus, Heartbeat, RaftMessage, RequestVote }
  from './raft-messages.ts';
import type { RaftEffects, RaftOptions } from './raft-options.ts';
import { Petitions } from './raft-petitions.ts';
import { BEAT_TIMER, CHANGE_TIMER, ELECTION_TIMER } from './raft-timers.ts';
import { answerPreVote, answerRequestVote } from './raft-voting.ts';

/**
 * Raft: D. Ongaro, J. Ousterhout, "In Search of an Understandable Consensus Algorithm (Extended
 * Version)", 2014, with pre-vote (9.6), the leader's own doubt (6.2) and changes of configuration,
 * one server at a time (4), of Ongaro's thesis.
 *
 *     5.1  terms                          raft.ts  stepDownTo, onMessage
 *     5.2  leader election                raft-candidate.ts, raft-campaign.ts
 *     5.3  log replication                raft-leader.ts; raft.ts  onAppend
 *     5.4.1 up-to-date candidates         raft-voting.ts
 *     5.4.2 commit of earlier terms       raft-leader.ts  advance
 *     5.6  timing; figure 2, state        raft-election-timer.ts, raft-beats.ts; raft-durable.ts
 *     thesis 4, configurations            raft-configuration.ts, raft-changes.ts, raft-petitions.ts
 *
 * Departures: one block is under way at a time, commits are told at once, and a node that finds
 * no leader again and again waits longer (ADR 14); who is outside the configuration is still sent
 * all entries (ADR 136).
 */
export function raft(
  options: RaftOptions, application: Application, effects: RaftEffects,
): Protocol<RaftMessage> {
  return new Raft(options, application, effects);
}

class Raft implements Protocol<RaftMessage>, LeaderHost, CandidateHost {
  private readonly options: RaftOptions;
  private readonly effects: RaftEffects;
  private readonly durable: Durable;
  private readonly timer: ElectionTimer;
  private readonly candidate: Candidate;
  private readonly leadership: Leadership;
  private readonly petitions: Petitions;
  role: Role = 'follower';
  /** Who leads in this term, as far as known; -1. */
  private leader = -1;
  private isResting = false;
  private hasStarted = false;
  /** How much of this log is known to be the current leader's too. */
  private verified = 0;
  commit: number;

  constructor(options: RaftOptions, application: Application, effects: RaftEffects) {
    assert(options.electionTimeoutMinMicros > options.heartbeatMicros,
      'an election timeout is longer than a heartbeat interval');
    const { members, firstHeight = 1, restored = null, learner = false } = options;
    this.options = options;
    this.effects = effects;
    this.durable = new Durable({ restored, learner, firstHeight, members }, effects);
    this.commit = this.durable.applied;
    this.timer = new ElectionTimer(options, effects);
    this.candidate = new Candidate(options, { durable: this.durable, timer: this.timer, effects }, this);
    this.leadership = new Leadership(options, { durable: this.durable, application, effects }, this);
    this.petitions = new Petitions(options, effects,
      (wish, now) => { this.leadership.changes.ask(options.self, wish, now); });
  }

  start(nowLocal: Micros): void {
    assert(!this.hasStarted, 'a node starts once');
    this.hasStarted = true;
    this.durable.persist();
    this.timer.restart(nowLocal, this.durable.currentTerm);
  }

  onPending(nowLocal: Micros): void {
    if (this.role === 'leader') this.leadership.onPending(nowLocal);
  }

  onTimer(timer: string, nowLocal: Micros): void {
    if (timer === ELECTION_TIMER) this.onElectionTimeout(nowLocal);
    else if (timer === BEAT_TIMER) this.leadership.onBeat(nowLocal);
    else if (timer === CHANGE_TIMER) this.petitions.send(this.leader, nowLocal);
    else {
      assert(timer === BLOCK_TIMER, 'only the timers set by this node fire');
      this.leadership.onBlockTick(nowLocal);
    }
  }

  onMessage(from: number, message: RaftMessage, nowLocal: Micros): void {
    assert(this.hasStarted, 'a node receives messages after it has started');
    if (message.kind === 'change-request') return this.onChangeRequest(from, message, nowLocal);
    if (message.kind === 'change-reply') return this.petitions.onReply(message);
    const { currentTerm } = this.durable;
    const isVoting = message.kind === 'pre-vote' || message.kind === 'request-vote';
    if (this.isResting && (isVoting || message.term > currentTerm)) this.effects.stir();
    if (message.kind === 'request-vote' && this.isDisruptive(nowLocal)) return;
    if (message.term > currentTerm && message.kind !== 'pre-vote') {
      this.stepDownTo(message.term, nowLocal);
    }
    switch (message.kind) {
      case 'append': return this.onAppend(from, message, nowLocal);
      case 'heartbeat': return this.onHeartbeat(from, message, nowLocal);
      case 'commit-notice':
        if (message.term === this.durable.currentTerm) {
          this.follow(from, nowLocal);
          this.commitTo(Math.min(message.commit, this.verified));
        }
        return;
      case 'append-reply':
      case 'heartbeat-reply':
        if (this.role === 'leader' && message.term === this.durable.currentTerm) {
          this.leadership.onReply(from, message, nowLocal);
        }
        return;
      case 'pre-vote':
      case 'request-vote': return this.onCandidate(from, message, nowLocal);
      case 'pre-vote-reply':
      case 'vote': return this.candidate.onVote(from, message, nowLocal);
    }
  }

  /** AddServer or RemoveServer, as an administrator asks for it here (thesis, figure 4.1). */
  onWish(server: number, choice: 'add' | 'drop' | 'none', nowLocal: Micros): void {
    if (choice === 'none') return this.petitions.withdraw(server);
    this.petitions.add({ server, choice });
    this.petitions.send(this.leader, nowLocal);
  }

  countIdle(nowLocal: Micros): void {
    if (this.role === 'leader') this.leadership.countIdle(nowLocal);
  }

  rest(members: readonly number[], nowLocal: Micros): void {
    if (this.isResting || this.options.idle === 'simulated') return;
    this.isResting = true;
    this.timer.rest();
    if (this.role === 'leader') {
      this.leadership.countIdle(nowLocal);
      this.leadership.rest(members);
    }
  }

  stir(nowLocal: Micros): void {
    if (this.role === 'leader') this.leadership.stir(nowLocal);
    if (!this.isResting) return;
    this.isResting = false;
    const { currentTerm, learner } = this.durable;
    for (const { beat, at } of this.timer.stir(nowLocal, currentTerm)) {
      const reply = heartbeatReply(currentTerm, beat, this.commit, learner);
      if (!this.effects.pulse(this.leader, reply, at)) break;
    }
  }

  status(): Status {
    const { currentTerm, applied, log } = this.durable;
    const height = applied === 0 ? (this.options.firstHeight ?? 1) : log.at(applied).height + 1;
    return { height, round: currentTerm, phase: this.role, leader: this.leader };
  }

  commitTo(index: number): void {
    if (index <= this.commit) return;
    this.commit = index;
    applyUpTo(index, this.durable, this.options, this.effects);
  }

  standDown(nowLocal: Micros, why: string): void {
    const { currentTerm: term } = this.durable;
    this.leadership.end(nowLocal);
    this.effects.record(consensusLeaderStoodDown, { term, why });
    this.role = 'follower';
    this.leader = -1;
    this.timer.restart(nowLocal, term);
  }

  answer(to: number, change: ConfigurationChange, status: ChangeStatus): void {
    const reply = changeReply(change, status);
    if (to === this.options.self) this.petitions.onReply(reply);
    else this.effects.send(to, reply);
  }

  private onChangeRequest(from: number, change: ChangeRequest, nowLocal: Micros): void {
    if (this.isResting) this.effects.stir();
    if (this.role === 'leader') this.leadership.changes.ask(from, change, nowLocal);
    else this.answer(from, change, 'not-leader');
  }

  /** 5.1: whoever sees a later term follows in it, and leads no more. */
  private stepDownTo(term: number, nowLocal: Micros): void {
    const wasLeader = this.role === 'leader';
    if (wasLeader) this.standDown(nowLocal, 'a later term has begun');
    this.beginTerm(term, 'follower');
    if (wasLeader) this.timer.restart(nowLocal, term);
  }

  beginTerm(term: number, role: Role): void {
    this.durable.enterTerm(term);
    this.role = role;
    this.leader = -1;
    this.verified = 0;
    this.timer.forgetBeats();
  }

  /** 5.2: nobody has been heard of for an election timeout. */
  private onElectionTimeout(nowLocal: Micros): void {
    const { currentTerm: term } = this.durable;
    this.timer.attempts += 1;
    if (this.leader >= 0) this.effects.record(consensusLeaderDoubted, { term });
    this.leader = -1;
    this.candidate.onTimeout(nowLocal);
  }

  private hearsLeader(nowLocal: Micros): boolean {
    return this.role === 'leader' || (this.leader >= 0
      && this.timer.heardWithin(nowLocal, this.options.electionTimeoutMinMicros));
  }

  /**
   * Thesis 4.2.3: "it does not update its term or grant its vote". Only where the configuration has
   * ever changed: before, everyone counts, and elections are those of the paper of 2014.
   */
  private isDisruptive(nowLocal: Micros): boolean {
    return this.durable.log.configuration.index > 0 && this.hearsLeader(nowLocal);
  }

  lead(nowLocal: Micros, votes: string): void {
    const { currentTerm: term, log } = this.durable;
    this.role = 'leader';
    this.leader = this.options.self;
    this.timer.attempts = 0;
    this.timer.stop();
    this.options.witness?.elected(this.options.self, term, log.entries);
    this.effects.record(consensusLeaderElected, { term, votes });
    this.leadership.begin(nowLocal);
    this.petitions.send(this.leader, nowLocal);
  }

  private onCandidate(from: number, message: RequestVote, nowLocal: Micros): void {
    const isAsking = message.kind === 'pre-vote';
    const answer = isAsking ? answerPreVote(this.durable, message, this.hearsLeader(nowLocal))
      : answerRequestVote(this.durable, from, message);
    if (answer.granted && !isAsking) this.timer.restart(nowLocal, this.durable.currentTerm);
    this.effects.send(from, answer);
  }

  /** Whoever sends entries or heartbeats in this term was elected in it. */
  private follow(leader: number, nowLocal: Micros): void {
    const { currentTerm: term } = this.durable;
    this.role = 'follower';
    this.timer.attempts = 0;
    if (this.leader !== leader) {
      this.leader = leader;
      this.effects.record(consensusLeaderFollowed, { term, leader });
      this.petitions.send(this.leader, nowLocal);
    }
    this.timer.restart(nowLocal, term);
  }

  private onAppend(from: number, message: AppendEntries, nowLocal: Micros): void {
    const { durable, options } = this;
    const { log, currentTerm: term, learner } = durable;
    const { prevIndex, prevTerm, entries } = message;
    const agrees = message.term === term && log.termAt(prevIndex) === prevTerm;
    if (message.term === term) this.follow(from, nowLocal);
    if (!agrees) {
      const index = log.lastUpToTerm(prevTerm, prevIndex);
      this.effects.send(from,
        appendReply({ term, success: false, index, hintTerm: log.termAt(index), learner }));
      return;
    }
    if (durable.take(prevIndex, entries)) {
      options.witness?.appended(options.self, prevIndex + entries.length, log.entries);
    }
    this.verified = Math.max(this.verified, prevIndex + entries.length);
    this.effects.send(from,
      appendReply({ term, success: true, index: this.verified, hintTerm: -1, learner }));
    this.commitTo(Math.min(message.commit, this.verified));
  }

  private onHeartbeat(from: number, message: Heartbeat, nowLocal: Micros): void {
    const { currentTerm: term, learner } = this.durable;
    if (message.term === term) {
      this.follow(from, nowLocal);
      this.timer.noteBeat(nowLocal, message.beat);
      this.commitTo(Math.min(message.commit, this.verified));
    }
    this.effects.pulse(from, heartbeatReply(term, message.beat, this.commit, learner), nowLocal);
  }
}
