import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OccasionNames } from './occasion-names.ts';

describe('a name by its occasion', () => {
  it('says who, whom and when', () => {
    const names = new OccasionNames('grant');
    expect(names.next('ana', 'dr-osei', 'day 3 16:00')).toBe('ana-grant-dr-osei-day-3-16.00');
    expect(names.next('ana', 'dr-osei', 'day 3 16:00')).toBe('ana-grant-dr-osei-day-3-16.00-2');
    expect(names.next('ana-by-maria', 'dr-osei', 'day 3 16:00 (2)')).toBe(
      'ana-by-maria-grant-dr-osei-day-3-16.00-2');
  });

  it('is the id of a FHIR resource, and no other grant’s', () => {
    const name = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9-]{0,39}$/);
    const day = fc.nat(3_650).map((number) => `day ${number + 1} 09:00:00.000001`);
    fc.assert(fc.property(fc.array(fc.tuple(name, name, day), { maxLength: 20 }), (given) => {
      const names = new OccasionNames('grant');
      const found = given.map(([giver, grantee, at]) => names.next(giver, grantee, at));
      expect(new Set(found).size).toBe(given.length);
      for (const each of found) expect(each).toMatch(/^[A-Za-z0-9\-.]{1,64}$/);
    }));
  });
});
