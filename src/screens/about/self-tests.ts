import type { SettingValue } from '../../../workers/contract.ts';

export interface SelfTest {
  readonly scenario: string;
  readonly seed: number;
  /** `default` is what the script itself says. */
  readonly access: string;
  readonly settings: Readonly<Record<string, SettingValue>>;
}

/** What every engine must make the same of: two seeds, each under two access models. */
export const SELF_TESTS: readonly SelfTest[] = ['default', 'single-ledger'].flatMap((access) =>
  [1, 2].map((seed) => ({
    scenario: 'patient-relocation', seed, access,
    settings: access === 'default' ? {} : { 'network.access': access },
  })));
