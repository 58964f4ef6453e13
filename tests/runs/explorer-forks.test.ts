/** The pages of blocks of a chain that parted: each is about its own block and no other. */
import { describe, expect, it } from 'vitest';
import { consensusMined } from '../../workers/consensus/entries.ts';
import { blockAdopted, blockAppended, blockReverted } from '../../workers/ledger/entries.ts';
import type { BlockPage } from '../../workers/contract.ts';
import { Explorer } from '../../workers/threads/explorer/explorer.ts';
import { TAKEN_BACK } from './forks-story.ts';
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

describe('the page of a block that was taken back', () => {
  it('says where, when, what replaced it, and what became of its transactions', async () => {
    const open = await openToEnd('double-spent', { scenario: { text: TAKEN_BACK } });
    const { trace, endsAt } = open.run;
    const explorer = new Explorer(open);
    const block = (id: string, at = endsAt): BlockPage => {
      const page = explorer.page({ kind: 'block', id }, at);
      if (page?.kind !== 'block') throw new Error(`There is no block ${id}.`);
      return page;
    };
    const reverted = all(trace, blockReverted);
    expect(reverted.length).toBeGreaterThan(0);
    for (const hash of new Set(reverted.map((each) => each.hash))) {
      const page = block(hash);
      const own = reverted.filter((each) => each.hash === hash);
      expect(page.takenBack.map(({ member, at, row }) => [member, at, row]))
        .toEqual(own.map(({ entity, at, row }) => [entity, at, row]));
      // Of the trace: the first that came to that height at that member after it.
      for (const { member, row, instead } of page.takenBack) {
        const next = all(trace, blockAppended).find((each) =>
          each.row > row && each.entity === member && each.height === page.height);
        expect(instead === null ? undefined : block(instead.id).hash).toBe(next?.hash);
      }
      expect(page.besides.length).toBeGreaterThan(0);
      for (const beside of page.besides) {
        expect(block(beside.id).height).toBe(page.height);
        expect(block(beside.id).besides.map(({ id }) => block(id).hash)).toContain(hash);
      }
      for (const { id, now } of page.transactions) {
        const holds = page.isTakenBack && now !== null ? block(now.id) : page;
        expect(holds.transactions.map((each) => each.id)).toContain(id);
        expect(explorer.page({ kind: 'transaction', id }, endsAt)).not.toBeNull();
      }
      // Before it happened nothing of it is told.
      expect(block(hash, own[0]!.at - 1).takenBack).toEqual([]);
      expect(explorer.page({ kind: 'row', id: String(own[0]!.row) }, endsAt)?.id).toBe(page.id);
    }
    const gone = reverted.map(({ hash }) => block(hash)).filter((page) => page.isTakenBack);
    expect(gone.length).toBeGreaterThan(0);
    expect(gone.some(({ transactions }) => transactions.some(({ now }) => now !== null))).toBe(true);
  });
});

describe('the page of a block that became final nowhere', () => {
  it('says what came to stand in its place, and is reached by whatever happened to it', async () => {
    const open = await openToEnd('double-spent', { scenario: { text: TAKEN_BACK } });
    const { trace, endsAt } = open.run;
    const explorer = new Explorer(open);
    const final = new Set(all(trace, blockAppended).map(({ hash }) => hash));
    const lost = all(trace, consensusMined).filter(({ digest }) => !final.has(digest));
    expect(lost.length).toBeGreaterThan(0);
    for (const { digest, entity, row, height } of lost) {
      const page = explorer.page({ kind: 'row', id: String(row) }, endsAt);
      if (page?.kind !== 'proposal') throw new Error('It has no page.');
      expect([page.hash, page.proposer, page.height]).toEqual([digest, entity, height]);
      // Of the trace: whatever anybody held final at that height.
      const instead = new Set(all(trace, blockAppended).filter((each) => each.height === height)
        .map(({ hash }) => hash));
      expect(new Set(page.instead.map(({ id }) => {
        const other = explorer.page({ kind: 'block', id }, endsAt);
        return other?.kind === 'block' ? other.hash : id;
      }))).toEqual(instead);
      const [at] = page.instead;
      if (at !== undefined) {
        const other = explorer.page(at, endsAt);
        expect(other?.kind === 'block' ? other.givenUp.map(({ id }) => id) : []).toContain(page.id);
      }
      const heads = all(trace, blockAdopted).filter(({ hash }) => hash === digest);
      expect(new Set(page.builders.map(({ member }) => member))).toEqual(new Set(heads.map((each) => each.entity)));
      for (const adopted of heads) {
        expect(explorer.page({ kind: 'row', id: String(adopted.row) }, endsAt)?.id).toBe(page.id);
      }
      expect(explorer.page({ kind: 'block', id: digest }, endsAt)?.id).toBe(page.id);
      expect(page.events.map((event) => event.row)).toContain(row);
    }
  });
});
