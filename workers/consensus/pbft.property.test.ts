import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPbft, pbftNetwork } from './testing/pbft-network.ts';
import { buildTroubled, expectAllDecided, hashOf, SECOND, troubledCases }
  from './testing/troubled-network.ts';
import { faultsTolerated } from './quorum.ts';

describe('with at most f replicas crashed, back from a crash, mute as primaries, or two-voiced', () => {
  it('honest replicas agree, and execute everything once the network is timely', () => {
    const cases = troubledCases({ sizes: [4, 5, 7], faultsOf: faultsTolerated });
    fc.assert(fc.property(cases, fc.constantFrom(1, 2, 100), (one, checkpointBlocks) => {
      const network = buildTroubled(one, {
        create: createPbft(checkpointBlocks), proposals: ['pre-prepare', 'new-view'],
      });
      network.run(4000 * SECOND);
      expectAllDecided(network, one);
    }), { seed: 77, numRuns: 400 });
  });

  it('closed form and simulated ticks cannot be told apart by their outcomes', () => {
    const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });
    const moments = fc.array(fc.nat(90), { maxLength: 5 });
    fc.assert(fc.property(seeds, moments, (seed, seconds) => {
      const play = (idle: 'closed-form' | 'simulated') => {
        const network = pbftNetwork({
          members: 4, idle,
          delay: (from, to, message) => hashOf(seed, from, to, message.occasion) % (6 * SECOND),
        });
        seconds.forEach((second, index) => network.submit(`t${index}`, second * SECOND));
        network.run(400 * SECOND);
        return network.outcomes;
      };
      expect(play('closed-form')).toEqual(play('simulated'));
    }), { seed: 1999, numRuns: 30 });
  });
});
