import type { Micros } from '../kernel/micros.ts';
import { changed, isAsWished } from './raft-configuration.ts';
import type { ConfigurationChange } from './raft-configuration.ts';
import type { Durable } from './raft-durable.ts';
import type { Follower } from './raft-followers.ts';
import type { ChangeStatus } from './raft-messages.ts';
import type { RaftOptions } from './raft-options.ts';

/** "The algorithm waits a fixed number of rounds (such as 10)" (4.2.1). */
export const CATCH_UP_ROUNDS = 10;

export interface ChangesHost {
  readonly commit: number;
  follower(server: number): Follower;
  /** Sends it what it lacks, or asks whether it lacks anything. */
  replicate(server: number, nowLocal: Micros): void;
  appendConfiguration(servers: readonly number[], change: ConfigurationChange, nowLocal: Micros): void;
  answer(to: number, change: ConfigurationChange, status: ChangeStatus): void;
}

interface Asked extends ConfigurationChange {
  /** Who wants to know what becomes of it. */
  readonly by: Set<number>;
}

/** A new server that is brought up to date before it counts: the round under way (4.2.1). */
interface CatchUp {
  round: number;
  /** The leader's last entry when the round began. */
  target: number;
  beganAt: Micros;
  /** When it last had more than before. */
  movedAt: Micros;
  matched: number;
  isDone: boolean;
}

/**
 * Changes of configuration at the leader, one server and one change at a time, in the order in which
 * they were asked for: the receiver of AddServer and RemoveServer (Ongaro's thesis, figure 4.1).
 */
export class Changes {
  private readonly queue: Asked[] = [];
  private catchUp: CatchUp | null = null;
  private readonly options: RaftOptions;
  private readonly durable: Durable;
  private readonly host: ChangesHost;

  constructor(options: RaftOptions, durable: Durable, host: ChangesHost) {
    this.options = options;
    this.durable = durable;
    this.host = host;
  }

  /** A new leader knows nothing of what was asked of the one before it; whoever asked asks again. */
  reset(): void {
    this.queue.length = 0;
    this.catchUp = null;
  }

  get isIdle(): boolean {
    return this.queue.length === 0;
  }

  ask(from: number, { server, choice }: ConfigurationChange, nowLocal: Micros): void {
    const known = this.queue.find((each) => each.server === server && each.choice === choice);
    if (known !== undefined) known.by.add(from);
    else this.queue.push({ server, choice, by: new Set([from]) });
    this.proceed(nowLocal);
  }

  /** After an entry was committed, here or of the change itself. */
  proceed(nowLocal: Micros): void {
    for (;;) {
      const [first] = this.queue;
      if (first === undefined) return;
      const { log } = this.durable;
      const { configuration } = log;
      // "Further configuration changes can be started" once C_new is committed (4.1), and by
      // Ongaro's correction of 2015 an entry of the leader's own term.
      const isSettled = configuration.index <= this.host.commit
        && log.termAt(this.host.commit) === this.durable.currentTerm;
      if (isAsWished(configuration, first)) {
        if (!isSettled) return;
        this.end('ok');
        continue;
      }
      // Outside it steps down as soon as that is committed (4.2.2): whoever leads next is asked for the rest.
      if (!configuration.servers.includes(this.options.self)) return;
      const refusal = this.refusalOf(first);
      if (refusal !== null) {
        this.end(refusal);
        continue;
      }
      if (first.choice === 'add' && !this.isCaughtUp(nowLocal)) return;
      if (!isSettled) return;
      this.catchUp = null;
      this.host.appendConfiguration(changed(configuration, first), first, nowLocal);
      return;
    }
  }

  /** The server that is being brought up to date has answered for entries. */
  onProgress(server: number, nowLocal: Micros): void {
    const { catchUp, queue: [first] } = this;
    if (catchUp === null || first?.server !== server || catchUp.isDone) return;
    const { matchIndex } = this.host.follower(server);
    if (matchIndex > catchUp.matched) catchUp.movedAt = nowLocal;
    catchUp.matched = matchIndex;
    if (matchIndex < catchUp.target) return;
    const { lastIndex } = this.durable.log;
    const isShort = nowLocal - catchUp.beganAt < this.options.electionTimeoutMinMicros;
    const isLast = catchUp.round === CATCH_UP_ROUNDS;
    // Rounds that have nothing to bring are over as they begin.
    if (isShort && (isLast || matchIndex === lastIndex)) catchUp.isDone = true;
    else if (isLast) this.end('timeout');
    else {
      catchUp.round += 1;
      this.beginRound(catchUp, server, nowLocal);
    }
    this.proceed(nowLocal);
  }

  /** "Reply TIMEOUT if new server does not make progress for an election timeout" (figure 4.1). */
  onBeat(nowLocal: Micros): void {
    const { catchUp } = this;
    if (catchUp === null || catchUp.isDone) return;
    if (nowLocal - catchUp.movedAt < this.options.electionTimeoutMinMicros) return;
    this.end('timeout');
    this.proceed(nowLocal);
  }

  private isCaughtUp(nowLocal: Micros): boolean {
    const [first] = this.queue;
    if (this.catchUp === null && first !== undefined) {
      this.catchUp = { round: 1, target: 0, beganAt: nowLocal, movedAt: nowLocal, isDone: false,
        matched: this.host.follower(first.server).matchIndex };
      this.beginRound(this.catchUp, first.server, nowLocal);
    }
    return this.catchUp?.isDone === true;
  }

  private beginRound(catchUp: CatchUp, server: number, nowLocal: Micros): void {
    catchUp.target = this.durable.log.lastIndex;
    catchUp.beganAt = nowLocal;
    catchUp.movedAt = nowLocal;
    this.host.replicate(server, nowLocal);
  }

  /** What figure 4.1 has no words for: nobody would be left, or a lost disk would count (ADR 136). */
  private refusalOf({ server, choice }: ConfigurationChange): ChangeStatus | null {
    if (choice === 'drop') return this.durable.log.configuration.servers.length === 1 ? 'last' : null;
    return this.host.follower(server).isLearner ? 'lost-disk' : null;
  }

  private end(status: ChangeStatus): void {
    const ended = this.queue.shift();
    this.catchUp = null;
    if (ended === undefined) return;
    for (const by of ended.by) this.host.answer(by, ended, status);
  }
}
