import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { provisionProblem } from './checking.ts';
import { UNLIMITED } from './provision.ts';
import type { Provision } from './provision.ts';
import { anyProvision } from './testing/twin.ts';

const nested = (depth: number): Provision =>
  depth === 1 ? UNLIMITED : { ...UNLIMITED, exceptions: [nested(depth - 1)] };

describe('A provision that came over the network', () => {
  it('is taken if it is one', () => {
    fc.assert(fc.property(anyProvision, (provision) => {
      expect(provisionProblem(provision)).toBeNull();
    }));
  });

  it.each<[unknown, string]>([
    [null, 'provision is not a rule with named fields.'],
    [[], 'provision is not a rule with named fields.'],
    [{ ...UNLIMITED, type: 'allow' }, 'provision.type is neither permit nor deny.'],
    [{ ...UNLIMITED, colour: 'red' }, 'provision has no field colour.'],
    [{ ...UNLIMITED, sections: 'a' }, 'provision.sections is not a list.'],
    [{ ...UNLIMITED, sections: ['a', ''] },
      'provision.sections has at 1 what is no text of 1 to 200 characters.'],
    [{ ...UNLIMITED, sections: ['a', 'b', 'a'] }, 'provision.sections names a twice.'],
    [{ ...UNLIMITED, sections: Array.from({ length: 101 }, (_, n) => `${n}`) },
      'provision.sections has 101 entries; 100 are the most.'],
    [{ ...UNLIMITED, actors: ['ana'] }, 'provision.actors has at 0 what is not a kind and a name.'],
    [{ ...UNLIMITED, actors: [{ kind: 'dog', name: 'rex' }] },
      'provision.actors has at 0 what is of no kind person, organisation, role.'],
    [{ ...UNLIMITED, endsAtMicros: 1.5 },
      'provision.endsAtMicros is neither a whole number of microseconds nor null.'],
    [{ ...UNLIMITED, exceptions: [{ ...UNLIMITED, exceptions: 7 }] },
      'provision.exceptions[0].exceptions is not a list of rules.'],
    [nested(9), 'provision.exceptions[0].exceptions[0].exceptions[0].exceptions[0].exceptions[0]'
      + '.exceptions[0].exceptions[0].exceptions[0] is an exception 9 deep; 8 are the most.'],
    [{ ...UNLIMITED, exceptions: Array.from({ length: 64 }, () => UNLIMITED) },
      'provision.exceptions[63] is one rule more than the 64 of a grant.'],
  ])('and is not one is refused with its place', (value, sentence) => {
    expect(provisionProblem(value)).toBe(sentence);
  });

  it('lacks no field', () => {
    for (const name of Object.keys(UNLIMITED)) {
      const { [name as 'type']: _, ...rest } = UNLIMITED;
      expect(provisionProblem(rest)).toBe(`provision.${name} is missing.`);
    }
    expect(provisionProblem(nested(8))).toBeNull();
  });
});
