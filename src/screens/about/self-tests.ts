import { register } from '../../../workers/contract.ts';
import type { SettingValue } from '../../../workers/contract.ts';
import { joinStory } from './join-story.ts';

export interface SelfTest {
  readonly scenario: string;
  /** Where it is none of those that come with the page. */
  readonly text?: string;
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

const OTHERS = (register.find(({ path }) => path === 'network.consensus')?.choices ?? [])
  .filter((consensus) => consensus !== 'qbft' && consensus !== 'raft');

/**
 * What every engine must make the same of: every story under QBFT and Raft, two of them under every
 * other protocol there is, one under two seeds and two access models, and one whose members join and
 * leave.
 */
export const SELF_TESTS: readonly SelfTest[] = [
  ...STORIES.flatMap((scenario) => ['qbft', 'raft'].map((consensus) => ({
    scenario, seed: null, access: 'default', consensus,
    settings: { 'network.consensus': consensus },
  }))),
  ...['crash-under-load', 'patient-relocation'].flatMap((scenario) => OTHERS.map((consensus) => ({
    scenario, seed: null, access: 'default', consensus,
    settings: { 'network.consensus': consensus },
  }))),
  ...['default', 'single-ledger'].flatMap((access) => [1, 2].map((seed) => ({
    scenario: 'patient-relocation', seed, access, consensus: 'default',
    settings: access === 'default' ? {} : { 'network.access': access },
  }))),
  ...(['qbft', 'raft'] as const).map((consensus) => ({
    scenario: 'a member joins', text: joinStory(consensus), seed: null, access: 'default', consensus, settings: {},
  })),
];
