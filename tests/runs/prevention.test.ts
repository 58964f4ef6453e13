/** What is claimed to prevent a leak is run again here, from the text, and looked at by itself. */
import { describe, expect, it } from 'vitest';
import { leakHappened } from '../../workers/access/entries.ts';
import type { Candidate, LeakIdentity, LeakProof } from '../../workers/contract.ts';
import { branchText } from '../../workers/script/branch.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { all, said } from './outcomes.ts';
import { openToEnd, textOf } from './open.ts';

async function runOf(name: string, { change }: Candidate): Promise<OpenRun> {
  if ('settings' in change) return openToEnd(name, { settings: change.settings, keepMessages: false });
  let text = await textOf(name);
  for (const line of change.lines) {
    const branch = branchText(text, line);
    if (!branch.ok) throw new Error(branch.sentence);
    ({ text } = branch);
  }
  return openToEnd(name, { scenario: { text }, keepMessages: false });
}

interface Tried { readonly candidate: Candidate; readonly proof: LeakProof }

async function tried(name: string, parent: OpenRun, row: number): Promise<{ leak: LeakIdentity; all: Tried[] }> {
  const prevention = parent.prevent(row);
  if (prevention === null) throw new Error('It is a leak.');
  const { metrics } = parent.summary(0);
  const found: Tried[] = [];
  for (const candidate of prevention.candidates) {
    const open = await runOf(name, candidate);
    const proof = open.prove(prevention.leak, metrics);
    // Independently of the routine: nobody else's leaks are asked, and no metric.
    const isGone = !said(open.run.trace, leakHappened).some(({ holder, record }) =>
      holder === prevention.leak.holder && prevention.leak.records.includes(record));
    expect(proof.prevented, candidate.title).toBe(isGone);
    expect(proof.leaks.after).toBe(said(open.run.trace, leakHappened).length);
    found.push({ candidate, proof });
  }
  return { leak: prevention.leak, all: found };
}

/** The first leak that is of such a kind, to such a holder. */
function leakOf(open: OpenRun, kind: string, holder: string): number {
  const leak = all(open.run.trace, leakHappened).find((each) => each.kind === kind && each.holder === holder);
  if (leak === undefined) throw new Error(`${holder} has no leak of kind ${kind}.`);
  return leak.row;
}

/** What prevents each, of the stories as they are told: by title, needs met before and after. */
const PROVED: readonly [string, string, string, readonly [string, number, number][]][] = [
  ['patient-relocation', 'unauthorised', 'porter', [
    ['dr-rivas turns back and locks ward-3', 5, 5],
    ['ana takes it back from dr-rivas as soon as it has served', 5, 5],
    ['ana thinks better of granting dr-rivas at once', 5, 4],
  ]],
  ['patient-relocation', 'stale', 'dr-osei', [
    ['The link stays whole', 5, 5],
    ['ana keeps conditions back from dr-osei', 5, 5],
    ['ana thinks better of granting dr-osei at once', 5, 5],
  ]],
  ['revocation-race', 'cached', 'dr-mori', [
    ['All 3 links stay whole', 3, 3],
    ['marek takes it back from dr-mori earlier', 3, 3],
    ['marek thinks better of granting dr-mori at once', 3, 2],
  ]],
  ['insider-breach', 'over-privileged', 'dr-crane', [['Only who treats the patient breaks the glass', 2, 2]]],
  ['lost-phone', 'unauthorised', 'nurse-rowan', [
    ['louis had denied nurse-rowan conditions beforehand', 1, 1],
    ['louis gets a new phone as soon as the old one is lost', 1, 1],
  ]],
  ['cross-border-care', 'stale', 'nurse-pruitt', [['marta has chesapeake-general erase its results', 3, 3]]],
];

describe('what would have prevented a leak', () => {
  it.each(PROVED)('in %s, %s to %s, is claimed only of what a run of it shows', async (name, kind, holder, expected) => {
    const parent = await openToEnd(name);
    const { all: found } = await tried(name, parent, leakOf(parent, kind, holder));
    expect(found.filter(({ proof }) => proof.prevented).map(({ candidate, proof }) =>
      [candidate.title, proof.needsMet.before, proof.needsMet.after])).toEqual(expected);
    for (const { candidate } of found) expect(candidate.why).toMatch(/^.+[.]$/);
  });

  it('is also said to be of no use where it is none', async () => {
    const parent = await openToEnd('patient-relocation');
    const { all: found } = await tried('patient-relocation', parent, leakOf(parent, 'stale', 'dr-osei'));
    const faster = found.find(({ candidate }) => candidate.title === 'A block every 1 s');
    expect(faster?.proof).toMatchObject({ prevented: false, leaks: { before: 20, after: 20 } });
    expect(faster?.proof.sentence)
      .toMatch(/^dr-osei still reads these 7 records of ana's chart without need, on day 4 08:/);
  });

  it('is a shorter idle lock only where the screen has none of its own', async () => {
    const story = (locks: string): string => `scenario "A screen"
network
  clinic boise-clinic in us-west
people
  patient   ana     at boise-clinic, chart "synthea/Norma_Pagan"
  clinician dr-chen at boise-clinic
  staff     porter  at boise-clinic
  workstation exam-1 at boise-clinic${locks}
story
  day 1 09:00 dr-chen needs ana/allergies for treatment within 15m
  day 1 09:00 dr-chen asks for ana/allergies at exam-1
  day 1 09:10 dr-chen leaves exam-1 unlocked
  day 1 09:14 porter sits down at exam-1
`;
    const changes = await Promise.all(['', ', locks after 10m'].map(async (locks) => {
      const open = await openToEnd('screen', { scenario: { text: story(locks) } });
      return open.prevent(leakOf(open, 'unauthorised', 'porter'))?.candidates.map(({ change }) => change) ?? [];
    }));
    const shorter = { settings: { 'session.idleLockMinutes': 2 } };
    expect(changes[0]).toContainEqual(shorter);
    expect(changes[1]).not.toContainEqual(shorter);
    const after = await openToEnd('screen', { scenario: { text: story('') }, ...shorter });
    expect(said(after.run.trace, leakHappened)).toEqual([]);
  });

  it('is asked of leaks alone', async () => {
    const parent = await openToEnd('patient-relocation');
    expect([parent.prevent(-1), parent.prevent(0), parent.prevent(1e9)]).toEqual([null, null, null]);
  });
});
