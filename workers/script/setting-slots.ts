import type { Micros } from '../kernel/micros.ts';
import { parseSetting, register, settingAt } from '../settings/register.ts';
import { readDuration, secondsText, writeDuration } from './duration.ts';
import { plain, choiceExplanation } from './sentence.ts';
import { nearestWords } from './nearest.ts';
import { isBareText } from './slot.ts';
import type { SlotType } from './slot.ts';
import { isDuration, isNumberLike, isWordLike, softened } from './slots.ts';

/** Slots whose values, limits and reasons are the settings register's. */

/** A word that a setting of kind `choice` can be. */
export function settingWord(path: string): SlotType<string> {
  const words = (settingAt(path)?.choices ?? []).map((choice) => `${choice}`);
  return {
    label: words.join('|'),
    noun: `one of ${words.join(', ')}`,
    words,
    accepts: isWordLike,
    read: (token) => words.includes(token.text)
      ? { value: token.text }
      : choiceExplanation(token.text, lastOf(path), words),
    write: (value) => value,
    holds: isBareText,
  };
}

/** A duration for a setting in seconds: its limits and their reasons are the register's. */
export function settingDuration(path: string): SlotType<Micros> {
  return {
    label: 'DURATION',
    noun: 'a duration such as 2s',
    accepts: isNumberLike,
    read: (token) => {
      const reading = readDuration(plain(token.text));
      if ('sentence' in reading) return reading;
      const setting = parseSetting(path, secondsText(reading.micros));
      if (!setting.ok) return { sentence: settingRefusal(path, setting.sentence) };
      return softened(token, { value: reading.micros });
    },
    write: writeDuration,
    holds: isDuration,
  };
}

/** A part of a whole in percent, as a plain decimal, for settings in percent. */
export function percentText(part: Micros, whole: Micros): string {
  return `${((100 * part) / whole).toFixed(9)}`.replace(/\.?0+$/, '');
}

/** The path of any setting. */
export const settingPath: SlotType<string> = {
  label: 'PATH',
  noun: 'the path of a setting, such as session.idleLockMinutes',
  words: register.map((setting) => setting.path),
  accepts: isWordLike,
  read: ({ text }) => {
    if (settingAt(text) !== undefined) return { value: text };
    const near = nearestWords(text, register.map((setting) => setting.path));
    const [only] = near;
    const unknown = `There is no setting ${text}.`;
    if (only === undefined) return { sentence: `${unknown} docs/SETTINGS.md lists them.` };
    const sentence = `${unknown} Did you mean ${near.join(' or ')}?`;
    return near.length === 1 ? { sentence, fix: only } : { sentence };
  },
  tells: (path) => {
    const setting = settingAt(path);
    if (setting === undefined) return null;
    const unit = setting.unit === '' ? '' : ` ${setting.unit}`;
    return `${setting.meaning} Without this line: ${setting.default}${unit} `
      + `(${setting.certainty}: ${setting.source}). ${setting.goesWrong}`;
  },
  write: (value) => value,
  holds: isBareText,
};

/** Why the register refuses a value, with what would go wrong. */
export function settingRefusal(path: string, sentence: string): string {
  const setting = settingAt(path);
  return setting === undefined ? sentence : `${sentence} ${setting.goesWrong}`;
}

/** `network.access` → `access`: what the choice is a choice of. */
function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
