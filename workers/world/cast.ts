import type { Chart } from '../health/bundle.ts';
import type { Scenario } from '../script/scenario.ts';
import type { Row } from '../kernel/trace.ts';
import { assert } from '../kernel/assert.ts';
import type { Shift } from './clock.ts';
import { keepersOf } from './keepers.ts';
import type { Keeper } from './keepers.ts';

export interface Person {
  readonly name: string;
  readonly role: string;
  /** Index of the member this person works for. */
  readonly member: number;
  readonly shift: Shift | null;
  /** The network party of a proxy's phone; null for everybody else. */
  readonly phone: number | null;
}

export interface Patient {
  readonly name: string;
  /** The chart of her own line; others may keep more about her. */
  readonly chart: Chart;
  /** Where she is treated when the story begins. */
  readonly home: number;
  /** Who keeps her records, her home first. */
  readonly keepers: Keeper[];
  /** The network party of the patient's wallet. */
  readonly wallet: number;
  /** Who treats the patient now; changes when the patient moves. */
  treatedAt: number;
  /** The outcome that ended the relationship with a member that treated the patient before. */
  readonly relationshipEnds: Map<number, Row>;
}

/** Those with a key and a phone of their own, in the order of their lines. */
export function proxiesIn(scenario: Scenario): Scenario['people'] {
  return scenario.people.filter(({ role }) => role === 'proxy');
}

/** The people of a run, by name; the scenario's check has made the names unique. */
export class Cast {
  readonly people: readonly Person[];
  readonly patients: readonly Patient[];
  private readonly peopleByName: ReadonlyMap<string, Person>;
  private readonly patientsByName: ReadonlyMap<string, Patient>;

  constructor(scenario: Scenario, charts: ReadonlyMap<string, Chart>) {
    const members = new Map(scenario.members.map((member, index) => [member.name, index]));
    const memberOf = (name: string): number => {
      const index = members.get(name);
      assert(index !== undefined, `${name} is a member`);
      return index;
    };
    const proxies = proxiesIn(scenario).map(({ name }) => name);
    const phones = scenario.members.length + scenario.anonymousValidators
      + scenario.patients.length;
    this.people = scenario.people.map((person) => ({
      name: person.name, role: person.role, member: memberOf(person.at), shift: person.shift,
      phone: person.role === 'proxy' ? phones + proxies.indexOf(person.name) : null,
    }));
    this.patients = scenario.patients.map((patient, index) => {
      const chart = charts.get(patient.chart);
      assert(chart !== undefined, `the chart ${patient.chart} was read before the run`);
      const home = memberOf(patient.at);
      const keepers = keepersOf(scenario, patient, charts);
      return {
        name: patient.name, chart, home, keepers, treatedAt: home, relationshipEnds: new Map(),
        wallet: scenario.members.length + scenario.anonymousValidators + index,
      };
    });
    this.peopleByName = new Map(this.people.map((person) => [person.name, person]));
    this.patientsByName = new Map(this.patients.map((patient) => [patient.name, patient]));
  }

  isPerson(name: string): boolean {
    return this.peopleByName.has(name);
  }

  person(name: string): Person {
    const person = this.peopleByName.get(name);
    assert(person !== undefined, `${name} is a person of the scenario`);
    return person;
  }

  patient(name: string): Patient {
    const patient = this.patientsByName.get(name);
    assert(patient !== undefined, `${name} is a patient of the scenario`);
    return patient;
  }
}
