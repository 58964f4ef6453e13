import { describe, expect, it } from 'vitest';
import { consensusRuleBroken } from '../consensus/entries.ts';
import type { Guarantees } from '../consensus/entry.ts';
import { InvariantError } from '../kernel/assert.ts';
import { Kernel } from '../kernel/kernel.ts';
import { Safety } from './safety.ts';

const GUARANTEES: Guarantees = {
  faults: 'crash', finality: 'deterministic',
  signersMin: () => 1, safeWith: () => 1, liveWith: () => 1, model: 'Validators stop, and never lie.',
};

function safety(rules: readonly string[]): { kernel: Kernel; safety: Safety } {
  const kernel = new Kernel({ seed: 1, keepMessages: true });
  return { kernel, safety: new Safety({
    kernel, validators: [0, 1, 2], input: { rules }, memberName: (index) => ['boise', 'tampa', 'reno'][index]!,
  }, GUARANTEES) };
}

describe('an assertion that breaks during a run', () => {
  it('is our fault while nobody lies', () => {
    expect(safety([]).safety.ends(new InvariantError('a leader is elected once'))).toBe(false);
  });

  it.each([
    ['by its sentence', [], 'validator 2 decides twice'],
    ['by its number, as in the page\'s own build', ['a need begins once', 'validator 2 decides twice'], '1'],
  ])('is an outcome where one lies, told %s', (_how, rules, message) => {
    const { kernel, safety: promised } = safety(rules);
    promised.misbehaves(1, true);
    expect(promised.ends(new InvariantError(message))).toBe(true);
    expect(kernel.trace.is(0, consensusRuleBroken)).toBe(true);
    expect(kernel.trace.get(0, consensusRuleBroken).rule).toBe('reno decides twice');
  });
});
