import type { Heading } from './act.ts';
import { conditionJson } from './conditions.ts';
import { SEED_DEFAULT, STARTS_DEFAULT } from './draft.ts';
import { slotsOf } from './form.ts';
import { readLines } from './line.ts';
import { withoutMark } from './parse.ts';
import { Problems } from './problem.ts';
import type { Scenario } from './scenario.ts';
import { readStatements } from './statement.ts';
import type { Statement } from './statement.ts';

export type Json =
  | null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export const JSON_FORMAT = 'ledgerward-scenario/1';

/**
 * The scenario as plain data, for programs: integers and strings only, times and durations in
 * microseconds. Two texts that differ in comments, spacing or the writing of a duration alone
 * have the same form; the canonical encoder sorts the keys.
 */
export function toJson(scenario: Scenario): { readonly [key: string]: Json } {
  const { statements } = readStatements(readLines(withoutMark(scenario.text)), new Problems());
  const top: Record<string, Json> = { seed: SEED_DEFAULT, starts: STARTS_DEFAULT };
  const blocks: Record<Heading, Json[]> = { network: [], people: [], story: [], expect: [] };
  for (const statement of statements) {
    const { block } = statement.entry;
    if (block === 'top') Object.assign(top, slotsJson(statement));
    else blocks[block === 'reaction' ? 'story' : block].push(itemJson(statement));
  }
  return { format: JSON_FORMAT, ...top, ...blocks };
}

/** What is absent in the text is absent here, so that each scenario has one form. */
function itemJson(statement: Statement): Json {
  const { entry, at, waiting } = statement;
  const when = waiting === null ? {} : { when: conditionJson(waiting) };
  return { act: entry.id, ...(at === null ? {} : { at }), ...when, ...slotsJson(statement) };
}

function slotsJson({ entry, values }: Statement): Record<string, Json> {
  const json: Record<string, Json> = {};
  for (const { name } of slotsOf(entry.form)) {
    const value = values[name];
    // Slot types hold plain data, see SlotType.
    if (value !== null && value !== false) json[name] = value as Json;
  }
  return json;
}
