import type { ActEntry, Block } from './act.ts';
import { BYZANTINE_ACTS } from './acts-byzantine.ts';
import { CAPACITY_ACTS } from './acts-capacity.ts';
import { CONSENT_ACTS } from './acts-consents.ts';
import { CHART_ACTS } from './acts-charts.ts';
import { EXPERIMENT_ACTS } from './acts-experiment.ts';
import { EXPECT_ACTS } from './acts-expect.ts';
import { GRANT_ACTS } from './acts-grants.ts';
import { LINK_ACTS } from './acts-link.ts';
import { MEMBERSHIP_ACTS } from './acts-membership.ts';
import { FAULT_ACTS } from './acts-faults.ts';
import { MESSAGE_ACTS } from './acts-messages.ts';
import { NETWORK_ACTS } from './acts-network.ts';
import { PEOPLE_ACTS } from './acts-people.ts';
import { PHONE_ACTS } from './acts-phones.ts';
import { PROXY_ACTS } from './acts-proxies.ts';
import { REACTION_ACTS } from './acts-reaction.ts';
import { RECORDS_ACTS } from './acts-records.ts';
import { SESSION_ACTS } from './acts-sessions.ts';
import { STORY_ACTS } from './acts-story.ts';
import { TOP_ACTS } from './acts-top.ts';
import { WRITING_ACTS } from './acts-writing.ts';

/** What befalls links, messages, nodes and validators: it may stand behind a condition (ADR 120). */
export const FAULTS: readonly ActEntry[] = [
  ...LINK_ACTS, ...MESSAGE_ACTS, ...FAULT_ACTS, ...CAPACITY_ACTS, ...BYZANTINE_ACTS, ...MEMBERSHIP_ACTS,
];

/**
 * The table of acts: everything the language can say. Checking, completion, hover, printing and
 * the JSON form read this table and know no act by name; a new act is a new entry.
 */
export const ACTS: readonly ActEntry[] = [
  ...TOP_ACTS, ...NETWORK_ACTS, ...PEOPLE_ACTS, ...CHART_ACTS, ...CONSENT_ACTS, ...STORY_ACTS, ...SESSION_ACTS,
  ...GRANT_ACTS, ...PROXY_ACTS, ...PHONE_ACTS, ...FAULTS, ...RECORDS_ACTS,
  ...WRITING_ACTS, ...EXPERIMENT_ACTS, ...REACTION_ACTS, ...EXPECT_ACTS,
];

export function actsIn(block: Block): readonly ActEntry[] {
  return ACTS_BY_BLOCK.get(block) ?? [];
}

export function actNamed(id: string): ActEntry | undefined {
  return ACTS.find((entry) => entry.id === id);
}

const BLOCKS: readonly Block[] = ['top', 'network', 'people', 'story', 'reaction', 'expect'];

const ACTS_BY_BLOCK: ReadonlyMap<Block, readonly ActEntry[]> = new Map(
  BLOCKS.map((block) => [block, ACTS.filter((entry) => entry.block === block)]));
