import { leakHappened } from '../../access/entries.ts';
import type { Candidate, Compared, LeakProof, Prevention } from '../../contract.ts';
import type { Row } from '../../kernel/trace.ts';
import { branchText } from '../../script/branch.ts';
import { leakStories } from '../../views/leak-story.ts';
import { OpenRun } from '../open-run.ts';
import { aligned } from './aligned.ts';
import type { Command } from './arguments.ts';
import type { ExitCode, Terminal } from './main.ts';
import { preparedInput } from './prepared.ts';
import { wrapped } from './wrapped.ts';

type PreventCommand = Command & { name: 'prevent' };

/** Readings that are looked into without --leak: each costs a run for every candidate. */
const READINGS_MAX = 12;

interface Proved { readonly candidate: Candidate; readonly proof: LeakProof }

interface Told {
  /** Which leak of the run, from 1, as `run --format json` lists them. */
  readonly leak: number;
  /** The name of its page, as the explorer and a link have it: `leak/250`. */
  readonly page: string;
  readonly prevention: Prevention;
  readonly proved: readonly Proved[];
}

/** Prints what would have prevented the leaks of a run: every claim is a run of its own. */
export async function tellPrevention(command: PreventCommand, terminal: Terminal): Promise<ExitCode> {
  const input = await preparedInput(command, false, terminal);
  if (input === null) return 1;
  const parent = new OpenRun(input);
  parent.run.finish();
  const leaks = leaksOf(parent);
  const asked = command.leak === null ? null : numberOf(command.leak, leaks);
  if (asked !== null && leaks[asked - 1] === undefined) {
    terminal.err(leaks.length === 0 ? `${command.file}: this run has no leak.\n`
      : `${command.file}: there is no leak ${command.leak}; this run has ${leaks.length}, from 1, `
        + `which are ${pageOf(leaks[0])} to ${pageOf(leaks.at(-1))}.\n`);
    return 1;
  }
  const readings = asked === null ? firstOfEach(parent, leaks) : [asked];
  const told: Told[] = [];
  for (const leak of readings.slice(0, READINGS_MAX)) {
    const prevention = parent.prevent(leaks[leak - 1] ?? -1);
    if (prevention === null) continue;
    const proved = await proofs(command, parent, prevention, terminal);
    told.push({ leak, page: pageOf(leaks[leak - 1]), prevention, proved });
  }
  terminal.out(command.format === 'json' ? `${JSON.stringify(told.map(jsonOf), null, 2)}\n`
    : `${textOf(told, readings.length)}\n`);
  return 0;
}

function leaksOf({ run: { trace } }: OpenRun): Row[] {
  return Array.from({ length: trace.outcomeCount }, (_, row) => row)
    .filter((row) => trace.is(row, leakHappened));
}

/** Which leak is meant, from 1: by its count, or by its page; 0 where there is none of that page. */
function numberOf(text: string, leaks: readonly Row[]): number {
  return text.startsWith('leak/') ? leaks.indexOf(Number(text.slice('leak/'.length))) + 1 : Number(text);
}

function pageOf(row: Row | undefined): string {
  return `leak/${row ?? ''}`;
}

/** The first leak of each reading. */
function firstOfEach({ run: { trace } }: OpenRun, leaks: readonly Row[]): number[] {
  return leakStories(trace).map(({ rows: [first = -1] }) => leaks.indexOf(first) + 1);
}

async function proofs(
  command: PreventCommand, parent: OpenRun, { leak, candidates }: Prevention, terminal: Terminal,
): Promise<Proved[]> {
  const before = parent.summary(0).metrics;
  const found: Proved[] = [];
  for (const candidate of candidates) {
    const { change } = candidate;
    const settings = 'settings' in change ? { ...command.settings, ...change.settings } : command.settings;
    const input = await preparedInput({ ...command, settings }, false, terminal,
      (text) => ('lines' in change ? withLines(text, change.lines) : text));
    if (input === null) throw new Error(`What was thought to prevent a leak cannot be run: ${candidate.title}.`);
    const open = new OpenRun(input);
    open.run.finish();
    found.push({ candidate, proof: open.prove(leak, before) });
  }
  // What prevents it first, and of that what costs the least care.
  const missed = ({ proof }: Proved): number => proof.needsMissed.after ?? 0;
  return [...found.filter(({ proof }) => proof.prevented).sort((a, b) => missed(a) - missed(b)),
    ...found.filter(({ proof }) => !proof.prevented)];
}

function withLines(text: string, lines: readonly string[]): string {
  return lines.reduce((before, line) => {
    const branch = branchText(before, line);
    return branch.ok ? branch.text : before;
  }, text);
}

function jsonOf({ leak, page, prevention, proved }: Told): object {
  return {
    leak, page, ...prevention.leak, sentence: prevention.sentence,
    candidates: proved.map(({ candidate, proof }) => ({ ...candidate, ...proof })),
  };
}

function textOf(told: readonly Told[], readings: number): string {
  if (readings === 0) return 'This run has no leak.';
  const lines = told.flatMap(({ leak, page, prevention, proved }) => [
    ...wrapped(prevention.sentence, `Leak ${leak} (${page}). `), '',
    ...proved.length === 0 ? ['  Nothing was found that could have prevented it.'] : tableOf(proved), '',
  ]);
  if (readings > told.length) {
    lines.push(`${readings - told.length} more readings leaked; --leak N or leak/ROW looks into one.`);
  }
  return lines.join('\n').trimEnd();
}

function tableOf(proved: readonly Proved[]): string[] {
  const head = ['', '', 'leaks', 'could read', 'needs met', 'wait P50 s', 'wait P95 s'];
  const rows = aligned([head, ...proved.map(({ candidate, proof }) => [
    proof.prevented ? 'prevents' : 'does not', candidate.title, compared(proof.leaks),
    compared(proof.couldRead), compared(proof.needsMet), compared(proof.waitSecondsP50),
    compared(proof.waitSecondsP95),
  ])], 2);
  return [`  ${rows[0]}`, ...proved.flatMap(({ candidate: { why, change } }, index) => [
    `  ${rows[index + 1]}`, ...wrapped(why, '            '),
    ...'lines' in change ? change.lines.map((line) => `            + ${line}`)
      : Object.entries(change.settings).map(([path, value]) => `            --set ${path}=${value}`),
  ])];
}

function compared({ before, after }: Compared): string {
  const [was, is] = [spell(before), spell(after)];
  return was === is ? is : `${was} > ${is}`;
}

/** Cut off to the millisecond, as every duration is; a wait that a missed need censors is none. */
function spell(value: number | null): string {
  return value === null ? 'none' : String(Math.floor(value * 1_000) / 1_000);
}
