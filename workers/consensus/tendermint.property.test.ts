import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultsTolerated } from './quorum.ts';
import { createTendermint, tendermintNetwork } from './testing/tendermint-network.ts';
import { buildTroubled, expectAllDecided, hashOf, SECOND, troubledCases }
  from './testing/troubled-network.ts';

describe('with at most f processes crashed, back from a crash, mute as proposers, or two-voiced', () => {
  it('correct processes agree, and decide everything once the network is timely', () => {
    const cases = troubledCases({ sizes: [4, 5, 7], faultsOf: faultsTolerated });
    fc.assert(fc.property(cases, (one) => {
      const network = buildTroubled(one, { create: createTendermint, proposals: ['proposal'] });
      network.run(4000 * SECOND);
      expectAllDecided(network, one);
    }), { seed: 1807_04938, numRuns: 150 });
  });

  it('closed form and simulated ticks cannot be told apart by their outcomes', () => {
    const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });
    const moments = fc.array(fc.nat(90), { maxLength: 5 });
    fc.assert(fc.property(seeds, moments, (seed, seconds) => {
      const play = (idle: 'closed-form' | 'simulated') => {
        const network = tendermintNetwork({
          members: 4, idle,
          delay: (from, to, message) => hashOf(seed, from, to, message.occasion) % (6 * SECOND),
        });
        seconds.forEach((second, index) => network.submit(`t${index}`, second * SECOND));
        network.run(400 * SECOND);
        return network.outcomes;
      };
      expect(play('closed-form')).toEqual(play('simulated'));
    }), { seed: 1807_04938, numRuns: 30 });
  });
});
