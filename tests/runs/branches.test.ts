/** A branch is its parent with an act put into the story: until that moment they are one run. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Touch, TouchSubject } from '../../workers/contract.ts';
import { grantExtended, grantWithdrawn } from '../../workers/access/entries.ts';
import { createSha256 } from '../../workers/crypto/hash.ts';
import { phoneMissed, sessionRefused } from '../../workers/health/entries.ts';
import { fingerprint } from '../../workers/kernel/fingerprint.ts';
import type { Trace } from '../../workers/kernel/trace.ts';
import { blockAltered } from '../../workers/ledger/entries.ts';
import { netDropped, netHeld } from '../../workers/net/entries.ts';
import { branchText } from '../../workers/script/branch.ts';
import { parseScenario } from '../../workers/script/parse.ts';
import { rowsUpTo } from '../../workers/views/folded.ts';
import { partingOf } from '../../workers/threads/parting.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { storyAct } from '../../workers/world/entries.ts';
import { openToEnd, textOf } from './open.ts';

const STORIES = (JSON.parse(readFileSync('scenarios/index.json', 'utf8')) as { name: string }[])
  .map(({ name }) => name);
const MOMENTS = 3;
/** Of all that is offered at a moment; every one is checked, and these are played. */
const PLAYED = 2;

async function branched(name: string, line: string, keepMessages = false): Promise<OpenRun> {
  const branch = branchText(await textOf(name), line);
  if (!branch.ok) throw new Error(branch.sentence);
  return openToEnd(name, { scenario: { text: branch.text }, keepMessages });
}

/** The hash of all that happened before a moment, as the fingerprint takes it. */
function before(trace: Trace, moment: number): string {
  const outcomes = { outcomeCount: rowsUpTo(trace, moment - 1) };
  return fingerprint(new Proxy(trace, {
    get: (target, key) => {
      if (key === 'outcomeCount') return outcomes.outcomeCount;
      const value = Reflect.get(target, key, target) as unknown;
      return typeof value === 'function' ? value.bind(target) as unknown : value;
    },
  }), createSha256());
}

/** Moments all through the story, at which something is to be seen. */
function momentsOf(open: OpenRun): number[] {
  const marks = open.summary(0).marks.map(({ at }) => at);
  return [...Array.from({ length: MOMENTS }, (_, index) =>
    marks[Math.floor((index + 0.5) * marks.length / MOMENTS)] ?? 0), open.run.endsAt];
}

function subjectsOf(open: OpenRun, moment: number): TouchSubject[] {
  const { cast, marks } = open.summary(0);
  const { messages } = open.run.trace;
  const named = (kind: 'member' | 'patient' | 'person' | 'workstation',
    list: readonly { readonly name: string }[]): TouchSubject[] => list.map(({ name }) => ({ kind, name }));
  const rows = Array.from({ length: messages.keptCount }, (_, row) => row)
    .filter((row) => messages.sentAt(row) <= moment && messages.arrivesAt(row) > moment);
  return [
    ...rows.slice(0, 3).map((row): TouchSubject => ({ kind: 'message', row })),
    ...marks.filter(({ at }) => at === moment).map(({ row }): TouchSubject => ({ kind: 'outcome', row })),
    ...named('workstation', cast.workstations), ...named('patient', cast.patients),
    ...named('person', cast.people), ...named('member', cast.members),
    { kind: 'link', a: 'us-west', b: 'us-east' },
  ];
}

function touchesAt(open: OpenRun, moment: number): Touch[] {
  const found = new Map(subjectsOf(open, moment).flatMap((subject) => open.touches(subject, moment))
    .map((touch) => [touch.line, touch]));
  return [...found.values()];
}

/** The verb with what it takes of the act's words, so that no two that are played do the same. */
function kindOf({ act }: Touch): string {
  return / (leaves|locks|sits|breaks|revokes|extends|grants|crashes|restarts|message \S+|is \w+|no longer) ?/.exec(act)?.[1] ?? act;
}

describe('a branch', () => {
  it('parts from its parent at the act, with what that changes', async () => {
    const parent = await openToEnd('patient-relocation');
    const branch = await branched('patient-relocation', 'day 3 12:12 dr-rivas sits down at ward-3', true);
    const { same, first, told } = partingOf(parent, branch);
    expect(same).toBe(false);
    expect(first[1]?.sentence).toBe('dr-rivas sits down at ward-3.');
    expect(told[1]?.sentence).toBe('dr-rivas is back at ward-3.');
    expect(told[0]?.sentence).toBe('porter sits down at ward-3, where dr-rivas is still signed in.');
    expect(partingOf(parent, parent)).toEqual({ same: true, first: [null, null], told: [null, null] });
  });

  it.each(STORIES)('of %s is its parent until the act, which checks clean and does what it says',
    async (name) => {
      const parent = await openToEnd(name);
      const text = await textOf(name);
      for (const [index, moment] of momentsOf(parent).entries()) {
        const offered = touchesAt(parent, moment);
        expect(offered.length).toBeGreaterThan(0);
        for (const { line } of offered) {
          const branch = branchText(text, line);
          expect(branch.ok && parseScenario(branch.text, { ownCharts: false }).problems, line).toEqual([]);
        }
        const kinds = [...new Map(offered.map((touch) => [kindOf(touch), touch])).values()];
        for (let turn = 0; turn < Math.min(PLAYED, kinds.length); turn += 1) {
          const touch = kinds[(index * PLAYED + turn) % kinds.length]!;
          const branch = await branched(name, touch.line);
          expect(before(branch.run.trace, touch.atMicros), touch.line)
            .toBe(before(parent.run.trace, touch.atMicros));
          expect(failuresOf(branch.run.trace, touch), touch.line).toEqual([]);
        }
      }
    }, 60_000);
});

/** What the act could not do, as the run says it: a screen that is taken, a grant that is none. */
function failuresOf(trace: Trace, { act, atMicros }: Touch): string[] {
  const failures: string[] = [];
  let isPlayed = false;
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.at(row) !== atMicros) continue;
    if (trace.is(row, storyAct) && trace.text(row, storyAct, 'text').endsWith(` ${act}`)) isPlayed = true;
    const cause = trace.cause(row);
    if (cause < 0 || !trace.is(cause, storyAct) || !trace.text(cause, storyAct, 'text').endsWith(` ${act}`)) continue;
    const isFailure = trace.is(row, sessionRefused) || trace.is(row, phoneMissed)
      || (trace.is(row, grantWithdrawn) && trace.integer(row, grantWithdrawn, 'grants') === 0)
      || (trace.is(row, grantExtended) && trace.integer(row, grantExtended, 'grants') === 0)
      || (trace.is(row, netDropped) && trace.integer(row, netDropped, 'messages') === 0)
      || (trace.is(row, blockAltered) && trace.integer(row, blockAltered, 'byte') < 0)
      || (trace.is(row, netHeld) && trace.integer(row, netHeld, 'messages') === 0);
    if (isFailure) failures.push(trace.kind(row).name);
  }
  return isPlayed ? failures : [...failures, 'it was not played'];
}
