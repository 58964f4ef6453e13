import { PROPOSALS } from '../consensus/entries.ts';
import type { Effects, Protocol, Status, Wire } from '../consensus/protocol.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { ConditionalAct } from '../script/condition.ts';
import type { Act, Scenario } from '../script/scenario.ts';
import { storyCondition, storyUnmet } from './entries.ts';
import type { MemberNode } from './node.ts';
import type { ConsensusMessage } from './parcel.ts';
import type { Stillness } from './stillness.ts';
import { watched } from './watched.ts';

export interface ConditionsHost {
  readonly kernel: Kernel;
  readonly stillness: Stillness;
  readonly nodes: readonly MemberNode[];
  readonly input: { readonly scenario: Scenario };
  play(act: Act): void;
}

interface Waiting extends ConditionalAct {
  /** Among the lines that wait, from 1. */
  readonly number: number;
}

/**
 * Faults that wait until something is so, each once (ADR 120). Nothing is polled: a node that is
 * waited for is looked at after each thing that happens to it, and all are looked at when their
 * wait begins. What has come true is played right after what made it true, in the same moment.
 */
export class Conditions {
  private waiting: readonly Waiting[];
  private readonly statuses = new Map<string, { self: number; status: () => Status }>();
  private readonly host: ConditionsHost;
  private readonly comesTrue: number;

  constructor(host: ConditionsHost) {
    const { kernel } = host;
    this.host = host;
    this.waiting = host.input.scenario.conditionals.map((act, index) => ({ ...act, number: index + 1 }));
    this.comesTrue = kernel.register((_target, _a, ref) => { this.happen(ref as Waiting); });
    const begins = kernel.register((_target, _a, ref) => { this.begin(ref as Waiting); });
    for (const each of this.waiting) {
      if (each.when.from !== null) kernel.schedule(each.when.from, begins, 0, 0, each);
    }
  }

  /** A validator's part in its protocol, with an eye on it where some line waits for that. */
  watch(
    node: MemberNode, self: number, effects: NodeEffects,
    create: (effects: NodeEffects) => Protocol<Wire>,
  ): Protocol<Wire> {
    const isAwaited = this.waiting.some(({ when }) =>
      (when.what === 'leads' || when.what === 'proposes') && when.node === node.name);
    if (!isAwaited) return create(effects);
    const protocol = create({ ...effects, record: (kind, values) => {
      effects.record(kind, values);
      if (PROPOSALS.has(kind)) this.meet((when) => when.what === 'proposes' && when.node === node.name);
    } });
    this.statuses.set(node.name, { self, status: () => protocol.status() });
    return watched(protocol, () => {
      if (this.leads(node.name)) this.meet((when) => when.what === 'leads' && when.node === node.name);
    });
  }

  crashed({ name }: MemberNode): void {
    this.statuses.delete(name);
    this.meet((when) => when.what === 'down' && when.node === name);
  }

  restarted({ name }: MemberNode): void {
    this.meet((when) => when.what === 'back' && when.node === name);
  }

  appended({ name }: MemberNode, height: number): void {
    this.meet((when) => when.what === 'final' && height >= when.height
      && (when.node === null || when.node === name));
  }

  /** The run is over: what never came true is said. */
  end(): void {
    for (const { number, saysWhen, saysAct } of this.waiting) {
      this.host.kernel.record(storyUnmet, 'story', {
        condition: number, when: saysWhen.replace(/^when /, ''), text: saysAct,
      });
    }
  }

  /** What was so when the wait begins need not become so. */
  private begin({ when, number }: Waiting): void {
    if (this.isSo(when)) this.meet((_when, each) => each === number);
  }

  private isSo(when: ConditionalAct['when']): boolean {
    const { nodes } = this.host;
    switch (when.what) {
      case 'leads': return this.leads(when.node);
      case 'down': return nodes.some(({ name, isDown }) => name === when.node && isDown);
      case 'final': return nodes.some(({ name, replica }) =>
        (when.node === null || name === when.node) && replica.height >= when.height);
      case 'proposes':
      case 'back': return false;
    }
  }

  private leads(name: string): boolean {
    const seat = this.statuses.get(name);
    if (seat === undefined) return false;
    const { leads, leader } = seat.status();
    return leads ?? leader === seat.self;
  }

  private meet(isMet: (when: ConditionalAct['when'], number: number) => boolean): void {
    const { kernel } = this.host;
    const met = this.waiting.filter(({ when, number }) =>
      (when.from === null || when.from <= kernel.now) && isMet(when, number));
    if (met.length === 0) return;
    this.waiting = this.waiting.filter((each) => !met.includes(each));
    // Not within what makes it true: a node does not crash halfway through what it does.
    for (const each of met) kernel.schedule(kernel.now, this.comesTrue, 0, 0, each, kernel.cause);
  }

  private happen({ number, saysWhen, saysAct, line, text, act }: Waiting): void {
    const { kernel, stillness } = this.host;
    const row = kernel.record(storyCondition, 'story', {
      condition: number, when: withoutFrom(saysWhen), text: saysAct,
    });
    stillness.stir();
    kernel.within(row, () => this.host.play({ ...act, line, text, at: kernel.now }));
  }
}

function withoutFrom(says: string): string {
  return says.replace(/^when /, '').replace(/ from day \d+ [\d:.]+$/, '');
}

type NodeEffects = Effects<ConsensusMessage>;
