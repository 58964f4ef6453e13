import type { MoreContracts } from '../ledger/contracts/contract.ts';
import type { Act, Scenario } from '../script/scenario.ts';
import type { Settings } from '../settings/register.ts';
import type { ExtraClasses, ExtraName } from '../world/extras.ts';

/** Each in a file of its own, where the page is built. */
const FILES: { readonly [Name in ExtraName]: () => Promise<Required<ExtraClasses>[Name]> } = {
  capacity: async () => (await import('../world/capacity.ts')).Capacity,
  conditions: async () => (await import('../world/conditions.ts')).Conditions,
  emergency: async () => (await import('../world/emergency.ts')).Emergency,
  erasures: async () => (await import('../world/erasures.ts')).Erasures,
  links: async () => (await import('../world/link-acts.ts')).LinkActs,
  load: async () => (await import('../world/load.ts')).LoadClients,
  membership: async () => (await import('../world/membership.ts')).Membership,
  messages: async () => (await import('../world/message-acts.ts')).MessageActs,
  misbehaviour: async () => (await import('../world/misbehaviour.ts')).Misbehaviour,
  nodeFaults: async () => (await import('../world/node-faults.ts')).NodeFaults,
  phones: async () => (await import('../world/phones.ts')).Phones,
  processing: async () => (await import('../world/processing.ts')).Processing,
  storedBlocks: async () => (await import('../world/stored-blocks.ts')).StoredBlocks,
  writings: async () => (await import('../world/writings.ts')).Writings,
};

/** Verbs of lines for which no story needs more than all do. */
type Everyday = 'moves' | 'needs' | 'asks' | 'grants' | 'denies' | 'revokes' | 'extends' | 'appoints'
  | 'dismisses' | 'lifts' | 'leaves' | 'sits' | 'signs-in' | 'locks' | 'closes' | 'looks';

const NEEDED_BY: Readonly<Record<Exclude<Act['verb'], Everyday>, ExtraName>> = {
  'works-slower': 'capacity', 'carries': 'capacity', 'works-as-before': 'capacity',
  'breaks': 'emergency', 'erases': 'erasures', 'loads': 'load', 'votes-on-member': 'membership',
  'asks-about-member': 'membership',
  'cuts': 'links', 'impairs': 'links', 'isolates': 'links', 'reconnects': 'links', 'heals': 'links',
  'misbehaves': 'misbehaviour', 'turns-honest': 'misbehaviour',
  'drops': 'messages', 'holds': 'messages',
  'crashes': 'nodeFaults', 'restarts': 'nodeFaults', 'pauses': 'nodeFaults', 'sets-clock': 'nodeFaults',
  'loses-phone': 'phones', 'finds-phone': 'phones', 'uses-phone': 'phones', 'gets-phone': 'phones',
  'alters': 'storedBlocks', 'writes': 'writings', 'amends': 'writings', 'copies': 'writings',
};

/** All that a story has a line for, or these settings ask for, fetched at once. */
export async function extrasFor(scenario: Scenario, settings: Settings): Promise<ExtraClasses> {
  return Object.fromEntries(await Promise.all(
    [...extrasIn(scenario, settings)].map(async (name) => [name, await FILES[name]()] as const)));
}

/** What calls a contract that most stories have no use for. */
const CALLING: ReadonlySet<Act['verb']> = new Set(['breaks', 'erases', 'loads', 'appoints', 'dismisses']);

const NO_MORE: MoreContracts = {};

export async function contractsFor({ story, conditionals }: Scenario): Promise<MoreContracts> {
  const isCalled = [...story, ...conditionals.map(({ act }) => act)].some(({ verb }) => CALLING.has(verb));
  return isCalled ? (await import('../ledger/contracts/more-contracts.ts')).MORE_CONTRACTS : NO_MORE;
}

/** Where nobody lies and no disk is lost, a broken rule is our fault and ends the run: no outcome. */
export async function rulesFor(scenario: Scenario, settings: Settings): Promise<readonly string[]> {
  const extras = extrasIn(scenario, settings);
  return extras.has('misbehaviour') || extras.has('nodeFaults') ? (await import('./rules.ts')).RULES : [];
}

function extrasIn({ story, conditionals }: Scenario, settings: Settings): ReadonlySet<ExtraName> {
  const names = [...story, ...conditionals.map(({ act }) => act)].flatMap(
    ({ verb }) => (verb in NEEDED_BY ? [NEEDED_BY[verb as keyof typeof NEEDED_BY]] : []));
  return new Set([...names,
    ...conditionals.length === 0 ? [] : ['conditions' as const],
    // Where a node never needs time, none is reckoned.
    ...settings['network.cpu'] === 'ideal' && !names.includes('capacity') ? [] : ['processing' as const],
  ]);
}
