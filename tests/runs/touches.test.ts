/** What can be said of a mark at a moment is a line that checks clean and plays. */
import { describe, expect, it } from 'vitest';
import type { Touch, TouchSubject } from '../../workers/contract.ts';
import { leakHappened } from '../../workers/access/entries.ts';
import { formatMoment } from '../../workers/kernel/micros.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { clock } from './clock.ts';
import { all } from './outcomes.ts';
import { openToEnd } from './open.ts';

const acts = (open: OpenRun, subject: TouchSubject, moment: number): string[] =>
  open.touches(subject, moment).map(({ act }: Touch) => act);

describe('the acts on a mark', () => {
  it('are those that make sense at the moment', async () => {
    const open = await openToEnd('patient-relocation');
    const ward: TouchSubject = { kind: 'workstation', name: 'ward-3' };
    expect(acts(open, ward, clock(3, 12))).toContain('dr-rivas leaves ward-3 locked');
    expect(acts(open, ward, clock(3, 12, 12))).toContain('porter sits down at ward-3 and opens ana');
    expect(acts(open, ward, clock(3, 12, 12))).not.toContain('dr-rivas leaves ward-3 locked');
    const sides: TouchSubject = { kind: 'link', a: 'boise-clinic', b: 'tampa-general' };
    expect(acts(open, sides, clock(3, 12))).toEqual(['link boise-clinic tampa-general is cut for 15m']);
    expect(acts(open, sides, clock(4, 8, 5))).toEqual(['link us-west us-east is healed']);
    expect(acts(open, { kind: 'patient', name: 'ana' }, clock(3, 17))).toContain('ana revokes dr-osei');
    expect(acts(open, { kind: 'patient', name: 'ana' }, clock(4, 8, 10))).not.toContain('ana revokes dr-osei');
  });

  it('say so where the very thing that happens there is undone', async () => {
    const open = await openToEnd('patient-relocation');
    const [touch] = open.touches({ kind: 'link', a: 'us-west', b: 'us-east' }, clock(4, 8));
    expect(touch).toMatchObject({
      title: 'us-west to us-east stays whole', line: 'day 4 08:00 link us-west us-east is healed',
    });
  });

  it('come after what is seen at the moment, be it by a microsecond', async () => {
    const open = await openToEnd('patient-relocation');
    const [leak] = all(open.run.trace, leakHappened);
    const [touch] = open.touches({ kind: 'leak', row: leak?.row ?? -1 }, leak?.at ?? -1);
    expect(touch?.line.startsWith(formatMoment(touch.atMicros))).toBe(true);
    expect(touch?.atMicros).toBeGreaterThanOrEqual(leak?.at ?? Infinity);
  });

  it('are none of what is not there, whatever is asked', async () => {
    const open = await openToEnd('patient-relocation');
    const rows = [-1, 0.5, 1e9, Number.NaN, Infinity];
    for (const moment of [-1, 0, clock(3, 12), open.run.endsAt, 1e18]) {
      for (const row of rows) {
        for (const kind of ['message', 'block', 'grant', 'request', 'outcome', 'leak', 'need'] as const) {
          expect(open.touches({ kind, row }, moment), `${kind} ${row} at ${moment}`).toEqual([]);
        }
      }
      for (const kind of ['member', 'patient', 'person', 'workstation'] as const) {
        expect(open.touches({ kind, name: '<b>nobody' }, moment)).toEqual([]);
      }
      expect(open.touches({ kind: 'link', a: 'us-west', b: 'nowhere' }, moment)).toEqual([]);
      expect(open.touches({ kind: 'link', a: 'us-west', b: 'us-west' }, moment)).toEqual([]);
    }
  });

  it('are many kinds, from marks of every kind', async () => {
    const open = await openToEnd('patient-relocation');
    const found = new Set(open.summary(0).marks.flatMap(({ row, at: moment }) =>
      open.touches({ kind: 'outcome', row }, moment)).map(({ act }) =>
      / (leaves \S+ (?:un)?locked|locks|sits|breaks|revokes|extends|grants|crashes|is cut|is dropped|is healed|is held|is altered|works \d+ times slower)\b/
        .exec(act)?.[1]?.replace(/leaves \S+/, 'leaves') ?? act));
    expect([...found].sort()).toEqual(['breaks', 'crashes', 'extends', 'is altered', 'is cut', 'is dropped', 'is healed',
      'is held', 'leaves locked', 'leaves unlocked', 'revokes', 'sits', 'works 10 times slower']);
    // What lies unanswered on her phone, she can answer.
    expect(acts(open, { kind: 'patient', name: 'ana' }, clock(3, 11, 1))).toContain(
      'ana grants dr-rivas ana/allergies, ana/medications for 24h');
  });
});
