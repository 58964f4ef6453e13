/** What a link changes of its run: settings by their paths, and the seed. */
import { parseSetting, type SettingValue } from '../../workers/contract.ts';
import { calm, SENTENCE_LENGTH_MAX } from '../words/calm.ts';
import { words } from '../words/en.ts';
import { decode, encode, shown, split } from './text.ts';

export type Overrides = Readonly<Record<string, SettingValue>>;

const SETTINGS_MAX = 64;
/** Larger whole numbers are no longer exact. */
export const SEED_MAX = Number.MAX_SAFE_INTEGER;

export function writeOverrides(settings: Overrides): string {
  return Object.entries(settings)
    .map(([path, value]) => `${encode(path)}:${encode(String(value))}`).join(',');
}

/**
 * `path:value,path:value` over what is known already. Whatever is none of the register's is named
 * in a sentence, and the others are taken all the same.
 */
export function readOverrides(known: Overrides, raw: string, ignored: string[]): Overrides {
  const pairs = raw.split(',').filter((pair) => pair !== '');
  if (pairs.length > SETTINGS_MAX) {
    ignored.push(words.link.tooManySettings(pairs.length, SETTINGS_MAX));
    return known;
  }
  // A Map, so that a path such as __proto__ is only ever a key.
  const settings = new Map(Object.entries(known));
  for (const pair of pairs) {
    const [rawPath, rawText] = split(pair, ':');
    const [path, text] = [decode(rawPath), decode(rawText)];
    if (path === null || text === null) {
      ignored.push(words.link.unreadable(shown(pair)));
      continue;
    }
    const parsed = parseSetting(path, text);
    if (parsed.ok && settings.has(path) && settings.get(path) !== parsed.value) ignored.push(words.link.twice(path));
    if (parsed.ok) settings.set(path, parsed.value);
    else ignored.push(words.link.badSetting(shown(pair), calm(parsed.sentence, SENTENCE_LENGTH_MAX)));
  }
  return Object.fromEntries(settings);
}

/** A seed as a person may type it; null if it is none. */
export function readSeed(text: string): number | null {
  if (!/^\d{1,16}$/.test(text)) return null;
  const seed = Number(text);
  return seed <= SEED_MAX ? seed : null;
}

