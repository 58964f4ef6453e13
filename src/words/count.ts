/** One for all: a number's own toLocaleString looks its locale up anew each time. */
const numbers = new Intl.NumberFormat('en');

/** A number with its noun, for the eye. */
export const count = (n: number, one: string, many: string): string =>
  `${numbers.format(n)} ${n === 1 ? one : many}`;
