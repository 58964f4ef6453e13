import type { Element, Flag, Form, List, Maybe, Slot, Word } from './form.ts';
import type { Token } from './line.ts';

/** A word or slot that a token was taken for. */
export interface Filled {
  readonly element: Word | Slot | List;
  readonly token: Token;
  /** Canonical writing has a comma before it. */
  readonly comma: boolean;
}

/** How far a line's tokens follow a form, and what could have come next. */
export interface Match {
  /** Every token was taken and nothing is missing. */
  readonly complete: boolean;
  /** Index of the first token that does not fit; the number of tokens if they ran out. */
  readonly reached: number;
  /** What could stand there. */
  readonly wanted: readonly (Word | Slot | List)[];
  readonly filled: readonly Filled[];
  /** Names of the flags that were set. */
  readonly flags: readonly string[];
}

/** Follows a form from the token at `start`. Commas are taken where one may be and never asked. */
export function match(form: Form, tokens: readonly Token[], start: number): Match {
  const [first] = form;
  if (first?.is === 'word' && tokens[start]?.text !== first.word) {
    // Most acts begin with their own word: that alone tells them apart, line after line.
    return { complete: false, reached: start, wanted: [first], filled: [], flags: [] };
  }
  const found = walked(form, tokens, start, true);
  if (found.complete || found.flags.length === 0) return found;
  // A member may be called `to`: what reads as a word of the form may be the name that follows it.
  const named = walked(form, tokens, start, false);
  return named.complete ? named : found;
}

/** The same for a form that the tokens only begin with: complete as soon as nothing is missing. */
export function matchStart(form: Form, tokens: readonly Token[], start: number): Match {
  const walk = new Walk(tokens, start, true);
  const complete = walk.sequence(form);
  const { position, filled, flags, wanted, passedBy } = walk;
  return { complete, reached: position, wanted: [...passedBy, ...wanted], filled, flags };
}

function walked(form: Form, tokens: readonly Token[], start: number, takesFlags: boolean): Match {
  const walk = new Walk(tokens, start, takesFlags);
  const complete = walk.sequence(form) && walk.position === tokens.length;
  const { position, filled, flags } = walk;
  const wanted = position === tokens.length ? [...walk.passedBy, ...walk.wanted] : walk.wanted;
  return { complete, reached: position, wanted, filled, flags };
}

class Walk {
  readonly #tokens: readonly Token[];
  readonly #takesFlags: boolean;
  position: number;
  wanted: (Word | Slot | List)[] = [];
  readonly filled: Filled[] = [];
  readonly flags: string[] = [];
  /** What could have followed the last word, had it begun another group. */
  passedBy: (Slot | List)[] = [];
  #comma = false;

  constructor(tokens: readonly Token[], start: number, takesFlags: boolean) {
    this.#tokens = tokens;
    this.#takesFlags = takesFlags;
    this.position = start;
  }

  sequence(form: Form): boolean {
    for (let index = 0; index < form.length; index += 1) {
      const element = form[index];
      if (element === undefined) break;
      if (element.is === 'maybe' || element.is === 'flag') {
        const groups = groupsFrom(form, index);
        if (!this.#groups(groups, form[index + groups.length])) return false;
        index += groups.length - 1;
      } else if (!this.#element(element)) {
        return false;
      }
    }
    return true;
  }

  #element(element: Exclude<Element, Maybe | Flag>): boolean {
    if (element.is === 'comma') {
      if (this.#isComma(this.position)) this.position += 1;
      this.#comma = true;
      return true;
    }
    if (!this.#fits(element, this.position)) {
      this.wanted.push(element);
      return false;
    }
    this.#take(element);
    if (element.is === 'list') {
      while (this.#isComma(this.position) && this.#fits(element, this.position + 1)) {
        this.position += 1;
        this.#comma = true;
        this.#take(element);
      }
    }
    return true;
  }

  /** Neighbouring groups in any order, each at most once. False if one begins and goes wrong. */
  #groups(groups: readonly (Maybe | Flag)[], after: Element | undefined): boolean {
    let left = groups;
    for (;;) {
      const from = this.#isComma(this.position) ? this.position + 1 : this.position;
      const next = left.find((group) => this.#begins(group, from,
        [after, ...left.filter((other) => other !== group).map(firstOf)]));
      if (next === undefined) break;
      this.position = from;
      if (!this.sequence(next.of)) return false;
      if (next.is === 'flag') this.flags.push(next.name);
      left = left.filter((group) => group !== next);
    }
    this.wanted.push(...left.flatMap((group) => firstOf(group) ?? []));
    return true;
  }

  /**
   * By its first element; where something else may begin with the same word (`for treatment`,
   * `for 24h`), by the one after it too.
   */
  #begins(group: Maybe | Flag, position: number, others: readonly (Element | undefined)[]): boolean {
    if (group.is === 'flag' && !this.#takesFlags) return false;
    const first = firstOf(group);
    if (first === undefined || !this.#fits(first, position)) return false;
    const second = group.of[group.of.indexOf(first) + 1];
    const isAlone = first.is !== 'word' || (second?.is !== 'slot' && second?.is !== 'list')
      || !others.some((other) => other?.is === 'word' && other.word === first.word);
    if (isAlone) return true;
    if (this.#tokens[position + 1] === undefined) this.passedBy.push(second);
    return this.#fits(second, position + 1);
  }

  #fits(element: Word | Slot | List, position: number): boolean {
    const token = this.#tokens[position];
    if (token === undefined) return false;
    return element.is === 'word' ? token.text === element.word : element.type.accepts(token);
  }

  #take(element: Word | Slot | List): void {
    const token = this.#tokens[this.position];
    if (token === undefined) return;
    this.filled.push({ element, token, comma: this.#comma });
    this.#comma = false;
    this.position += 1;
    this.wanted = [];
  }

  #isComma(position: number): boolean {
    return this.#tokens[position]?.kind === 'Comma';
  }
}

function groupsFrom(form: Form, start: number): (Maybe | Flag)[] {
  const groups: (Maybe | Flag)[] = [];
  for (const element of form.slice(start)) {
    if (element.is !== 'maybe' && element.is !== 'flag') break;
    groups.push(element);
  }
  return groups;
}

/** What a group begins with, past its comma. Groups begin with a word or a slot. */
function firstOf(group: Maybe | Flag): Word | Slot | List | undefined {
  const first = group.of.find((element) => element.is !== 'comma');
  return first === undefined || first.is === 'maybe' || first.is === 'flag' ? undefined : first;
}
