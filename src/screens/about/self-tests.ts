import type { SettingValue } from '../../../workers/contract.ts';

export interface SelfTest {
  readonly scenario: string;
  /** Null is the script's own. */
  readonly seed: number | null;
  /** `default` is what the script itself says. */
  readonly access: string;
  readonly consensus: string;
  readonly settings: Readonly<Record<string, SettingValue>>;
}

/** Every story there is; a test holds this to the index of scenarios. */
const STORIES = [
  'crash-under-load', 'cross-border-care', 'forgotten-login', 'insider-breach', 'lost-phone',
  'partition-during-emergency', 'patient-relocation', 'revocation-race',
];

/**
 * What every engine must make the same of: every story under both protocols, and one under two
 * seeds and two access models.
 */
export const SELF_TESTS: readonly SelfTest[] = [
  ...STORIES.flatMap((scenario) => ['qbft', 'raft'].map((consensus) => ({
    scenario, seed: null, access: 'default', consensus,
    settings: { 'network.consensus': consensus },
  }))),
  ...['default', 'single-ledger'].flatMap((access) => [1, 2].map((seed) => ({
    scenario: 'patient-relocation', seed, access, consensus: 'default',
    settings: access === 'default' ? {} : { 'network.access': access },
  }))),
];
