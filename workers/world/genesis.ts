import { assert } from '../kernel/assert.ts';
import type { Vault } from '../health/vault.ts';
import type { Keyring } from '../crypto/keys.ts';
import { PROVIDER_KINDS } from '../script/scenario.ts';
import type { Scenario } from '../script/scenario.ts';
import { createTransaction } from '../ledger/transaction.ts';
import type { SignedTransaction } from '../ledger/transaction.ts';
import type { Cast, Patient } from './cast.ts';
import { placed } from './placement.ts';
import type { Placement } from './placement.ts';
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
  placement: Placement,
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
    register(patient.name, patient.name, 'patient', '');
    for (const organisation of treatedAt(patient, scenario)) {
      transactions.push(createTransaction(keyringOf(patient.name), {
        contract: 'identity', action: 'enrol', nonce: 0,
        body: { patient: patient.name, organisation },
      }));
    }
    for (const { member, records } of patient.keepers) {
      const custodian = scenario.members[member]?.name ?? '';
      const vault = vaults[member];
      assert(vault !== undefined, 'a custodian has a vault');
      for (const record of records) {
        transactions.push(createTransaction(keyringOf(custodian), {
          contract: 'record-index', action: 'register', nonce: 0,
          body: {
            record: record.id, patient: patient.name, section: record.section,
            resourceType: record.resourceType, version: 1, custodian,
            commitment: vault.commitmentOf(record.id), ...placed(vault, record.id, placement),
          },
        }));
      }
    }
  }
  return transactions;
}

/** The providers that keep records of hers have treated her; the last is where she is now. */
function treatedAt({ keepers, home }: Patient, { members }: Scenario): string[] {
  const before = keepers.filter(({ member, hasTreated }) => {
    const kind = members[member]?.kind;
    return member !== home && hasTreated && kind !== undefined && PROVIDER_KINDS.includes(kind);
  });
  return [...before.map(({ member }) => member), home].map((member) => members[member]?.name ?? '');
}
