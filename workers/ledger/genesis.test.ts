import { describe, expect, it } from 'vitest';
import { indexedRecords } from './contracts/record-index.ts';
import { genesisBlock } from './genesis.ts';
import { Replica } from './replica.ts';
import { SampleNetwork } from './sample.ts';

describe('the genesis block', () => {
  it('is the same from the same seed, and another when one transaction is another', () => {
    expect(new SampleNetwork(4).genesis.hash).toBe(new SampleNetwork(4).genesis.hash);
    expect(new SampleNetwork(4).genesis.hash).not.toBe(new SampleNetwork(5).genesis.hash);
  });

  it('holds a whole chart of record registrations', () => {
    const { genesis, registry } = new SampleNetwork(700);
    expect(indexedRecords(new Replica(genesis, { registry }).state, 'ana').length).toBe(700);
  });

  it('throws with the contract\'s sentence when one of its transactions is refused', () => {
    const network = new SampleNetwork(0);
    expect(() => genesisBlock([network.give('g')])).toThrow(
      'The genesis block is not valid. ana is not a registered patient.');
  });
});
