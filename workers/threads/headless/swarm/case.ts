import { MICROS_PER_HOUR, formatMoment } from '../../../kernel/micros.ts';

/** One thing that goes wrong in a case, for a while or for good, in the words of the language. */
export interface Trouble {
  /** Milliseconds after the story's beginning; of one that waits, when its wait begins. */
  readonly at: number;
  /** What it waits for, once, such as `alder-clinic leads`; absent: it happens at its moment. */
  readonly when?: string;
  /** Null: for good, which only a faulty validator's may be. */
  readonly until: number | null;
  readonly begin: string;
  readonly end: string;
  /** The members it is about. */
  readonly names: readonly string[];
  /** The region it is about: there must be somebody in it, and somebody elsewhere. */
  readonly region?: string;
}

/** A network, what goes wrong in it, and what has to be decided all the same. */
export interface SwarmCase {
  readonly protocol: string;
  readonly seed: number;
  readonly members: readonly { readonly name: string; readonly region: string }[];
  /** Whose node the patient's phone speaks to: never a faulty one. */
  readonly home: string;
  readonly settings: readonly (readonly [string, string])[];
  /** Those that fail for good, or lie: no more of them than the protocol tolerates, unless told. */
  readonly faulty: readonly string[];
  readonly troubles: readonly Trouble[];
  /** When the patient signs a grant, milliseconds after the beginning. */
  readonly grants: readonly number[];
  /** From here on only the faulty fail. */
  readonly healsAt: number;
  /** How long the run goes on after the last act, so that what is promised can come. */
  readonly tailHours: number;
}

/** The hour at which every case begins. */
const BEGINS_AT_HOUR = 9;

/** The case as a scenario, which is what is played: whoever has the file has the case. */
export function scenarioOf(one: SwarmCase, remark: readonly string[] = []): string {
  const { members, home, settings, troubles, grants } = one;
  const lines = [
    ...troubles.flatMap(({ at, until, when, begin, end }) => [
      ...when === undefined ? [{ at, text: begin }] : [],
      ...until === null ? [] : [{ at: until, text: end }]]),
    ...grants.map((at) => ({ at, text: 'ana grants dr-rivas for 30d' })),
  ];
  // Acts of one moment stay in the order in which they were drawn.
  const ordered = lines.map((line, index) => ({ ...line, index }))
    .sort((a, b) => a.at - b.at || a.index - b.index);
  const waiting = troubles.flatMap(({ at, when, begin }) => (when === undefined ? []
    : [`  when ${when}${at === 0 ? '' : ` from ${momentOf(at)}`} ${begin}`]));
  return [
    ...remark.map((text) => `# ${text}`.trimEnd()),
    `scenario "Swarm: ${one.protocol}, ${members.length} validators"`,
    `seed ${one.seed}`, '',
    'network', `  consensus ${one.protocol}`,
    ...settings.map(([path, value]) => `  set ${path} ${value}`),
    `  set run.tailHours ${one.tailHours}`,
    ...members.map(({ name, region }) => `  clinic ${name} in ${region}`), '',
    'people', `  patient ana at ${home}, chart "${CHART}"`, `  clinician dr-rivas at ${home}`, '',
    'story', ...waiting, ...ordered.map(({ at, text }) => `  ${momentOf(at)} ${text}`), '',
    'expect', '  every grant is final', '',
  ].join('\n');
}

/** The smallest of the charts that come with the app: what is in it does not matter here. */
const CHART = 'synthea/Louis_Maggio';

function momentOf(milliseconds: number): string {
  return formatMoment(BEGINS_AT_HOUR * MICROS_PER_HOUR + milliseconds * 1_000);
}
