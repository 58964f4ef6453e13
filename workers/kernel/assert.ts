/**
 * Throws when an invariant of the simulation is broken: a programmer's error, never a user's.
 * Assertions stay on in production, because a wrong run that goes on is worse than a stop.
 * The sentence is a constant, so that a passing assertion costs one comparison and no string.
 */
export function assert(condition: unknown, sentence: string): asserts condition {
  if (!condition) fail(sentence);
}

/** For the rare place where the sentence must name a value: build it only on the way out. */
export function fail(sentence: string): never {
  throw new InvariantError(sentence);
}

export class InvariantError extends Error {
  override readonly name: string = 'InvariantError';
}

/**
 * What was broken. In the page's own build an assertion says the number of its sentence in a table
 * that is fetched when it is wanted (threads/rules.ts); everywhere else the sentence itself.
 */
export function ruleOf({ message }: InvariantError, rules: readonly string[]): string {
  return rules[Number(message)] ?? message;
}

/** Valid input that asks for more than a run can hold: the user's to change, nobody's fault. */
export class LimitError extends Error {
  override readonly name = 'LimitError';
}

/** Throws LimitError with the sentence, which names the limit and a way out. */
export function limit(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new LimitError(sentence);
}
