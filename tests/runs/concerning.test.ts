/** What lights up besides people and places: the transactions and messages about a datum. */
import { describe, expect, it } from 'vitest';
import { openToEnd } from './open.ts';

const ALLERGIES = { patient: 'ana', section: 'allergies', record: null };

describe('what is about a datum, in a real run', () => {
  it('is what was asked, decided, served, granted and noted of it, each by its row', async () => {
    const open = await openToEnd('patient-relocation');
    const { trace, endsAt } = open.run;
    const { outcomes, messages } = open.trail(ALLERGIES, endsAt);
    expect([...new Set(outcomes.map((row) => trace.kind(row).name))].sort()).toEqual([
      'access.asked', 'access.decided', 'access.logged', 'access.refused', 'access.served',
      'grant.asked', 'grant.submitted', 'leak.happened',
    ]);
    // Of her grants the one that she takes back is of her conditions.
    const conditions = open.trail({ ...ALLERGIES, section: 'conditions' }, endsAt);
    expect(conditions.outcomes.map((row) => trace.kind(row).name)).toContain('grant.revoking');
    for (const row of outcomes) {
      const said = trace.kind(row).fieldNames.map((_, field) => String(trace.value(row, field)));
      // A decision and a serving name their request; a revocation its grant; all others the patient.
      expect(said.some((text) => text === 'ana' || /^ana-grant|request/.test(text)
        || text === 'allergies'), said.join(' ')).toBe(true);
    }
    expect(messages.length).toBeGreaterThan(10);
    const about = new Set(outcomes);
    // The dumb twin: every message, asked whether what sent it is among them.
    const all = Array.from({ length: trace.messageCount }, (_, row) => row);
    expect(messages).toEqual(all.filter((row) => about.has(trace.messages.cause(row))));
  });

  it('is nothing of what comes later, and no consensus message', async () => {
    const open = await openToEnd('patient-relocation');
    const { trace, endsAt } = open.run;
    for (const at of [0, endsAt / 3, endsAt / 2]) {
      const { outcomes, messages } = open.trail(ALLERGIES, Math.round(at));
      expect(outcomes.filter((row) => trace.at(row) > at)).toEqual([]);
      expect(messages.filter((row) => trace.messages.sentAt(row) > at)).toEqual([]);
      expect(messages.map((row) => trace.messages.kind(row))).not.toContain('prepare');
    }
  });
});
