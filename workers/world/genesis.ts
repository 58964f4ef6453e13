import { assert } from '../kernel/assert.ts';
import type { Vault } from '../health/vault.ts';
import type { Keyring } from '../crypto/keys.ts';
import type { Scenario } from '../script/scenario.ts';
import { createTransaction } from '../ledger/transaction.ts';
import type { SignedTransaction } from '../ledger/transaction.ts';
import type { Cast } from './cast.ts';
import type { NetworkMember } from './network-members.ts';

/**
 * What the members agree on before the first block: who is who, who treats whom, and which records
 * exist where. Every entry is an ordinary signed transaction, checked by the same contracts.
 */
export function genesisTransactions(
  scenario: Scenario,
  cast: Cast,
  members: readonly NetworkMember[],
  keyringOf: (entity: string) => Keyring,
  vaults: readonly Vault[],
  publicKeys: ReadonlyMap<string, string>,
): SignedTransaction[] {
  const transactions: SignedTransaction[] = [];
  const register = (signer: string, entity: string, kind: string, organisation: string): void => {
    transactions.push(createTransaction(keyringOf(signer), {
      contract: 'identity', action: 'register', nonce: 0,
      body: { entity, kind, organisation, publicKey: publicKeys.get(signer) ?? '' },
    }));
  };
  for (const { name, kind } of members) register(name, name, kind, '');
  for (const { name, role, at } of scenario.people) register(at, name, role, at);
  for (const patient of cast.patients) {
    const custodian = scenario.members[patient.custodian]?.name ?? '';
    register(patient.name, patient.name, 'patient', '');
    transactions.push(createTransaction(keyringOf(patient.name), {
      contract: 'identity', action: 'enrol', nonce: 0,
      body: { patient: patient.name, organisation: custodian },
    }));
    const vault = vaults[patient.custodian];
    assert(vault !== undefined, 'a custodian has a vault');
    for (const record of patient.chart.records) {
      transactions.push(createTransaction(keyringOf(custodian), {
        contract: 'record-index', action: 'register', nonce: 0,
        body: {
          record: record.id, patient: patient.name, section: record.section,
          resourceType: record.resourceType, version: 1, custodian,
          commitment: vault.commitmentOf(record.id),
        },
      }));
    }
  }
  return transactions;
}
