import { describe, expect, it } from 'vitest';
import { accessEnded, grantEnded, leakHappened } from '../../workers/access/entries.ts';
import { needEnded, shiftEnded } from '../../workers/health/entries.ts';
import { MICROS_PER_MINUTE } from '../../workers/kernel/micros.ts';
import { clock } from './clock.ts';
import { all } from './outcomes.ts';
import { play, readers } from './screens.ts';

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
