/**
 * What is repeated to the user of something that came from anybody: on one line, nothing that is
 * invisible or turns the text round, and not a page of it.
 */
export function calm(text: string, longest: number): string {
  const plain = text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return plain.length > longest ? `${plain.slice(0, longest - 1)}…` : plain;
}

/** A sentence that quotes what it speaks of. */
export const SENTENCE_LENGTH_MAX = 300;
