/**
 * The page's engine is the source's, nothing left out and nothing put in: both play every story and
 * are asked the same questions, down to each outcome's sentence. Fingerprints alone do not show a
 * module that a bundler took for one that does nothing, since what happens is all there and only
 * what is said of it is gone.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Question, Visit } from '../../scripts/built-worker.mjs';
import type { OpenRequest, RunSummary, SettingValue } from '../../workers/contract.ts';
import { Explorer } from '../../workers/threads/explorer/explorer.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { openToEnd } from '../runs/open.ts';

const root = join(import.meta.dirname, '../..');
const EVERY_ACT = readFileSync(join(import.meta.dirname, 'every-act.ledgerward'), 'utf8');
const STORIES = (JSON.parse(readFileSync(join(root, 'scenarios/index.json'), 'utf8')) as { name: string }[])
  .map(({ name }) => ({ name, scenario: { name }, settings: {} }));
const PROTOCOLS = readdirSync(join(root, 'workers/consensus')).filter((file) => file.endsWith('.protocol.ts'))
  .map((file) => file.replace('.protocol.ts', ''));
/** Raft reckons with no liar. */
const LYING_LEADER = `scenario "A leader that lies"
seed 7
network
  consensus raft
  access patient-grant
  clinic   boise-clinic   in us-west
  hospital tampa-general  in us-east
  payer    state-payer    in us-east
people
  patient   ana       at boise-clinic, chart "synthea/Sofia_Koepp"
  clinician dr-rivas  cardiologist at tampa-general, on shift 08:00-18:00
story
  day 1 08:00  tampa-general equivocates
  day 1 09:00  ana grants dr-rivas for 24h
  day 1 10:00  ana revokes dr-rivas
`;
const RUNS: readonly { name: string; scenario: OpenRequest['scenario']; settings: Record<string, SettingValue> }[] = [
  ...STORIES,
  ...PROTOCOLS.map((name) => ({
    name: `one of each act under ${name}`, scenario: { text: everyActUnder(name) }, settings: {},
  })),
  { name: 'a rule of consensus that is broken', scenario: { text: LYING_LEADER },
    settings: { 'network.cpu': 'published' } },
];
/** Of each kind of thing. */
const PAGES_MAX = 3;

type Answers = readonly unknown[];
let built: readonly Answers[];
let source: readonly Answers[];
let visits: readonly Visit[];

beforeAll(async () => {
  const opened = await Promise.all(RUNS.map(async ({ scenario, settings }) => {
    const open = await openToEnd('scenario', { scenario, settings });
    const explorer = new Explorer(open);
    const run = open.summary(0);
    const questions = questionsAbout(explorer, run);
    const said = plain([run, ...questions.map((question) => answer(open, explorer, question))]);
    return { visit: { open: { scenario, settings }, questions }, said };
  }));
  visits = opened.map(({ visit }) => visit);
  source = opened.map(({ said }) => said);
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'scripts/built-worker.mjs'), join(root, 'dist')], {
    input: JSON.stringify(visits), encoding: 'utf8', maxBuffer: 2 ** 30, stdio: ['pipe', 'pipe', 'inherit'],
  });
  expect(status).toBe(0);
  built = (JSON.parse(stdout) as [RunSummary, ...unknown[]][])
    .map(([run, ...rest]) => [{ ...run, wallSeconds: 0 }, ...rest]);
}, 300_000);

describe('the built engine', () => {
  it.each(RUNS.map(({ name }, number) => ({ name, number })))('says of $name what the source says', ({ number }) => {
    const [questions, said] = [visits[number]!.questions, built[number]!];
    source[number]!.forEach((expected, index) => {
      expect(said[index], index === 0 ? 'open' : questions[index - 1]!.join(' ')).toEqual(expected);
    });
    expect(said).toHaveLength(source[number]!.length);
  });
});

/** Members join and leave in the way of the protocol, or in none. */
function everyActUnder(consensus: string): string {
  const others = [/ votes to drop .*/, / asks to drop .*/].filter((_, way) =>
    ![['clique', 'qbft'], ['raft']][way]!.includes(consensus));
  return EVERY_ACT.split('\n').filter((line) => !others.some((way) => way.test(line))).join('\n')
    .replace('consensus qbft', `consensus ${consensus}`);
}

/** All outcomes in their sentences, and of everything else a little. */
function questionsAbout(explorer: Explorer, { endsAtMicros: end, cast, outcomes }: RunSummary): Question[] {
  const pages = explorer.contents(end);
  const some = pages.filter(({ kind }, index) =>
    pages.slice(0, index).filter((before) => before.kind === kind).length < PAGES_MAX);
  const leaks = some.filter(({ kind }) => kind === 'leak').map(({ id }) => Number(id));
  const subjects = [
    ...cast.members.map(({ name }) => ({ kind: 'member', name })),
    ...cast.patients.map(({ name }) => ({ kind: 'patient', name })),
    ...cast.people.map(({ name }) => ({ kind: 'person', name })),
    ...cast.workstations.map(({ name }) => ({ kind: 'workstation', name })),
  ];
  const eventPages = Array.from({ length: Math.ceil(outcomes / 500) }, (_, page): Question => ['events', {
    atMicros: end, show: 'all', text: '', sort: 'at', descending: false, from: page * 500, count: 500,
  }]);
  return [
    ...eventPages,
    ...subjects.flatMap((subject): Question[] => [['life', subject, end], ['touches', subject, end]]),
    ...leaks.flatMap((row): Question[] => [['why', row], ['prevent', row]]),
    ...cast.patients.flatMap(({ name }): Question[] => [
      ['trail', { patient: name, section: 'allergies', record: null }, end], ['snapshots', name, end]]),
    ['charts', end], ['loadReport'], ['ladder', 100], ['prints', 0, outcomes], ['verifyChain', null],
    ['contents', end], ['find', 'ana'],
    ...some.map(({ kind, id }): Question => ['page', { kind, id }, end]),
  ];
}

/** By the method of the run or of its explorer that has the question's name. */
function answer(open: OpenRun, explorer: Explorer, [method, ...values]: Question): unknown {
  const asked = (method in explorer ? explorer : open) as unknown as Record<string, (...values: unknown[]) => unknown>;
  return asked[method]!(...values);
}

/** As it comes through a pipe. */
function plain(answers: readonly unknown[]): Answers {
  return JSON.parse(JSON.stringify(answers)) as Answers;
}
