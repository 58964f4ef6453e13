import { accessSettings } from './access.ts';
import { consensusSettings } from './consensus.ts';
import { networkSettings } from './network.ts';
import { peopleSettings } from './people.ts';
import { recordsSettings } from './records.ts';
import { runSettings } from './run.ts';
import type { Setting } from './setting.ts';

/** Every setting of the product. A number that decides something is here or is a constant. */
export const register: readonly Setting[] = [
  ...accessSettings,
  ...consensusSettings,
  ...networkSettings,
  ...peopleSettings,
  ...recordsSettings,
  ...runSettings,
];

const byPath: ReadonlyMap<string, Setting> = new Map(
  register.map((setting) => [setting.path, setting]),
);

export function settingAt(path: string): Setting | undefined {
  return byPath.get(path);
}
