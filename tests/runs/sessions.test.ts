import { describe, expect, it } from 'vitest';
import {
  accessAsked, accessEnded, accessLogged, accessShown, grantEnded, leakHappened,
} from '../../workers/access/entries.ts';
import {
  badgeLeft, chartClosed, needEnded, sessionBorrowed, sessionLocked, sessionOpened,
  sessionRefused, shiftEnded,
} from '../../workers/health/entries.ts';
import {
  MICROS_PER_DAY, MICROS_PER_HOUR, MICROS_PER_MINUTE, MICROS_PER_SECOND,
} from '../../workers/kernel/micros.ts';
import type { Trace } from '../../workers/kernel/trace.ts';
import { accessesOf } from '../../workers/ledger/contracts/access-log.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { openToEnd } from './open.ts';
import { all } from './outcomes.ts';

const CAST = `
scenario "Screens and who sits there"
network
  clinic   boise-clinic   in us-west
  hospital tampa-general  in us-east
  payer    state-payer    in us-east
  lab      reno-labs      in us-west
people
  patient   ana       at boise-clinic, chart "synthea/Norma_Pagan"
  patient   cy        at boise-clinic, chart "synthea/Louis_Maggio"
  clinician dr-rivas  cardiologist at tampa-general, on shift 08:00-18:00
  clinician dr-chen   physician at boise-clinic
  clinician dr-vale   pathologist at reno-labs
  staff     porter    at tampa-general
  workstation ward-3  at tampa-general, locks after 10m
  workstation ward-4  at tampa-general, locks after 10m
  workstation bench-2 at reno-labs
story
`;

async function play(story: string, settings: Record<string, string | number> = {}): Promise<OpenRun> {
  return openToEnd('sessions', { scenario: { text: CAST + story }, settings });
}

const clock = (day: number, hour: number, minute = 0): number =>
  (day - 1) * MICROS_PER_DAY + hour * MICROS_PER_HOUR + minute * MICROS_PER_MINUTE;

const readers = (trace: Trace): string[] => all(trace, accessShown).map(({ person }) => person);

describe('signing in', () => {
  const story = (by: string): string => `
  day 1 09:00  ana grants dr-rivas ana/allergies for 24h
  day 1 10:00  dr-rivas signs in at ward-3 by ${by}
  day 1 10:00  dr-rivas asks for ana/allergies at ward-3`;

  it('takes as long as a password or a badge takes, and what is asked meanwhile waits', async () => {
    for (const [by, seconds] of [['password', 29.2], ['badge', 8.8]] as const) {
      const { run } = await play(story(by));
      const after = clock(1, 10) + Math.round(seconds * MICROS_PER_SECOND);
      expect(all(run.trace, sessionOpened).map(({ at }) => at)).toEqual([after]);
      expect(all(run.trace, accessAsked).map(({ at }) => at)).toEqual([after]);
      expect(readers(run.trace)).toEqual(['dr-rivas']);
    }
  });

  it('is done before unless a setting says how, and then everyone pays for it', async () => {
    const asked = `
  day 1 09:00  dr-rivas asks for ana/allergies at ward-3`;
    expect(all((await play(asked)).run.trace, accessAsked)[0]?.at).toBe(clock(1, 9));
    expect(all((await play(asked, { 'session.signIn': 'badge' })).run.trace, accessAsked)[0]?.at)
      .toBe(clock(1, 9) + 8_800_000);
  });

  it('does not change the luck of what is asked for', async () => {
    const asked = `
  day 1 09:00  dr-rivas asks for ana/allergies at ward-3
  when asked   ana grants dr-rivas for 24h`;
    const names = await Promise.all(['before', 'password', 'badge'].map(async (signIn) =>
      all((await play(asked, { 'session.signIn': signIn })).run.trace, accessAsked)
        .map(({ request }) => request)));
    expect(new Set(names.flat()).size).toBe(1);
  });

  it('that is broken off does nothing, and says so', async () => {
    const { run } = await play(`
  day 1 10:00:00  dr-rivas signs in at ward-3 by password
  day 1 10:00:01  dr-rivas asks for ana/allergies at ward-3
  day 1 10:00:10  dr-rivas leaves ward-3 locked`);
    expect(all(run.trace, accessAsked)).toEqual([]);
    expect(all(run.trace, sessionRefused).map(({ why }) => why))
      .toEqual(['the sign-in was not finished']);
  });

  it('where somebody sits does not happen', async () => {
    const { run } = await play(`
  day 1 10:00  dr-rivas signs in at ward-3
  day 1 10:05  porter signs in at ward-3`);
    expect(all(run.trace, sessionRefused).map(({ person, why }) => `${person}: ${why}`))
      .toEqual(['porter: dr-rivas sits there']);
  });
});

