import type { SlotType } from './slot.ts';

/** How an act is written: words as they are, slots for what varies, groups that may be absent. */

export interface Word { readonly is: 'word'; readonly word: string }
/** Written by the formatter; a reader may leave it out. */
export interface Comma { readonly is: 'comma' }
export interface Slot<N extends string = string, T = unknown> {
  readonly is: 'slot'; readonly name: N; readonly type: SlotType<T>;
}
/** One or more, with commas between. */
export interface List<N extends string = string, T = unknown> {
  readonly is: 'list'; readonly name: N; readonly type: SlotType<T>;
}
/** Present or not; neighbouring groups may come in any order. Slots of an absent one are null. */
export interface Maybe<F extends readonly Element[] = readonly Element[]> {
  readonly is: 'maybe'; readonly of: F;
}
/** Words that are there or not: true or false. */
export interface Flag<N extends string = string> {
  readonly is: 'flag'; readonly name: N; readonly of: readonly Element[];
}

export type Element = Word | Comma | Slot | List | Maybe | Flag;
export type Form = readonly Element[];

/** The values that a form yields, by slot name. */
export type ValuesOf<F extends Form> = F extends readonly [
  infer Head extends Element, ...infer Rest extends Form]
  ? ValueOf<Head> & ValuesOf<Rest>
  : object;

type ValueOf<E extends Element> =
  E extends Slot<infer N, infer T> ? { readonly [K in N]: T }
  : E extends List<infer N, infer T> ? { readonly [K in N]: readonly T[] }
  : E extends Flag<infer N> ? { readonly [K in N]: boolean }
  : E extends Maybe<infer F> ? Absent<ValuesOf<F>>
  : object;

type Absent<V> = { readonly [K in keyof V]: V[K] | null };

export const comma: Comma = { is: 'comma' };

export function word(text: string): Word {
  return { is: 'word', word: text };
}

export function slot<const N extends string, T>(name: N, type: SlotType<T>): Slot<N, T> {
  return { is: 'slot', name, type };
}

export function list<const N extends string, T>(name: N, type: SlotType<T>): List<N, T> {
  return { is: 'list', name, type };
}

export function maybe<const F extends Form>(...of: F): Maybe<F> {
  return { is: 'maybe', of };
}

export function flag<const N extends string>(name: N, ...of: Form): Flag<N> {
  return { is: 'flag', name, of };
}

/** `PATIENT moves to PLACE`, with `[…]` around what may be absent. */
export function formText(form: Form): string {
  let text = '';
  for (const element of form) {
    const part = elementText(element);
    text += text === '' || part.startsWith(',') || part.startsWith('[,') ? part : ` ${part}`;
  }
  return text;
}

function elementText(element: Element): string {
  switch (element.is) {
    case 'word': return element.word;
    case 'comma': return ',';
    case 'slot': return element.type.label;
    case 'list': return `${element.type.label}, \u2026`;
    case 'maybe':
    case 'flag': return `[${formText(element.of)}]`;
  }
}

/** Every slot of a form, those in groups included, in the order of writing. */
export function slotsOf(form: Form): (Slot | List | Flag)[] {
  return form.flatMap((element) => {
    if (element.is === 'maybe') return slotsOf(element.of);
    return element.is === 'word' || element.is === 'comma' ? [] : [element];
  });
}
