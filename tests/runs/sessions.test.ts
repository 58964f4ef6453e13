import { describe, expect, it } from 'vitest';
import { accessAsked, accessLogged, leakHappened } from '../../workers/access/entries.ts';
import {
  badgeLeft, chartClosed, sessionBorrowed, sessionLocked, sessionOpened, sessionRefused,
} from '../../workers/health/entries.ts';
import { MICROS_PER_SECOND } from '../../workers/kernel/micros.ts';
import { accessesOf } from '../../workers/ledger/contracts/access-log.ts';
import { clock } from './clock.ts';
import { all } from './outcomes.ts';
import { play, readers } from './screens.ts';

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