describe('a password that is shared', () => {
  it('opens what its owner may see; the ledger says it was her, the run says who it was', async () => {
    const { run } = await play(`
  day 1 09:00  ana grants dr-rivas ana/allergies for 24h
  day 1 10:00  porter signs in as dr-rivas at ward-3 and opens ana`);
    const { trace, world } = run;
    expect(all(trace, sessionBorrowed).map(({ person, owner, means }) => [person, owner, means]))
      .toEqual([['porter', 'dr-rivas', 'password']]);
    expect(all(trace, accessAsked).map(({ person, viewer }) => [person, viewer]))
      .toEqual([['dr-rivas', 'porter']]);
    const leaks = all(trace, leakHappened);
    expect(leaks.length).toBeGreaterThan(0);
    for (const leak of leaks) {
      expect([leak.kind, leak.holder, leak.owner]).toEqual(['unauthorised', 'porter', 'dr-rivas']);
      expect(trace.kind(leak.enabledBy)).toBe(sessionBorrowed);
    }
    for (const node of world.nodes) {
      const entries = accessesOf(node.replica.state, 'ana');
      expect(entries.length).toBeGreaterThan(0);
      expect(new Set(entries.map(({ person }) => person))).toEqual(new Set(['dr-rivas']));
    }
    expect(new Set(all(trace, accessLogged).map(({ person }) => person)))
      .toEqual(new Set(['dr-rivas']));
  });

  it('opens nothing at night, where grants are used on shift', async () => {
    const { run } = await play(`
  day 1 09:00  ana grants dr-rivas ana/allergies for 24h
  day 1 22:00  porter signs in as dr-rivas at ward-3 and opens ana`);
    expect(all(run.trace, accessAsked)).toHaveLength(1);
    expect(readers(run.trace)).toEqual([]);
  });
});

describe('a badge in the reader', () => {
  const left = `
  day 1 09:00  ana grants dr-rivas ana/allergies for 24h
  day 1 10:00  dr-rivas asks for ana/allergies at ward-3
  day 1 10:05  dr-rivas leaves ward-3 locked, badge in the reader`;

  it('opens the screen for whoever sits down, long after it locked', async () => {
    const { run } = await play(`${left}
  day 1 12:00  porter sits down at ward-3 and opens ana`);
    const [lent] = all(run.trace, sessionBorrowed);
    expect([lent?.person, lent?.owner, lent?.means]).toEqual(['porter', 'dr-rivas', 'badge']);
    expect(run.trace.kind(lent?.enabledBy ?? -1)).toBe(badgeLeft);
    expect(readers(run.trace)).toEqual(['dr-rivas', 'porter']);
  });

  it('is taken along when its owner comes back', async () => {
    const { run } = await play(`${left}
  day 1 11:00  dr-rivas sits down at ward-3
  day 1 11:05  dr-rivas leaves ward-3 locked
  day 1 12:00  porter sits down at ward-3 and opens ana`);
    expect(all(run.trace, sessionBorrowed)).toEqual([]);
    expect(readers(run.trace)).toEqual(['dr-rivas']);
  });

  it('is not at hand elsewhere: its owner has to type', async () => {
    const { run } = await play(`${left}
  day 1 11:00  dr-rivas signs in at ward-4 by badge`);
    expect(all(run.trace, sessionOpened).at(-1)?.at).toBe(clock(1, 11) + 29_200_000);
  });
});

