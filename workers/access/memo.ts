import type { Facts } from './facts.ts';
import type { Mentions } from './mentions.ts';
import type { DecisionWork } from './model.ts';
import { FACT_NAMES, PARTY_TYPES, principalOf, resourceOf, type EntityId } from './request.ts';

/** Distinct situations remembered; beyond it the engine is asked each time, with equal answers. */
export const MEMO_ENTRIES_MAX = 65_536;

/**
 * Remembers an answer by what the policies can tell apart. It holds for one policy set, so that
 * the set is no part of the key.
 */
export class Memo<T> {
  private hits = 0;
  private misses = 0;
  private readonly answers = new Map<string, T>();
  private readonly keyOf: (facts: Facts) => string;
  private readonly answer: (facts: Facts) => T;

  constructor(mentions: Mentions, answer: (facts: Facts) => T) {
    this.keyOf = memoKeyOf(mentions);
    this.answer = answer;
  }

  get work(): DecisionWork {
    return { hits: this.hits, misses: this.misses };
  }

  of(facts: Facts): T {
    const key = this.keyOf(facts);
    const known = this.answers.get(key);
    if (known !== undefined) {
      this.hits += 1;
      return known;
    }
    this.misses += 1;
    const answer = this.answer(facts);
    if (this.answers.size < MEMO_ENTRIES_MAX) this.answers.set(key, answer);
    return answer;
  }
}

/** Writes a key for facts: equal keys mean that no mentioned policy can tell the two cases apart. */
export function memoKeyOf(mentions: Mentions): (facts: Facts) => string {
  const names = FACT_NAMES.filter((name) => mentions.facts?.has(name) ?? true);
  const isAnyone = !mentions.wholeIds
    && ![...mentions.literals].some((literal) => PARTY_TYPES.has(literal.split('::')[0] ?? ''));
  return (facts) => {
    let key = '';
    for (const name of names) key += framed(String(facts[name]));
    return isAnyone ? key : key + partiesPart(facts, mentions);
  };
}

function partiesPart(facts: Facts, mentions: Mentions): string {
  let part = '';
  for (const party of [principalOf(facts), resourceOf(facts)]) {
    for (const entity of [party.uid, ...party.parents]) part += idPart(entity, mentions);
    part += '/';
  }
  return part;
}

/** An id that no policy names is as good as any other such id. */
function idPart(entity: EntityId, mentions: Mentions): string {
  const named = mentions.literals.has(`${entity.type}::${entity.id}`);
  return named || mentions.wholeIds ? framed(entity.id) : '-';
}

/** Its length before a text, so that no two lists of texts run into the same key. */
function framed(text: string): string {
  return `${text.length}:${text}`;
}
