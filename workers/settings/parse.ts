import { nearest } from './nearest.ts';
import type { Setting, SettingValue } from './setting.ts';
import { register, settingAt } from './table.ts';

export type ParsedSetting =
  | { readonly ok: true; readonly value: SettingValue }
  | { readonly ok: false; readonly sentence: string };

/** Reads the value of a setting as people write it; refusals are sentences for them. */
export function parseSetting(path: string, text: string): ParsedSetting {
  const setting = settingAt(path);
  if (setting === undefined) return refusal(unknownPath(path));
  switch (setting.kind) {
    case 'boolean':
      if (text === 'true' || text === 'false') return { ok: true, value: text === 'true' };
      return refusal(`${path} is true or false, not ${quoted(text)}.`);
    case 'choice':
      return parseChoice(setting, text);
    case 'integer':
    case 'number':
      return parseNumber(setting, text);
  }
}

function parseChoice({ path, choices = [] }: Setting, text: string): ParsedSetting {
  if (choices.includes(text)) return { ok: true, value: text };
  return refusal(`${path} is ${choices.join(' or ')}, not ${quoted(text)}.${guess(text, choices)}`);
}

function parseNumber(setting: Setting, text: string): ParsedSetting {
  const { path, unit, min = -Infinity, max = Infinity } = setting;
  const what = setting.kind === 'integer' ? 'a whole number' : 'a number';
  // Plain decimals only: '1e3', '0x10' and 'Infinity' would pass through Number unnoticed.
  if (!/^-?\d{1,15}(\.\d{1,15})?$/.test(text)) {
    return refusal(`${path} is ${what} (${unit}), not ${quoted(text)}.`);
  }
  const value = Number(text) + 0;
  if (setting.kind === 'integer' && !Number.isInteger(value)) {
    return refusal(`${path} is a whole number (${unit}), not ${quoted(text)}.`);
  }
  if (value < min) return refusal(`${path} is at least ${min} ${unit}, not ${text}.`);
  if (value > max) return refusal(`${path} is at most ${max} ${unit}, not ${text}.`);
  return { ok: true, value };
}

function unknownPath(path: string): string {
  const meant = guess(path, register.map((each) => each.path));
  return `There is no setting ${quoted(path)}.${meant === '' ? ' docs/SETTINGS.md lists them all.' : meant}`;
}

function guess(word: string, words: readonly string[]): string {
  const meant = nearest(word, words);
  return meant === undefined ? '' : ` Did you mean ${meant}?`;
}

/** Cut short, because a sentence with a megabyte in it helps nobody. */
function quoted(text: string): string {
  return text.length > 40 ? `"${text.slice(0, 40)}…"` : `"${text}"`;
}

function refusal(sentence: string): ParsedSetting {
  return { ok: false, sentence };
}
