import type { Micros } from '../kernel/micros.ts';
import { majorityOf } from './quorum.ts';
import { isMajority } from './raft-configuration.ts';
import type { Configuration } from './raft-configuration.ts';

/** What a leader knows of one member (figure 2, volatile state on leaders). */
export interface Follower {
  nextIndex: number;
  matchIndex: number;
  /** The commit index it last said it knows. */
  commit: number;
  /** The commit index last sent to it by a notice. */
  noticed: number;
  /** Entries are under way that it has not answered for: it is sent one batch at a time. */
  isAsked: boolean;
  /** When entries or a notice were last sent to it. */
  sentAt: Micros;
  /** When it last answered anything, for the leader's own doubt. */
  heardAt: Micros;
  /** When it last answered a heartbeat; -1: none yet. */
  beatHeardAt: Micros;
  /** The last heartbeat it answered; -1: none yet. */
  beat: number;
  /** It lost its disk: it is served and not counted. */
  isLearner: boolean;
}

export class Followers {
  private readonly list: Follower[] = [];
  private readonly self: number;

  constructor(self: number, members: number) {
    this.self = self;
    for (let member = 0; member < members; member += 1) {
      this.list.push({ nextIndex: 1, matchIndex: 0, commit: -1, noticed: 0, isAsked: false,
        sentAt: 0, heardAt: 0, beatHeardAt: -1, beat: -1, isLearner: false });
    }
  }

  /** "When a leader first comes to power" (section 5.3). */
  reset(nextIndex: number, nowLocal: Micros): void {
    for (const follower of this.list) {
      follower.nextIndex = nextIndex;
      follower.matchIndex = 0;
      follower.commit = -1;
      follower.noticed = 0;
      follower.isAsked = false;
      follower.sentAt = nowLocal;
      follower.heardAt = nowLocal;
      follower.beatHeardAt = -1;
      follower.beat = -1;
    }
  }

  at(member: number): Follower {
    return this.list[member]!;
  }

  each(visit: (member: number, follower: Follower) => void): void {
    this.list.forEach((follower, member) => {
      if (member !== this.self) visit(member, follower);
    });
  }

  /** The highest index that a majority has, `ownIndex` being what the leader itself has. */
  majorityIndex(ownIndex: number, { servers }: Configuration): number {
    const indices = servers.map((member) => {
      const { matchIndex, isLearner } = this.at(member);
      return member === this.self ? ownIndex : isLearner ? 0 : matchIndex;
    });
    indices.sort((a, b) => b - a);
    return indices[majorityOf(servers.length) - 1] ?? 0;
  }

  /** Whether a majority was heard from since a moment, the leader included, learners not. */
  isHeardSince(moment: Micros, configuration: Configuration): boolean {
    return isMajority(configuration, (member) => {
      const { heardAt, isLearner } = this.at(member);
      return member === this.self || (!isLearner && heardAt > moment);
    });
  }

  /** Whether these make a majority, learners not counted. */
  isMajorityOf(members: readonly number[], configuration: Configuration): boolean {
    return isMajority(configuration, (member) =>
      members.includes(member) && (member === this.self || !this.at(member).isLearner));
  }

  /** Back from rest: those who rested answered every heartbeat in their time. */
  extrapolate(members: ReadonlySet<number>, nowLocal: Micros, intervalMicros: Micros): void {
    this.each((member, follower) => {
      if (!members.has(member) || follower.beatHeardAt < 0) return;
      const skipped = Math.floor((nowLocal - follower.beatHeardAt) / intervalMicros);
      follower.beatHeardAt += skipped * intervalMicros;
      follower.heardAt = Math.max(follower.heardAt, follower.beatHeardAt);
    });
  }

  /** Those that have all entries and know all commits, and answered since a heartbeat. */
  settled(lastIndex: number, commit: number, sinceBeat: number): number[] {
    return this.list.flatMap((follower, member) => (member === this.self
      || (follower.matchIndex === lastIndex && follower.commit === commit
        && follower.beat >= sinceBeat) ? [member] : []));
  }
}
