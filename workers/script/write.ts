import { slotsOf } from './form.ts';
import type { Element, Form, List, Slot } from './form.ts';

/** The line's text, or the first slot whose value cannot stand there. */
export type Written = { readonly text: string } | { readonly slot: string };

/** Values by slot name; those of absent groups are null or missing. */
type Given = Readonly<Record<string, unknown>>;

/** Writes an act canonically: the inverse of reading it. */
export function writeForm(form: Form, values: Given): Written {
  const pieces: string[] = [];
  const wrong = writeAll(form, values, pieces);
  if (wrong !== null) return { slot: wrong };
  const text = pieces.reduce((line, piece) => (
    line === '' || piece === ',' ? `${line}${piece}` : `${line} ${piece}`), '');
  return { text };
}

/** Adds words and commas; the slot that cannot be written, or null. */
function writeElement(element: Element, values: Given, pieces: string[]): string | null {
  switch (element.is) {
    case 'word': pieces.push(element.word); return null;
    case 'comma': pieces.push(','); return null;
    case 'slot': return writeItems(element, [valueOf(values, element.name)], pieces);
    case 'list': {
      const items = valueOf(values, element.name);
      return Array.isArray(items) && items.length > 0
        ? writeItems(element, items, pieces) : element.name;
    }
    case 'flag': {
      const flag = valueOf(values, element.name);
      if (flag !== null && typeof flag !== 'boolean') return element.name;
      return flag === true ? writeAll(element.of, values, pieces) : null;
    }
    case 'maybe': {
      const absent = slotsOf(element.of).every(({ name }) => valueOf(values, name) === null);
      return absent ? null : writeAll(element.of, values, pieces);
    }
  }
}

function writeAll(form: Form, values: Given, pieces: string[]): string | null {
  for (const element of form) {
    const wrong = writeElement(element, values, pieces);
    if (wrong !== null) return wrong;
  }
  return null;
}

function writeItems(
  { name, type }: Slot | List, items: readonly unknown[], pieces: string[],
): string | null {
  for (const [index, item] of items.entries()) {
    if (!type.holds(item)) return name;
    if (index > 0) pieces.push(',');
    pieces.push(type.write(item));
  }
  return null;
}

/** Own properties only: what JSON carries has no prototype to read from. */
function valueOf(values: Given, name: string): unknown {
  return Object.hasOwn(values, name) ? values[name] ?? null : null;
}
