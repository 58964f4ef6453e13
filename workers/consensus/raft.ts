import { assert } from '../kernel/assert.ts';
import type { Micros } from '../kernel/micros.ts';
import { BLOCK_TIMER } from './block-timer.ts';
import { consensusElectionStarted, consensusLeaderDoubted, consensusLeaderElected,
  consensusLeaderFollowed, consensusLeaderStoodDown } from './entries.ts';
import type { Application, Protocol, Status } from './protocol.ts';
import { applyUpTo } from './raft-apply.ts';
import { Campaign } from './raft-campaign.ts';
import { Durable } from './raft-durable.ts';
import { ElectionTimer } from './raft-election-timer.ts';
import { Leadership } from './raft-leader.ts';
import type { LeaderHost } from './raft-leader.ts';
import { appendReply, heartbeatReply, requestVote, vote } from './raft-messages.ts';
import type { AppendEntries, Heartbeat, RaftMessage, RequestVote, Vote } from './raft-messages.ts';
import type { RaftEffects, RaftOptions } from './raft-options.ts';
import { BEAT_TIMER, ELECTION_TIMER } from './raft-timers.ts';

/**
 * Raft: D. Ongaro, J. Ousterhout, "In Search of an Understandable Consensus Algorithm (Extended
 * Version)", 2014, with pre-vote (9.6) and the leader's own doubt (6.2) of Ongaro's thesis.
 *
 *     5.1  terms                          raft.ts  stepDownTo, onMessage
 *     5.2  leader election                raft.ts  onElectionTimeout, stand, lead; raft-campaign.ts
 *     5.3  log replication                raft-leader.ts; raft.ts  onAppend
 *     5.4.1 up-to-date candidates         raft-log.ts  isUpToDate
 *     5.4.2 commit of earlier terms       raft-leader.ts  advance
 *     5.6  timing                         raft-election-timer.ts, raft-beats.ts
 *     figure 2, persistent state          raft-durable.ts
 *
 * Departures: one block is under way at a time, commits are told at once, and a node that finds
 * no leader again and again waits longer. ADR 14 says why.
 */
export function raft(
  options: RaftOptions, application: Application, effects: RaftEffects,
): Protocol<RaftMessage> {
  return new Raft(options, application, effects);
}

type Role = 'follower' | 'pre-candidate' | 'candidate' | 'leader';

