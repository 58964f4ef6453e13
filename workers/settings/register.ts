import type { Settings } from './setting.ts';
import { register } from './table.ts';

export { nearest } from './nearest.ts';
export { parseSetting, type ParsedSetting } from './parse.ts';
export type { Certainty, Setting, Settings, SettingValue } from './setting.ts';
export { register, settingAt } from './table.ts';

/** Every setting at its default, in the order of the register. */
export function defaults(): Settings {
  return Object.fromEntries(register.map((setting) => [setting.path, setting.default]));
}
