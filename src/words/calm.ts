/**
 * What is repeated to the user of something that came from anybody: on one line, nothing that is
 * invisible or turns the text round, and not a page of it.
 */
export function calm(text: string, longest: number): string {
  const plain = text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  if (plain.length <= longest) return plain;
  // Half a character is no text, and could not be written into a link.
  return `${plain.slice(0, longest - 1).replace(/\p{Surrogate}$/u, '')}…`;
}

/** A sentence that quotes what it speaks of. */
export const SENTENCE_LENGTH_MAX = 300;