class Raft implements Protocol<RaftMessage>, LeaderHost {
  private readonly options: RaftOptions;
  private readonly effects: RaftEffects;
  private readonly durable: Durable;
  private readonly timer: ElectionTimer;
  private readonly campaign: Campaign;
  private readonly leadership: Leadership;
  private role: Role = 'follower';
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
    this.durable = new Durable({ restored, learner, firstHeight }, effects);
    this.commit = this.durable.applied;
    this.timer = new ElectionTimer(options, effects);
    this.campaign = new Campaign(members);
    this.leadership = new Leadership(options, { durable: this.durable, application, effects }, this);
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
    else {
      assert(timer === BLOCK_TIMER, 'only the timers set by this node fire');
      this.leadership.onBlockTick(nowLocal);
    }
  }

  onMessage(from: number, message: RaftMessage, nowLocal: Micros): void {
    assert(this.hasStarted, 'a node receives messages after it has started');
    const { currentTerm } = this.durable;
    const isVoting = message.kind === 'pre-vote' || message.kind === 'request-vote';
    if (this.isResting && (isVoting || message.term > currentTerm)) this.effects.stir();
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
      case 'pre-vote': return this.onPreVote(from, message, nowLocal);
      case 'request-vote': return this.onRequestVote(from, message, nowLocal);
      case 'pre-vote-reply':
      case 'vote': return this.onVote(from, message, nowLocal);
    }
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

  /** 5.1: whoever sees a later term follows in it, and leads no more. */
  private stepDownTo(term: number, nowLocal: Micros): void {
    const wasLeader = this.role === 'leader';
    if (wasLeader) this.standDown(nowLocal, 'a later term has begun');
    this.durable.enterTerm(term);
    this.role = 'follower';
    this.leader = -1;
    this.verified = 0;
    this.timer.forgetBeats();
    if (wasLeader) this.timer.restart(nowLocal, term);
  }

  /** 5.2, and 9.6 of the thesis: nobody has been heard of for an election timeout. */
  private onElectionTimeout(nowLocal: Micros): void {
    const { currentTerm, learner, log } = this.durable;
    this.timer.attempts += 1;
    if (this.leader >= 0) this.effects.record(consensusLeaderDoubted, { term: currentTerm });
    this.leader = -1;
    if (learner) {
      this.timer.restart(nowLocal, currentTerm);
    } else if (!this.options.preVote) {
      this.stand(nowLocal);
    } else {
      this.role = 'pre-candidate';
      this.campaign.begin(currentTerm + 1, this.options.self);
      this.timer.restart(nowLocal, currentTerm);
      this.effects.broadcast(
        requestVote('pre-vote', currentTerm + 1, log.lastIndex, log.lastTerm));
      if (this.campaign.isWon) this.stand(nowLocal);
    }
  }

  private stand(nowLocal: Micros): void {
    const { durable, options } = this;
    durable.enterTerm(durable.currentTerm + 1);
    const { currentTerm: term, log } = durable;
    this.role = 'candidate';
    this.leader = -1;
    this.verified = 0;
    this.timer.forgetBeats();
    durable.voteFor(options.self);
    this.campaign.begin(term, options.self);
    this.effects.record(consensusElectionStarted, { term });
    this.timer.restart(nowLocal, term);
    this.effects.broadcast(requestVote('request-vote', term, log.lastIndex, log.lastTerm));
    if (this.campaign.isWon) this.lead(nowLocal);
  }

  private lead(nowLocal: Micros): void {
    const { currentTerm: term, log } = this.durable;
    this.role = 'leader';
    this.leader = this.options.self;
    this.timer.attempts = 0;
    this.timer.stop();
    this.options.witness?.elected(this.options.self, term, log.entries);
    this.effects.record(consensusLeaderElected, { term, votes: this.campaign.bitmap });
    this.leadership.begin(nowLocal);
  }

  private onPreVote(from: number, message: RequestVote, nowLocal: Micros): void {
    const { currentTerm, learner, log } = this.durable;
    const hasLeader = this.role === 'leader' || (this.leader >= 0
      && this.timer.heardWithin(nowLocal, this.options.electionTimeoutMinMicros));
    const granted = !learner && !hasLeader && message.term > currentTerm
      && log.isUpToDate(message.lastTerm, message.lastIndex);
    this.effects.send(from, vote('pre-vote-reply', currentTerm, message.term, granted));
  }

  private onRequestVote(from: number, message: RequestVote, nowLocal: Micros): void {
    const { durable } = this;
    const { currentTerm, votedFor, learner, log } = durable;
    const granted = !learner && message.term === currentTerm
      && (votedFor === null || votedFor === from)
      && log.isUpToDate(message.lastTerm, message.lastIndex);
    if (granted) {
      durable.voteFor(from);
      this.timer.restart(nowLocal, currentTerm);
    }
    this.effects.send(from, vote('vote', currentTerm, message.term, granted));
  }

  private onVote(from: number, message: Vote, nowLocal: Micros): void {
    const { campaign } = this;
    const awaited = message.kind === 'vote' ? 'candidate' : 'pre-candidate';
    if (this.role !== awaited || !message.granted || message.asked !== campaign.term) return;
    campaign.add(from);
    if (!campaign.isWon) return;
    if (awaited === 'candidate') this.lead(nowLocal);
    else this.stand(nowLocal);
  }

  /** Whoever sends entries or heartbeats in this term was elected in it. */
  private follow(leader: number, nowLocal: Micros): void {
    const { currentTerm: term } = this.durable;
    this.role = 'follower';
    this.timer.attempts = 0;
    if (this.leader !== leader) {
      this.leader = leader;
      this.effects.record(consensusLeaderFollowed, { term, leader });
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
