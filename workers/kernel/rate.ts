/** Bits a second; a thousand of them and not 1,024, as lines are sold. Largest first. */
export const RATE_UNITS: readonly (readonly [name: string, bitsPerSecond: number])[] = [
  ['Gbit/s', 1_000_000_000], ['Mbit/s', 1_000_000], ['kbit/s', 1_000],
];

/** As the script writes it, in the largest unit of which there is at least one: '2.5Mbit/s'. */
export function formatRate(bitsPerSecond: number): string {
  const [name, size] = RATE_UNITS.find(([, each]) => bitsPerSecond >= each) ?? ['kbit/s', 1_000];
  return `${bitsPerSecond / size}${name}`;
}
