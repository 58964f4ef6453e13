import type { Micros } from '../kernel/micros.ts';
import { CLOCK_TOLERANCE_MICROS } from '../ledger/limits.ts';
import type { ReplicaOptions } from '../ledger/replica.ts';
import type { Models } from './deciding.ts';
import type { RunInput } from './input.ts';
import type { Placement } from './placement.ts';
import type { SignInTimes } from './signing-in.ts';
import { flagAt, hoursAt, millisecondsAt, minutesAt, numberAt, secondsAt, textAt } from './setting-values.ts';

/** A run's input, and the settings that its people and nodes go by, under their own names. */
export class RunSettings {
  readonly input: RunInput;

  constructor(input: RunInput) {
    this.input = input;
  }

  /** Under this model a patient can mend a refusal by granting. */
  get asksPatients(): boolean {
    return textAt(this.input.settings, 'network.access') === 'patient-grant';
  }

  get starts(): string {
    return this.input.scenario.starts;
  }

  get logsAccess(): boolean {
    return flagAt(this.input.settings, 'records.accessLog');
  }

  get tellsWithheld(): boolean {
    return flagAt(this.input.settings, 'access.tellsWithheld');
  }

  get placement(): Placement {
    return textAt(this.input.settings, 'records.placement') as Placement;
  }

  get saltsCommitments(): boolean {
    return flagAt(this.input.settings, 'records.saltedCommitments');
  }

  get retryMicros(): Micros {
    return secondsAt(this.input.settings, 'access.retrySeconds');
  }

  get patienceMicros(): Micros {
    return hoursAt(this.input.settings, 'access.patienceHours');
  }

  get medianMicros(): Micros {
    return secondsAt(this.input.settings, 'consent.responseSecondsMedian');
  }

  modelsFor(members: Models['members']): Models {
    const { access, inHouse, breakGlass, settings } = this.input;
    const reach = (path: string): Models['reach'] =>
      (textAt(settings, path) === 'treating' ? 'treating' : 'member');
    return {
      access, inHouse, breakGlass, breakGlassReach: reach('access.breakGlassReach'), members,
      reach: reach('network.reach'),
    };
  }

  get proofingMicros(): Micros {
    return minutesAt(this.input.settings, 'identity.proofingMinutes');
  }

  get publicKeys(): RunInput['publicKeys'] {
    return this.input.publicKeys;
  }

  get signIn(): SignInTimes {
    const { settings } = this.input;
    return {
      usual: textAt(settings, 'session.signIn') as SignInTimes['usual'],
      passwordMicros: secondsAt(settings, 'session.passwordSeconds'),
      badgeMicros: secondsAt(settings, 'session.badgeSeconds'),
    };
  }

  get replicaLimits(): Omit<ReplicaOptions, 'registry'> {
    const { settings, contracts } = this.input;
    return {
      contracts,
      blockTransactionsMax: numberAt(settings, 'consensus.blockTransactionsMax'),
      mempoolTransactionsMax: numberAt(settings, 'ledger.mempoolTransactionsMax'),
      // Honest clocks differ by at most the skew, and must never make a block unacceptable.
      clockToleranceMicros: CLOCK_TOLERANCE_MICROS
        + millisecondsAt(settings, 'network.clockSkewMillisecondsMax'),
    };
  }

  get spreadFactor(): number {
    return numberAt(this.input.settings, 'consent.responseSpreadFactor');
  }
}
