/** The pages of blocks of a chain that parted: each is about its own block and no other. */
import { describe, expect, it } from 'vitest';
import { blockAppended } from '../../workers/ledger/entries.ts';
import { Explorer } from '../../workers/threads/explorer/explorer.ts';
import { openToEnd } from './open.ts';
import { all } from './outcomes.ts';

const PARTED = `
scenario "Clique parts"
seed 42
network
  consensus clique, block every 2s
  clinic   boise-clinic   in us-west
  hospital tampa-general  in us-east
  payer    state-payer    in us-east
  lab      reno-labs      in us-west
  set consensus.emptyBlocks true
  set consensus.confirmationBlocks 1
  stop after 3m
people
  patient ana at boise-clinic, chart "synthea/Sofia_Koepp"
story
  day 1 00:01 us-west is cut from all
`;

describe('the pages of a chain that parted', () => {
  it('show of each block its own signatures, and the block that it stands on', async () => {
    const open = await openToEnd('parted', { scenario: { text: PARTED } });
    const explorer = new Explorer(open);
    const { endsAt } = open.run;
    const hashes = [...new Set(all(open.run.trace, blockAppended).map(({ hash }) => hash))];
    const pages = hashes.flatMap((id) => {
      const page = explorer.page({ kind: 'block', id }, endsAt);
      return page?.kind === 'block' ? [page] : [];
    });
    expect(pages.filter(({ id, height }) => id !== String(height)).length).toBeGreaterThan(0);
    for (const page of pages) {
      const signatures = explorer.sign({ kind: 'certificate', block: page.hash });
      expect(signatures.map(({ signer }) => signer)).toEqual(page.certificate?.signers);
      for (const { preimage } of signatures) expect(preimage).toContain(page.hash);
      const before = page.before === null ? null : explorer.page(page.before, endsAt);
      expect(before?.kind === 'block' && before.hash).toBe(page.parent);
    }
  });
});
