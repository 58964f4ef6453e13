import type { Micros } from '../kernel/micros.ts';
import { consensusElectionStarted } from './entries.ts';
import { Campaign } from './raft-campaign.ts';
import type { Durable } from './raft-durable.ts';
import type { ElectionTimer } from './raft-election-timer.ts';
import { requestVote } from './raft-messages.ts';
import type { RequestVote, Vote } from './raft-messages.ts';
import type { RaftEffects, RaftOptions } from './raft-options.ts';

export type Role = 'follower' | 'pre-candidate' | 'candidate' | 'leader';

export interface CandidateHost {
  role: Role;
  readonly commit: number;
  /** A term in which nobody is known to lead. */
  beginTerm(term: number, role: Role): void;
  /** `votes` has a 1 for each member that voted for it. */
  lead(nowLocal: Micros, votes: string): void;
}

/** What a node does that hears from no leader (section 5.2; thesis 4.2.2 and 9.6). */
export class Candidate {
  private readonly options: RaftOptions;
  private readonly durable: Durable;
  private readonly timer: ElectionTimer;
  private readonly effects: RaftEffects;
  private readonly host: CandidateHost;
  private readonly campaign: Campaign;

  constructor(
    options: RaftOptions,
    parts: { durable: Durable; timer: ElectionTimer; effects: RaftEffects },
    host: CandidateHost,
  ) {
    this.options = options;
    this.durable = parts.durable;
    this.timer = parts.timer;
    this.effects = parts.effects;
    this.host = host;
    this.campaign = new Campaign(options.members);
  }

  /** Nobody has been heard of for an election timeout. */
  onTimeout(nowLocal: Micros): void {
    const { currentTerm, learner, log } = this.durable;
    if (learner || this.isOutside) {
      this.timer.restart(nowLocal, currentTerm);
    } else if (!this.options.preVote) {
      this.stand(nowLocal);
    } else {
      this.host.role = 'pre-candidate';
      this.campaign.begin(currentTerm + 1, this.options.self, log.configuration);
      this.timer.restart(nowLocal, currentTerm);
      this.askAll('pre-vote', currentTerm + 1);
      if (this.campaign.isWonIn(log.configuration)) this.stand(nowLocal);
    }
  }

  onVote(from: number, message: Vote, nowLocal: Micros): void {
    const { campaign, host } = this;
    const awaited = message.kind === 'vote' ? 'candidate' : 'pre-candidate';
    if (host.role !== awaited || !message.granted || message.asked !== campaign.term) return;
    campaign.add(from);
    if (!campaign.isWonIn(this.durable.log.configuration)) return;
    if (awaited === 'candidate') host.lead(nowLocal, campaign.bitmap);
    else this.stand(nowLocal);
  }

  private stand(nowLocal: Micros): void {
    const { durable, options, campaign } = this;
    this.host.beginTerm(durable.currentTerm + 1, 'candidate');
    const { currentTerm: term, log } = durable;
    durable.voteFor(options.self);
    campaign.begin(term, options.self, log.configuration);
    this.effects.record(consensusElectionStarted, { term });
    this.timer.restart(nowLocal, term);
    this.askAll('request-vote', term);
    if (campaign.isWonIn(log.configuration)) this.host.lead(nowLocal, campaign.bitmap);
  }

  /** Whoever counts in its own latest configuration (thesis 4.1). */
  private askAll(kind: RequestVote['kind'], term: number): void {
    const { log } = this.durable;
    const message = requestVote(kind, term, log.lastIndex, log.lastTerm);
    if (log.configuration.index === 0) return this.effects.broadcast(message);
    for (const server of log.configuration.servers) {
      if (server !== this.options.self) this.effects.send(server, message);
    }
  }

  /**
   * It is known not to count. As long as that is not committed it "should still start new elections,
   * as it might still be needed" (thesis 4.2.2).
   */
  private get isOutside(): boolean {
    const { configuration: { index, servers } } = this.durable.log;
    return !servers.includes(this.options.self) && index <= this.host.commit;
  }
}
