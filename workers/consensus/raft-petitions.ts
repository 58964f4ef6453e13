import type { Micros } from '../kernel/micros.ts';
import { consensusChangeEnded } from './entries.ts';
import type { ConfigurationChange } from './raft-configuration.ts';
import { changeRequest } from './raft-messages.ts';
import type { ChangeReply } from './raft-messages.ts';
import type { RaftEffects, RaftOptions } from './raft-options.ts';
import { ROUND_DOUBLINGS_MAX } from './round-timer.ts';
import { CHANGE_TIMER } from './raft-timers.ts';

/**
 * What the people of one member have asked for and been given no answer to: AddServer and
 * RemoveServer as their caller sees them (thesis, figure 4.1). They are sent to whoever leads, again
 * to whoever leads after it, and again when no answer comes, each time after twice as long: a cut
 * link holds what is sent over it. A crash forgets them.
 */
export class Petitions {
  private readonly wishes = new Map<number, ConfigurationChange>();
  /** Who was asked last, and how often again. */
  private asked = -1;
  private again = 0;
  private readonly options: RaftOptions;
  private readonly effects: RaftEffects;
  private readonly askHere: (wish: ConfigurationChange, nowLocal: Micros) => void;

  /** `askHere`: as the leader. */
  constructor(
    options: RaftOptions, effects: RaftEffects,
    askHere: (wish: ConfigurationChange, nowLocal: Micros) => void,
  ) {
    this.askHere = askHere;
    this.options = options;
    this.effects = effects;
  }

  /** A later wish about the same server takes the place of the earlier one. */
  add(wish: ConfigurationChange): void {
    this.wishes.set(wish.server, wish);
    this.asked = -1;
  }

  withdraw(server: number): void {
    this.wishes.delete(server);
  }

  /** `leader`: whoever is thought to lead; -1: they wait until somebody does. */
  send(leader: number, nowLocal: Micros): void {
    if (this.wishes.size === 0 || leader < 0) return;
    this.again = leader === this.asked ? Math.min(this.again + 1, ROUND_DOUBLINGS_MAX) : 0;
    this.asked = leader;
    this.effects.stir();
    this.effects.setTimer(
      CHANGE_TIMER, nowLocal + this.options.electionTimeoutMinMicros * 2 ** this.again);
    for (const wish of [...this.wishes.values()]) {
      if (leader === this.options.self) this.askHere(wish, nowLocal);
      else this.effects.send(leader, changeRequest(wish));
    }
  }

  /** NOT_LEADER settles nothing: who leads is heard of soon. */
  onReply({ server, choice, status }: ChangeReply): void {
    if (status === 'not-leader' || this.wishes.get(server)?.choice !== choice) return;
    this.wishes.delete(server);
    this.effects.record(consensusChangeEnded,
      { about: this.options.nameOf(server), choice, status });
    if (this.wishes.size === 0) this.effects.cancelTimer(CHANGE_TIMER);
  }
}