describe('a chart on a screen', () => {
  const open = `
  day 1 09:00  ana grants dr-rivas ana/allergies for 24h
  day 1 10:00  dr-rivas asks for ana/allergies at ward-3`;

  it('is read by whoever looks, over a shoulder too', async () => {
    const { run } = await play(`${open}
  day 1 10:01  porter looks at ward-3`);
    expect(readers(run.trace)).toEqual(['dr-rivas', 'porter']);
    expect(new Set(all(run.trace, leakHappened).filter(({ holder }) => holder === 'porter')
      .map(({ kind }) => kind))).toEqual(new Set(['unauthorised']));
  });

  it('is not read once it is closed, or the screen locked', async () => {
    for (const act of ['closes ana at ward-3', 'locks ward-3']) {
      const { run } = await play(`${open}
  day 1 10:01  dr-rivas ${act}
  day 1 10:02  porter looks at ward-3`);
      expect(readers(run.trace), act).toEqual(['dr-rivas']);
      expect(all(run.trace, chartClosed).length + all(run.trace, sessionLocked).length).toBe(1);
    }
  });

  it('that is not there cannot be closed, nor by somebody who is not', async () => {
    const { run } = await play(`${open}
  day 1 10:01  dr-rivas closes cy at ward-3
  day 1 10:02  porter closes ana at ward-3`);
    expect(all(run.trace, sessionRefused).map(({ why }) => why))
      .toEqual(['cy\'s chart is not open there', 'porter is not signed in there']);
    expect(all(run.trace, chartClosed)).toEqual([]);
  });
});

