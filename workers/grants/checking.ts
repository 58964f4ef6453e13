import {
  ACTOR_KINDS, PROVISIONS_MAX, PROVISION_DEPTH_MAX, PROVISION_LIST_MAX, PROVISION_TYPES,
} from './provision.ts';

/** The same as the ledger's for any name. */
const TEXT_LENGTH_MAX = 200;

/**
 * Why something is no provision, as a sentence that names the place, such as
 * `provision.exceptions[0].type`; or null. Types cannot promise it: a dishonest sender's body is
 * whatever it likes.
 */
export function provisionProblem(value: unknown, path = 'provision'): string | null {
  const count = { left: PROVISIONS_MAX };
  return problemOf(value, path, 1, count);
}

function problemOf(
  value: unknown, path: string, depth: number, count: { left: number },
): string | null {
  if (!isObject(value)) return `${path} is not a rule with named fields.`;
  if (depth > PROVISION_DEPTH_MAX) {
    return `${path} is an exception ${depth} deep; ${PROVISION_DEPTH_MAX} are the most.`;
  }
  count.left -= 1;
  if (count.left < 0) return `${path} is one rule more than the ${PROVISIONS_MAX} of a grant.`;
  for (const name of Object.keys(FIELDS)) {
    if (!Object.hasOwn(value, name)) return `${path}.${name} is missing.`;
  }
  const extra = Object.keys(value).find((name) => !Object.hasOwn(FIELDS, name));
  if (extra !== undefined) return `${path} has no field ${extra}.`;
  for (const [name, problem] of Object.entries(FIELDS)) {
    const found = problem?.(value[name]) ?? null;
    if (found !== null) return `${path}.${name} ${found}.`;
  }
  const exceptions = value['exceptions'];
  if (!Array.isArray(exceptions)) return `${path}.exceptions is not a list of rules.`;
  for (const [index, exception] of exceptions.entries()) {
    const found = problemOf(exception, `${path}.exceptions[${index}]`, depth + 1, count);
    if (found !== null) return found;
  }
  return null;
}

const FIELDS: Readonly<Record<string, ((value: unknown) => string | null) | null>> = {
  type: (value) => isOneOf(value, PROVISION_TYPES) ? null : 'is neither permit nor deny',
  actors: (value) => listProblem(value, actorProblem),
  custodians: (value) => listProblem(value, textProblem),
  sections: (value) => listProblem(value, textProblem),
  resourceTypes: (value) => listProblem(value, textProblem),
  records: (value) => listProblem(value, textProblem),
  labels: (value) => listProblem(value, textProblem),
  purposes: (value) => listProblem(value, textProblem),
  startsAtMicros: momentProblem,
  endsAtMicros: momentProblem,
  exceptions: null,
};

function listProblem(value: unknown, of: (item: unknown) => string | null): string | null {
  if (!Array.isArray(value)) return 'is not a list';
  if (value.length > PROVISION_LIST_MAX) {
    return `has ${value.length} entries; ${PROVISION_LIST_MAX} are the most`;
  }
  const items = value as readonly unknown[];
  const wrong = items.findIndex((item) => of(item) !== null);
  if (wrong >= 0) return `has at ${wrong} what ${of(items[wrong]) ?? ''}`;
  const texts = items.map((item) => isObject(item) ? `${String(item['kind'])} ${String(item['name'])}`
    : String(item));
  const twice = texts.find((text, index) => texts.indexOf(text) !== index);
  return twice === undefined ? null : `names ${twice} twice`;
}

function textProblem(value: unknown): string | null {
  return typeof value === 'string' && value.length > 0 && value.length <= TEXT_LENGTH_MAX
    ? null : `is no text of 1 to ${TEXT_LENGTH_MAX} characters`;
}

function actorProblem(value: unknown): string | null {
  if (!isObject(value) || Object.keys(value).length !== 2) return 'is not a kind and a name';
  return isOneOf(value['kind'], ACTOR_KINDS) ? textProblem(value['name'])
    : `is of no kind ${ACTOR_KINDS.join(', ')}`;
}

function momentProblem(value: unknown): string | null {
  return value === null || Number.isSafeInteger(value)
    ? null : 'is neither a whole number of microseconds nor null';
}

function isOneOf(value: unknown, words: readonly string[]): boolean {
  return words.some((word) => word === value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    && !(value instanceof Uint8Array);
}
