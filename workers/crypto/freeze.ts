import { Memo } from '../kernel/memo.ts';

/**
 * Freezes plain data to its depths and returns it. Byte arrays cannot be frozen (ECMAScript
 * §10.4.5) and are left as they are: what is hashed or signed holds its bytes as hex text.
 */
export function freezeDeep<T>(value: T): T {
  if (typeof value !== 'object' || value === null || FLAT_LAST.get(value) === true) return value;
  if (ArrayBuffer.isView(value) || FROZEN_DEEP.has(value)) return value;
  if (freezeMembers(value)) FROZEN_DEEP.add(value);
  else FLAT_LAST.set(value, true);
  return value;
}

/** Whether `freezeDeep` was called on it: only such an object can carry a remembered hash. */
export function isFrozenDeep(value: object): boolean {
  return FROZEN_DEEP.has(value) || (Object.isFrozen(value) && isFlat(value));
}

/** Whether there was more to it than itself. */
function freezeMembers(value: object): boolean {
  Object.freeze(value);
  let isDeep = false;
  for (const member of Object.values(value) as unknown[]) {
    if (typeof member !== 'object' || member === null) continue;
    isDeep = true;
    if (!ArrayBuffer.isView(member) && !FROZEN_DEEP.has(member)) freezeMembers(member);
  }
  return isDeep;
}

function isFlat(value: object): boolean {
  return Object.values(value).every((member) => typeof member !== 'object' || member === null);
}

/**
 * A block is signed over again in each message about it; its hundreds of parts are walked
 * once. Only what `freezeDeep` was called on is remembered, and nothing that is flat, such as a
 * vote: weak entries are dear to collect.
 */
const FROZEN_DEEP = new WeakSet<object>();

/** The flat one that was frozen last: where all sign the same body, such as a vote's, it is walked once. */
const FLAT_LAST = new Memo<object, true>();
