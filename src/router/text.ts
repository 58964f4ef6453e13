/** The text of an address: what separates its parts, and how the parts are written and repeated. */
import { calm } from '../words/calm.ts';

/** What to repeat to the user of something unreadable: short, on one line, no control characters. */
export function shown(text: string): string {
  const decoded = decode(text) ?? text;
  return calm(decoded, 40);
}

export function split(text: string, at: string): [string, string] {
  const index = text.indexOf(at);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + at.length)];
}

export function decode(text: string): string | null {
  try {
    const decoded = decodeURIComponent(text);
    // Half a character is no text, and could not be written into a link again.
    return /\p{Surrogate}/u.test(decoded) ? null : decoded;
  } catch {
    return null;
  }
}

/** Commas and colons stay readable only where they separate; everything else is escaped. */
export function encode(text: string): string {
  // Quotation marks too, so that a link can be quoted in any markup.
  return encodeURIComponent(text).replace(/'/g, '%27');
}
