import type { Provision } from '../grants/provision.ts';
import type { Micros } from '../kernel/micros.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row } from '../kernel/trace.ts';
import type { Person } from './cast.ts';

/** Something a patient said about who may read her chart. */
interface Wish {
  /** Names of persons and organisations; none: anyone. */
  readonly whom: readonly string[];
  /** Names whom it spares. */
  readonly except: readonly string[];
  /** None: the whole chart. */
  readonly sections: readonly string[];
  readonly endsAtMicros: Micros | null;
  /** The outcome of her saying no; NONE where she said yes. */
  readonly refusal: Row;
  readonly type: Provision['type'];
}

/**
 * What each patient wants, from the moment she says so: her wish counts when she signs it, while
 * the network may still act on what was final before (DESIGN 4). Of what she said about a person,
 * or the person's organisation, and a section, the last counts. Labels and purposes are not looked
 * at: a denial of records about psychiatry alone is no wish against the section.
 */
export class Wishes {
  private readonly said = new Map<string, Wish[]>();
  private readonly memberName: (index: number) => string;

  constructor(memberName: (index: number) => string) {
    this.memberName = memberName;
  }

  /** `row` is the outcome of her saying so. */
  sayProvision(patient: string, provision: Provision, row: Row): void {
    const { type, actors, sections, endsAtMicros, labels, exceptions } = provision;
    if (type === 'deny' && labels.length > 0) return;
    const except = type === 'deny' ? exceptions.flatMap((rule) => rule.actors) : [];
    this.say(patient, {
      whom: actors.map(({ name }) => name), except: except.map(({ name }) => name), sections,
      endsAtMicros, refusal: type === 'deny' ? row : NONE, type,
    });
  }

  /** She takes back what she gave or denied; null: what she said of anyone. */
  takeBack(patient: string, grantee: string | null, type: Provision['type'], row: Row): void {
    if (type === 'permit') {
      this.say(patient, { whom: grantee === null ? [] : [grantee], except: [], sections: [],
        endsAtMicros: null, refusal: row, type });
      return;
    }
    const whom = grantee ?? '';
    this.said.set(patient, (this.said.get(patient) ?? [])
      .filter((wish) => wish.type !== 'deny' || wish.whom.join(', ') !== whom));
  }

  /** She let the person see the section and has not taken it back. */
  welcomes(patient: string, person: Person, section: string): boolean {
    // However long ago she let them in: that it has ended is another matter than taking it back.
    return this.last(patient, person, section, -Infinity)?.refusal === NONE;
  }

  /** The refusal that stands against the person; NONE where there is none. */
  refusal(patient: string, person: Person, section: string, at: Micros): Row {
    return this.last(patient, person, section, at)?.refusal ?? NONE;
  }

  private say(patient: string, wish: Wish): void {
    this.said.set(patient, [...this.said.get(patient) ?? [], wish]);
  }

  private last(patient: string, person: Person, section: string, at: Micros): Wish | undefined {
    const names = [person.name, this.memberName(person.member)];
    const isNamed = (list: readonly string[]): boolean => names.some((name) => list.includes(name));
    return this.said.get(patient)?.findLast(({ whom, except, sections, endsAtMicros, refusal }) =>
      (whom.length === 0 || isNamed(whom)) && !isNamed(except)
      && (sections.length === 0 || sections.includes(section))
      && (refusal === NONE || endsAtMicros === null || endsAtMicros > at));
  }
}
