import type { Kernel } from '../kernel/kernel.ts';
import type { Micros } from '../kernel/micros.ts';
import { readSettings } from './joining.ts';
import { endOf } from './horizon.ts';
import type { RunInput } from './input.ts';
import type { MemberNode } from './node.ts';
import { hoursAt, numberAt, secondsAt } from './setting-values.ts';

/**
 * When a run is over: a while after its story, at a moment that is given, or as soon as so many
 * blocks are final at all validators but as many as the protocol lets be down (n - f, the rule by
 * which Wang et al., DSN 2022, stop their clock).
 */
export class Ending {
  private at: Micros;
  private readonly blocks: number;
  private readonly validatorsMin: number;
  private readonly reached = new Set<MemberNode>();
  private readonly kernel: Kernel;

  constructor({ scenario, settings, protocol }: RunInput, kernel: Kernel, validators: number) {
    const seconds = secondsAt(settings, 'run.stopAfterSeconds');
    this.at = seconds > 0 ? seconds : endOf(scenario, hoursAt(settings, 'run.tailHours'));
    this.blocks = numberAt(settings, 'run.stopAfterBlocks');
    const { liveWith } = protocol.guarantees(readSettings(settings));
    this.validatorsMin = Math.max(1, validators - liveWith(validators));
    this.kernel = kernel;
  }

  get endsAt(): Micros {
    return this.at;
  }

  appended(node: MemberNode): void {
    if (this.blocks === 0 || !node.validates || node.replica.height < this.blocks) return;
    this.reached.add(node);
    if (this.reached.size < this.validatorsMin || this.kernel.now > this.at) return;
    // What else happens in this very microsecond still does, in whatever slices a run is played.
    this.at = this.kernel.now;
    this.kernel.endAt(this.at);
  }
}
