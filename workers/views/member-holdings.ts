import {
  exposureClosed, exposureOpened, knowledgeAcquired, leakHappened,
} from '../access/entries.ts';
import type { MemberPage } from '../contract.ts';
import { recordWritten } from '../health/entries.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Trace } from '../kernel/trace.ts';
import { blockAppended, blockReverted } from '../ledger/entries.ts';
import type { KeptFact } from './trail.ts';

/** What a member and its people hold, could see and have seen by a moment. */
export type MemberHoldings = Pick<MemberPage, 'holds' | 'canSee' | 'seen' | 'height'>;

interface Held { patient: string; section: string; own: number; copies: number }
interface Seen { person: string; patient: string; section: string; records: number; leaked: number }

/** A fold of the trace; `kept` is what members keep when the story begins. */
export function memberHoldings(
  trace: Trace, at: Micros, member: string, people: ReadonlySet<string>, kept: readonly KeptFact[],
): MemberHoldings {
  const holds = new Map<string, Held>();
  const seen = new Map<string, Seen>();
  const canSee = new Map<string, { person: string; patient: string }>();
  let height = 0;
  const hold = (patient: string, section: string, how: 'own' | 'copies'): void => {
    const key = `${patient}/${section}`;
    const held = holds.get(key) ?? { patient, section, own: 0, copies: 0 };
    held[how] += 1;
    holds.set(key, held);
  };
  const sight = (person: string, patient: string, section: string): Seen => {
    const key = `${person}>${patient}/${section}`;
    const found = seen.get(key) ?? { person, patient, section, records: 0, leaked: 0 };
    seen.set(key, found);
    return found;
  };
  for (const fact of kept) if (fact.member === member) hold(fact.patient, fact.section, 'own');
  for (let row = 0; row < trace.outcomeCount && trace.at(row) <= at; row += 1) {
    if (trace.is(row, knowledgeAcquired)) {
      const { holder, patient, section } = trace.get(row, knowledgeAcquired);
      if (holder === member) hold(patient, section, 'copies');
      else if (people.has(holder)) sight(holder, patient, section).records += 1;
    } else if (trace.is(row, leakHappened)) {
      const { holder, patient, section } = trace.get(row, leakHappened);
      if (people.has(holder)) sight(holder, patient, section).leaked += 1;
    } else if (trace.is(row, recordWritten)) {
      const { custodian, patient, section } = trace.get(row, recordWritten);
      if (custodian === member) hold(patient, section, 'own');
    } else if (trace.is(row, exposureOpened)) {
      const pair = trace.get(row, exposureOpened);
      if (people.has(pair.person)) canSee.set(`${pair.person}>${pair.patient}`, pair);
    } else if (trace.is(row, exposureClosed)) {
      const { person, patient } = trace.get(row, exposureClosed);
      canSee.delete(`${person}>${patient}`);
    } else if (trace.is(row, blockAppended) && trace.entity(row) === member) {
      height = trace.integer(row, blockAppended, 'height');
    } else if (trace.is(row, blockReverted) && trace.entity(row) === member) {
      height = trace.integer(row, blockReverted, 'height') - 1;
    }
  }
  return { height, holds: [...holds.values()], canSee: [...canSee.values()], seen: [...seen.values()] };
}
