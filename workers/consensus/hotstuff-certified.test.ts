import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Certified } from './hotstuff-certified.ts';
import type { QuorumCertificate } from './hotstuff-qc.ts';

it('knows of each node the first certificate that it saw, until it is told to forget', () => {
  const steps = fc.array(fc.record({ view: fc.nat(6), copy: fc.nat(1), forgets: fc.boolean() }), { maxLength: 30 });
  fc.assert(fc.property(steps, (acts) => {
    const certified = new Certified();
    const twin = new Map<string, QuorumCertificate>();
    for (const { view, copy, forgets } of acts) {
      const id = `${view}-${copy}`;
      const qc: QuorumCertificate = { phase: 'generic', view, votes: [],
        node: { id, parent: '', view, height: view, digest: null } };
      if (forgets) certified.forgetBelow(view);
      else certified.add(qc);
      if (!forgets && !twin.has(id)) twin.set(id, qc);
      if (forgets) for (const [each, known] of twin) if (known.view < view) twin.delete(each);
      for (let number = 0; number <= 6; number += 1) {
        for (const each of [`${number}-0`, `${number}-1`]) expect(certified.of(each)).toBe(twin.get(each));
      }
    }
  }), { numRuns: 50 });
});