describe('use that is decided anew', () => {
  it('closes a chart at each node when the withdrawal is final there, and later elsewhere', async () => {
    const { run } = await play(`
  day 1 08:00  ana grants dr-rivas ana/allergies for 48h
  day 1 08:00  ana grants dr-vale ana/allergies for 48h
  day 1 10:00  dr-rivas asks for ana/allergies at ward-3
  day 1 10:00  dr-vale asks for ana/allergies at bench-2
  day 1 10:30  link reno-labs us-west is cut for 20m
  day 1 10:30  link reno-labs us-east is cut for 20m
  day 1 10:31  ana revokes dr-rivas
  day 1 10:31  ana revokes dr-vale
  day 1 10:45  dr-rivas leaves ward-3 unlocked
  day 1 10:46  porter looks at ward-3
  day 1 10:46  porter sits down at ward-3`);
    const { trace } = run;
    const ended = all(trace, accessEnded);
    expect(ended.map(({ person, viewer, decider }) => [person, viewer, decider])).toEqual([
      ['dr-rivas', 'dr-rivas', 'tampa-general'], ['dr-vale', 'dr-vale', 'reno-labs']]);
    const final = (node: string): number[] => all(trace, grantEnded)
      .filter((end) => end.node === node && end.how === 'revoked').map(({ at }) => at);
    expect(final('tampa-general')).toContain(ended[0]?.at);
    expect(final('reno-labs')).toContain(ended[1]?.at);
    expect(ended[0]?.at).toBeLessThan(clock(1, 10, 32));
    expect(ended[1]?.at).toBeGreaterThanOrEqual(clock(1, 10, 50));
    for (const { row, explanation } of ended) {
      expect(trace.kind(trace.cause(row))).toBe(grantEnded);
      expect(explanation).toMatch(/taken back/);
    }
    // Whoever looks or sits down afterwards finds nothing there.
    expect(readers(trace).sort()).toEqual(['dr-rivas', 'dr-vale']);
    // What Tampa keeps of it, it keeps: that is custody, and no screen.
    expect(run.world.nodes[1]?.copies.size).toBeGreaterThan(0);
  });

  it('shows a copy that the custodian would refuse by now as what it is: cached', async () => {
    const { run } = await play(`
  day 1 08:00  ana grants dr-rivas ana/allergies for 48h
  day 1 10:00  dr-rivas asks for ana/allergies at ward-3
  day 1 10:20  link tampa-general us-west is cut for 20m
  day 1 10:20  link tampa-general us-east is cut for 20m
  day 1 10:25  ana revokes dr-rivas
  day 1 10:30  porter looks at ward-3
  day 1 10:45  porter looks at ward-3`);
    const leaks = all(run.trace, leakHappened).filter(({ holder }) => holder === 'porter');
    expect(new Set(leaks.map(({ kind, at }) => `${kind} ${at}`)))
      .toEqual(new Set([`cached ${clock(1, 10, 30)}`]));
    expect(readers(run.trace)).toEqual(['dr-rivas', 'porter']);
  });

  it('calls no copy cached because its custodian has yet to hear of the grant', async () => {
    const { run } = await play(`
  day 1 08:00  ana moves to tampa-general
  day 1 08:30  ana grants dr-rivas ana/allergies for 48h
  day 1 10:00  dr-rivas asks for ana/allergies at ward-3
  day 1 10:20  link boise-clinic us-west is cut for 40m
  day 1 10:20  link boise-clinic us-east is cut for 40m
  day 1 10:25  ana grants porter ana/allergies for 48h
  day 1 10:30  porter asks for ana/allergies at ward-4`);
    const leaks = all(run.trace, leakHappened).filter(({ holder }) => holder === 'porter');
    expect(new Set(leaks.map(({ kind, at }) => `${kind} ${at}`)))
      .toEqual(new Set([`over-privileged ${clock(1, 10, 30)}`]));
  });

  it('closes a chart when the grant ends by the node\'s own clock', async () => {
    const { run } = await play(`
  day 1 09:00  ana grants dr-rivas ana/allergies for 2h
  day 1 10:00  dr-rivas asks for ana/allergies at ward-3
  day 1 10:30  tampa-general clock is 5m ahead`);
    expect(all(run.trace, accessEnded).map(({ at }) => at)).toEqual([clock(1, 10, 55)]);
  });

  it('closes a chart when the shift is over by the node\'s own clock', async () => {
    for (const [set, minute] of [['', 0], ['tampa-general clock is 7m ahead', -7],
      ['tampa-general clock is 7m behind', 7]] as const) {
      const { run } = await play(`
  day 1 09:00  ana grants dr-rivas ana/allergies for 48h
  day 1 17:00  dr-rivas asks for ana/allergies at ward-3${set === '' ? '' : `
  day 1 17:20  ${set}`}
  day 1 17:59  dr-rivas leaves ward-3 unlocked`, { 'network.clockSkewMillisecondsMax': 0 });
      const [ended] = all(run.trace, accessEnded);
      expect(ended?.at, set).toBe(clock(1, 18) + minute * MICROS_PER_MINUTE);
      expect(run.trace.kind(run.trace.cause(ended?.row ?? 0))).toBe(shiftEnded);
    }
  });

  it('closes a chart when what it was opened for is over', async () => {
    const { run } = await play(`
  day 1 09:00  dr-rivas needs ana/allergies for research within 1h
  day 1 09:00  dr-rivas asks for ana/allergies at ward-3
  when asked   ana grants dr-rivas for 48h
  day 1 12:00  dr-rivas leaves ward-3 unlocked`, {
      'need.lastsHours': 2, 'session.idleLockMinutes': 600 });
    const [ended] = all(run.trace, accessEnded);
    expect(ended?.at).toBe(clock(1, 11));
    expect(run.trace.kind(run.trace.cause(ended?.row ?? 0))).toBe(needEnded);
  });

  it('leaves a chart open that a new need for something else concerns not', async () => {
    const { run } = await play(`
  day 1 09:00  ana grants dr-rivas ana/allergies for 48h
  day 1 10:00  dr-rivas asks for ana/allergies at ward-3
  day 1 10:30  dr-rivas needs ana/conditions for research within 1h
  day 1 10:31  porter looks at ward-3`);
    expect(all(run.trace, accessEnded).filter(({ at }) => at < clock(1, 12))).toEqual([]);
    expect(readers(run.trace)).toEqual(['dr-rivas', 'porter']);
  });

  it('takes off a screen what its own organisation has erased', async () => {
    const { run } = await play(`
  day 1 09:00  dr-chen asks for ana/allergies
  day 1 09:00  dr-vale asks for ana/allergies at bench-2
  when asked   ana grants dr-vale for 48h
  day 1 10:00  ana asks boise-clinic to erase ana/allergies`);
    const ended = all(run.trace, accessEnded);
    expect(ended[0]?.explanation).toMatch(/boise-clinic has destroyed the keys/);
    // Reno opened its copy before, and keeps it.
    expect(ended.map(({ person }) => person)).toEqual(['dr-chen']);
  });
});
