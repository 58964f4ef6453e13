import fc from 'fast-check';
import type { GivenProvision, Reading, Standing } from '../deciding.ts';
import type { Provision } from '../provision.ts';

/**
 * The dumb twin: it lists every way down from the rule through its exceptions, keeps those on which
 * every rule matches and that go no further down, and looks at what stands at their ends.
 */
export function dumbDecision(provision: Provision, reading: Reading): Provision['type'] | null {
  const matching = waysDown(provision).filter((way) => way.every((rule) => fits(rule, reading)));
  const ends = matching.filter((way) => !matching.some((longer) =>
    longer.length > way.length && way.every((rule, depth) => longer[depth] === rule)));
  const said = ends.map((way) => way[way.length - 1]?.type);
  if (said.includes('deny')) return 'deny';
  return said.includes('permit') ? 'permit' : null;
}

export function dumbStanding(all: readonly GivenProvision[], reading: Reading): Standing {
  const standing = all.filter(({ isRevoked }) => !isRevoked)
    .map(({ provision }) => dumbDecision(provision, reading));
  if (standing.includes('deny')) return 'denied';
  if (standing.includes('permit')) return 'in-force';
  const ends = all.flatMap(({ provision, isRevoked }): Standing[] => {
    const end = provision.endsAtMicros ?? Infinity;
    const then = Math.min(reading.at, end - 1);
    if (dumbDecision(provision, { ...reading, at: then }) !== 'permit') return [];
    if (isRevoked) return ['revoked'];
    return end <= reading.at ? ['expired'] : [];
  });
  return ends.at(-1) ?? 'none';
}

function waysDown(provision: Provision): Provision[][] {
  return [[provision], ...provision.exceptions.flatMap((exception) =>
    waysDown(exception).map((way) => [provision, ...way]))];
}

/** What each purpose in these tests is below of, itself first. */
const ABOVE: Readonly<Record<string, readonly string[]>> = {
  TREAT: ['TREAT', 'PurposeOfUse'],
  ETREAT: ['ETREAT', 'TREAT', 'PurposeOfUse'],
  BTG: ['BTG', 'ETREAT', 'TREAT', 'PurposeOfUse'],
  HPAYMT: ['HPAYMT', 'PurposeOfUse'],
  ELIGVER: ['ELIGVER', 'COVERAGE', 'HPAYMT', 'PurposeOfUse'],
};

function fits(rule: Provision, reading: Reading): boolean {
  const { record, at } = reading;
  const names = { person: reading.person, organisation: reading.organisation, role: reading.role };
  const classes = [...rule.sections.map((section) => section === reading.section),
    ...rule.resourceTypes.map((type) => type === record?.resourceType)];
  const questions = [
    rule.actors.length === 0 || rule.actors.filter((a) => names[a.kind] === a.name).length > 0,
    rule.custodians.length === 0 || rule.custodians.includes(reading.custodian),
    classes.length === 0 || classes.includes(true),
    rule.records.length === 0 || rule.records.some((id) => id === record?.id),
    rule.labels.filter((label) => record?.labels.includes(label) !== true).length === 0,
    rule.purposes.length === 0
      || rule.purposes.some((purpose) => ABOVE[reading.purpose]?.includes(purpose)),
    (rule.startsAtMicros ?? -Infinity) <= at,
    at < (rule.endsAtMicros ?? Infinity),
  ];
  return !questions.includes(false);
}

const some = <T>(...values: T[]): fc.Arbitrary<T[]> => fc.oneof(
  { weight: 3, arbitrary: fc.constant<T[]>([]) },
  { weight: 1, arbitrary: fc.subarray(values, { minLength: 1 }) });
const moment = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 9 }) });

export const anyProvision: fc.Arbitrary<Provision> = fc.letrec<{ rule: Provision }>((tie) => ({
  rule: fc.record({
    type: fc.constantFrom('permit' as const, 'deny' as const),
    actors: some<Provision['actors'][number]>({ kind: 'person', name: 'dr-rivas' },
      { kind: 'organisation', name: 'tampa-general' }, { kind: 'role', name: 'clinician' }),
    custodians: some('boise-clinic', 'tampa-general'),
    sections: some('allergies', 'conditions'),
    resourceTypes: some('Condition', 'Claim'),
    records: some('Condition/1', 'Condition/2'),
    labels: some('PSY', 'HIV'),
    purposes: some('PurposeOfUse', 'TREAT', 'ETREAT', 'HPAYMT'),
    startsAtMicros: moment,
    endsAtMicros: moment,
    exceptions: fc.oneof({ maxDepth: 3, depthIdentifier: 'exceptions' }, fc.constant([]),
      fc.array(tie('rule'), { maxLength: 3, depthIdentifier: 'exceptions' })),
  }),
})).rule;

export const anyReading: fc.Arbitrary<Reading> = fc.record({
  person: fc.constantFrom('dr-rivas', 'ellis'),
  role: fc.constantFrom('clinician', 'adjudicator'),
  organisation: fc.constantFrom('tampa-general', 'state-payer'),
  purpose: fc.constantFrom(...Object.keys(ABOVE)),
  custodian: fc.constantFrom('boise-clinic', 'tampa-general'),
  section: fc.constantFrom('allergies', 'conditions'),
  record: fc.option(fc.record({
    id: fc.constantFrom('Condition/1', 'Condition/2'),
    resourceType: fc.constantFrom('Condition', 'Claim'),
    labels: fc.subarray(['PSY', 'HIV', 'R']),
  })),
  at: fc.integer({ min: 0, max: 9 }),
});
