import { JSON_DEPTH_MAX } from './json.ts';
import type { JsonNode, JsonReading } from './json.ts';

/**
 * Reads what is JSON as RFC 8259 has it, and nothing else: no property twice, nothing nested too
 * deep, no half characters. Of any other text it says only that it is none; what is wrong with it,
 * and where, is `readJson`'s to say (json-reading.ts), which is fetched only then.
 */
export function readStrictly(text: string): JsonReading {
  const reader = new Reader(text);
  const root = /\p{Surrogate}/u.test(text) ? null : reader.document();
  return root === null
    ? { ok: false, fault: { offset: 0, path: [], sentence: 'This is not JSON.' } } : { ok: true, root };
}

const QUOTE = 34;
const BACKSLASH = 92;
const SPACE = 32;

const WORDS = [['true', 'boolean', true], ['false', 'boolean', false], ['null', 'null', null]] as const;

/** Each method reads one thing where the last one ended; null where it does not stand there. */
class Reader {
  private readonly text: string;
  private place = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  document(): JsonNode | null {
    const root = this.value();
    this.space();
    return this.place === this.text.length ? root : null;
  }

  private value(): JsonNode | null {
    this.space();
    switch (this.text[this.place]) {
      case '{': return this.several('object', '}');
      case '[': return this.several('array', ']');
      case '"': return this.string();
      default: return this.word() ?? this.number();
    }
  }

  private several(type: 'object' | 'array', close: string): JsonNode | null {
    const offset = this.place;
    const children: JsonNode[] = [];
    const names = new Set<unknown>();
    this.place += 1;
    this.depth += 1;
    if (this.depth > JSON_DEPTH_MAX) return null;
    for (let isOpen = !this.take(close); isOpen; isOpen = !this.take(close)) {
      if (children.length > 0 && !this.take(',')) return null;
      const child = type === 'array' ? this.value() : this.property(names);
      if (child === null) return null;
      children.push(child);
    }
    this.depth -= 1;
    return { type, offset, length: this.place - offset, children };
  }

  private property(names: Set<unknown>): JsonNode | null {
    this.space();
    const key = this.string();
    if (key === null || names.has(key.value) || !this.take(':')) return null;
    names.add(key.value);
    const value = this.value();
    if (value === null) return null;
    return { type: 'property', offset: key.offset, length: this.place - key.offset, children: [key, value] };
  }

  private string(): JsonNode | null {
    const { text, place } = this;
    if (text[place] !== '"') return null;
    let end = place + 1;
    // A picture may be a text of megabytes: no pattern, which would remember every step.
    for (let unit = text.charCodeAt(end); unit !== QUOTE; unit = text.charCodeAt(end)) {
      if (Number.isNaN(unit) || unit < SPACE) return null;
      end += unit === BACKSLASH ? 2 : 1;
    }
    const written = text.slice(place, end + 1);
    const value = written.includes('\\') ? decoded(written) : written.slice(1, -1);
    if (value === null) return null;
    this.place = end + 1;
    return this.leaf('string', written, value);
  }

  private number(): JsonNode | null {
    const pattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    pattern.lastIndex = this.place;
    const [written] = pattern.exec(this.text) ?? [];
    if (written === undefined) return null;
    this.place += written.length;
    return this.leaf('number', written, Number(written));
  }

  private word(): JsonNode | null {
    for (const [word, type, value] of WORDS) {
      if (!this.text.startsWith(word, this.place)) continue;
      this.place += word.length;
      return this.leaf(type, word, value);
    }
    return null;
  }

  private leaf(type: JsonNode['type'], written: string, value: string | number | boolean | null): JsonNode {
    return { type, offset: this.place - written.length, length: written.length, value };
  }

  private take(sign: string): boolean {
    this.space();
    if (this.text[this.place] !== sign) return false;
    this.place += 1;
    return true;
  }

  private space(): void {
    while (this.place < this.text.length && ' \t\n\r'.includes(this.text[this.place] ?? '')) this.place += 1;
  }
}

/** What a text in quotes says, by the language's own reader; null where an escape is none. */
function decoded(written: string): string | null {
  try {
    return JSON.parse(written) as string;
  } catch {
    return null;
  }
}
