import { describe, expect, it } from 'vitest';
import { accessListed, accessServed, custodyHappened } from '../../workers/access/entries.ts';
import { sha256 } from '../../workers/crypto/hash.ts';
import { liveRecords } from '../../workers/ledger/contracts/record-index.ts';
import { transactionRefused } from '../../workers/ledger/entries.ts';
import { transactionBytes } from '../../workers/ledger/transaction.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { cast } from './cast.ts';
import { openToEnd } from './open.ts';
import { all } from './outcomes.ts';

const TEXT = `${cast('Where the records are', { people: ['clinician dr-chen   physician at boise-clinic'] })}
  day 1 09:00  ana grants dr-rivas for 24h
  day 1 10:00  dr-rivas asks for ana/medications
  day 1 11:00  dr-chen writes ana/allergies "Penicillin"
  day 1 12:00  boise-clinic crashes
  day 1 12:10  dr-rivas asks for ana/allergies
  day 1 13:00  boise-clinic restarts
  day 1 14:00  ana asks boise-clinic to erase ana/allergies
`;

const PLACEMENTS = ['off-chain', 'on-chain-ciphertext', 'on-chain-plaintext'] as const;

async function under(placement: (typeof PLACEMENTS)[number]): Promise<OpenRun> {
  return openToEnd('placement', {
    scenario: { text: TEXT }, settings: { 'records.placement': placement } });
}

describe.each(PLACEMENTS)('records %s', (placement) => {
  it('make a chain that verifies, every id the hash of its preimage', async () => {
    const open = await under(placement);
    expect(open.verifyChain(null).holds).toBe(true);
    expect(all(open.run.trace, transactionRefused)).toEqual([]);
    const { chain } = open.run.world.nodeOf(1).replica;
    for (let height = 0; height <= chain.height; height += 1) {
      for (const { body } of chain.blockAt(height).transactions) {
        expect(sha256(transactionBytes(body))).toBe(body.id);
      }
    }
  });

  it('are in the blocks, or not, byte for byte', async () => {
    const { world } = (await under(placement)).run;
    const { vault } = world.nodeOf(0);
    const registrations = world.genesis.transactions.map(({ body }) => body)
      .filter(({ contract }) => contract === 'record-index');
    for (const { body } of registrations) {
      const { content, record } = body as unknown as {
        record: string; content?: { form: string; text?: string; sealed?: string } };
      expect(content?.form ?? 'off-chain').toBe(placement.replace('on-chain-', ''));
      if (!vault.has(record)) continue;
      const plain = vault.read(record);
      if (content?.form === 'plaintext') {
        expect(new TextEncoder().encode(content.text)).toEqual(plain);
      }
      // Salt and tag are 48 bytes; hexadecimal is two digits a byte.
      if (content?.form === 'ciphertext') {
        expect(content.sealed?.length).toBe(2 * (plain.length + 48));
      }
    }
  });
});

describe('where the records are', () => {
  it('decides who holds them: with plaintext on the chain every member, from the first moment',
    async () => {
      const open = await under('on-chain-plaintext');
      const { world, trace } = open.run;
      const records = world.cast.patient('ana').chart.records.length;
      const first = all(trace, custodyHappened).filter(({ at }) => at === 0);
      expect(new Set(first.map(({ organisation }) => organisation)))
        .toEqual(new Set(['tampa-general', 'state-payer', 'reno-labs']));
      expect(first).toHaveLength(3 * records);
      for (const placement of ['off-chain', 'on-chain-ciphertext'] as const) {
        const custody = all((await under(placement)).run.trace, custodyHappened);
        expect(new Set(custody.map(({ organisation }) => organisation)))
          .toEqual(new Set(['tampa-general']));
      }
    });

  it('decides what a custodian that is down keeps from others', async () => {
    const read = async (placement: (typeof PLACEMENTS)[number]): Promise<number> =>
      all((await under(placement)).run.trace, accessListed)
        .find(({ section }) => section === 'allergies')!.at / 3_600_000_000;
    expect(await read('on-chain-plaintext')).toBeLessThan(12.5);
    expect(await read('on-chain-ciphertext')).toBeGreaterThan(13);
    expect(await read('off-chain')).toBeGreaterThan(13);
  });

  it('decides how much travels when a record is read: a key, or the record', async () => {
    const served = async (placement: (typeof PLACEMENTS)[number]): Promise<number | undefined> =>
      all((await under(placement)).run.trace, accessServed)[0]?.bytes;
    const [off, sealed] = [await served('off-chain'), await served('on-chain-ciphertext')];
    expect(sealed).toBeLessThan((off ?? 0) / 3);
    expect(await served('on-chain-plaintext')).toBeUndefined();
  });

  it('decides what erasure leaves', async () => {
    for (const placement of PLACEMENTS) {
      const open = await under(placement);
      const [residue] = open.residues();
      const erased = 5;
      expect(liveRecords(open.run.world.nodeOf(1).replica.state, 'ana', 'allergies')).toEqual([]);
      const count = (kind: string): number =>
        residue?.facts.find((fact) => fact.kind === kind)?.count ?? 0;
      expect(count('plaintext')).toBe(placement === 'on-chain-plaintext' ? erased : 0);
      expect(count('ciphertext')).toBe(placement === 'on-chain-ciphertext' ? erased : 0);
      expect(residue?.copies.map(({ member }) => member)).toEqual(
        placement === 'on-chain-plaintext' ? ['tampa-general', 'state-payer', 'reno-labs']
          : ['tampa-general']);
    }
  });
});
