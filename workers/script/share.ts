import { plain } from './sentence.ts';
import type { SlotType } from './slot.ts';
import { isInteger } from './slot.ts';
import { isNumberLike, softened } from './slots.ts';

const MILLION = 1_000_000;
const SENTENCE = 'A share is written as a percentage above 0% and up to 100%, such as 5% or 0.5%.';

/** `5%`, as whole millionths, so that the JSON form and the run hold integers. */
export const share: SlotType<number> = {
  label: 'SHARE',
  noun: 'a share such as 5%',
  accepts: (token) => isNumberLike(token),
  read: (token) => {
    const text = plain(token.text);
    const found = /^(\d{1,3}(?:\.\d{1,4})?)(%?)$/.exec(text);
    if (found === null) return { sentence: SENTENCE };
    const millionths = Math.round(Number(found[1]) * (MILLION / 100));
    if (millionths === 0 || millionths > MILLION) return { sentence: SENTENCE };
    const written = writeShare(millionths);
    if (found[2] === '') return { sentence: SENTENCE, fix: written };
    return softened(token, { value: millionths });
  },
  write: writeShare,
  holds: (value): value is number => isInteger(value) && value > 0 && value <= MILLION,
};

function writeShare(millionths: number): string {
  const rest = `${millionths % 10_000}`.padStart(4, '0').replace(/0+$/, '');
  const whole = `${Math.floor(millionths / 10_000)}`;
  return `${whole}${rest === '' ? '' : `.${rest}`}%`;
}
