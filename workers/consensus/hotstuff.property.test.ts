import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultsTolerated } from './quorum.ts';
import { createHotStuff, hotstuffNetwork } from './testing/hotstuff-network.ts';
import type { HotStuffStyle } from './testing/hotstuff-network.ts';
import { buildTroubled, expectAllDecided, hashOf, SECOND, troubledCases }
  from './testing/troubled-network.ts';

/** The chain of three views and the leader who tells of it must be alive one after another. */
const liveWith = ({ variant, leader }: HotStuffStyle) => (members: number): number =>
  (variant === 'chained' && leader === 'rotating'
    ? Math.floor((members - 1) / 4) : faultsTolerated(members));

const STYLES: readonly HotStuffStyle[] = [
  { variant: 'basic', leader: 'rotating' }, { variant: 'basic', leader: 'stable' },
  { variant: 'chained', leader: 'rotating' }, { variant: 'chained', leader: 'stable' },
];

describe.each(STYLES)('$variant HotStuff, $leader leader', (style) => {
  it('agrees, and decides everything once the network is timely', () => {
    const cases = troubledCases({ sizes: [4, 5, 7, 9], faultsOf: liveWith(style) });
    fc.assert(fc.property(cases, (one) => {
      const network = buildTroubled(one, {
        create: createHotStuff(style), proposals: ['prepare', 'generic'],
      });
      network.run(4000 * SECOND);
      expectAllDecided(network, one);
    }), { seed: 77, numRuns: 150 });
  });

  it('agrees with up to f faulty, whether or not it makes progress', () => {
    const cases = troubledCases({ sizes: [4, 7], faultsOf: faultsTolerated });
    fc.assert(fc.property(cases, (one) => {
      buildTroubled(one, { create: createHotStuff(style), proposals: ['prepare', 'generic'] })
        .run(2000 * SECOND);
    }), { seed: 2019, numRuns: 40 });
  });

  it('has the same outcomes in closed form and with simulated ticks', () => {
    const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });
    const moments = fc.array(fc.nat(90), { maxLength: 5 });
    fc.assert(fc.property(seeds, moments, (seed, seconds) => {
      const play = (idle: 'closed-form' | 'simulated') => {
        const network = hotstuffNetwork(style, {
          members: 4, idle,
          delay: (from, to, message) => hashOf(seed, from, to, message.occasion) % (2 * SECOND),
        });
        seconds.forEach((second, index) => network.submit(`t${index}`, second * SECOND));
        network.run(400 * SECOND);
        return network.outcomes;
      };
      expect(play('closed-form')).toEqual(play('simulated'));
    }), { seed: 2019, numRuns: 15 });
  });
});
