/** As mutants.test.ts, for PBFT, Tendermint and both variants of HotStuff. */
import { describe, expect, it } from 'vitest';
import { createHotStuff } from '../../workers/consensus/testing/hotstuff-network.ts';
import { createPbft } from '../../workers/consensus/testing/pbft-network.ts';
import { createTendermint } from '../../workers/consensus/testing/tendermint-network.ts';
import { ProtocolNetwork } from '../../workers/consensus/testing/test-network.ts';
import { BFT_STYLES, bftFindings } from './findings-bft.ts';
import type { BftNetworks, BftStyle } from './findings-bft.ts';
import { mutatedBft } from './mutant.ts';

const OWN: BftNetworks = { ProtocolNetwork, createPbft, createTendermint, createHotStuff };
const QUORUM = 'return Math.ceil((members + faultsTolerated(members) + 1) / 2)';

const KINDS: Readonly<Record<BftStyle, readonly string[]>> = {
  pbft: ['pre-prepare', 'prepare', 'commit', 'checkpoint', 'view-change', 'new-view', 'catch-up', 'decided'],
  tendermint: ['proposal', 'prevote', 'precommit', 'catch-up', 'decided'],
  'hotstuff-basic': ['prepare', 'pre-commit', 'commit', 'decide', 'vote', 'new-view', 'catch-up', 'decided'],
  'hotstuff-chained': ['generic', 'vote', 'new-view', 'catch-up', 'decided'],
};

describe.each(BFT_STYLES)('%s', (style) => {
  it('does what its checks ask, as it is', () => {
    expect(bftFindings(style, OWN)).toEqual([]);
  });

  it.each(KINDS[style])('does not without its %s messages', (lost) => {
    expect(bftFindings(style, OWN, (kind) => kind !== lost)).not.toEqual([]);
  });

  it('sends no kind of message that is not dropped here', () => {
    const kinds = new Set<string>();
    bftFindings(style, OWN, (kind) => {
      kinds.add(kind);
      return true;
    });
    expect([...kinds].sort()).toEqual([...KINDS[style]].sort());
  });

  it.each([['more', `${QUORUM} + 1`], ['less', `${QUORUM} - 1`]])(
    'does not with a quorum of one %s', async (_name, to) => {
      const networks = await mutatedBft({ file: 'consensus/quorum.ts', from: QUORUM, to });
      try {
        expect(bftFindings(style, networks)).not.toEqual([]);
      } finally {
        networks.remove();
      }
    });
});

it('a mutated copy that changes nothing is found nothing against', async () => {
  const networks = await mutatedBft({ file: 'consensus/quorum.ts', from: QUORUM, to: QUORUM });
  try {
    for (const style of BFT_STYLES) expect(bftFindings(style, networks)).toEqual([]);
  } finally {
    networks.remove();
  }
});
