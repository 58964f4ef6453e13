import { RATE_UNITS, formatRate } from '../kernel/rate.ts';
import { plain } from './sentence.ts';
import type { SlotType } from './slot.ts';
import { isInteger } from './slot.ts';
import { isNumberLike, softened } from './slots.ts';

const RATE_MIN = 1_000;
const RATE_MAX = 1_000_000_000_000;
const SENTENCE = 'A rate is written like 1Mbit/s, 2.5Mbit/s or 64kbit/s, from 1kbit/s to 1000Gbit/s.';

/** `1Mbit/s`, as whole bits a second. */
export const rate: SlotType<number> = {
  label: 'RATE',
  noun: 'a rate such as 1Mbit/s',
  accepts: isNumberLike,
  read: (token) => {
    const text = plain(token.text);
    const found = /^(\d{1,7}(?:\.(\d{1,9}))?)([kmg]bit\/s)$/i.exec(text);
    const unit = RATE_UNITS.find(([name]) => name.toLowerCase() === found?.[3]?.toLowerCase());
    if (found === null || unit === undefined) return { sentence: SENTENCE };
    // Whole bits: no more digits behind the point than the unit has noughts.
    const [name, size] = unit;
    const isWhole = 10 ** (found[2]?.length ?? 0) <= size;
    const bits = Math.round(Number(found[1]) * size);
    if (!isWhole || bits < RATE_MIN || bits > RATE_MAX) return { sentence: SENTENCE };
    if (found[3] !== name) {
      const fix = `${found[1]}${name}`;
      return { sentence: `Units are written so: ${fix}.`, fix };
    }
    return softened(token, { value: bits });
  },
  write: formatRate,
  holds: (value): value is number => isInteger(value) && value >= RATE_MIN && value <= RATE_MAX,
};
