import { UNLIMITED } from '../grants/provision.ts';
import { sha256 } from '../crypto/hash.ts';
import { utf8 } from '../crypto/canonical.ts';
import { KeyRegistry, type Keyring } from '../crypto/keys.ts';
import type { Block, CommitCertificate } from './block.ts';
import { genesisBlock } from './genesis.ts';
import { createTransaction, type Call, type SignedTransaction } from './transaction.ts';

/**
 * A small network for tests and benchmarks: two providers, a cardiologist, a porter, a patient
 * treated at the clinic, and as many of her records as asked for.
 */
export class SampleNetwork {
  readonly registry: KeyRegistry;
  readonly genesis: Block;
  readonly #keyrings = new Map<string, Keyring>();
  #nonce = 0;

  constructor(records = 3, seed = 42) {
    this.registry = new KeyRegistry(seed);
    this.genesis = genesisBlock([
      this.register('boise-clinic', 'boise-clinic', 'clinic', 'boise-clinic'),
      this.register('tampa-general', 'tampa-general', 'hospital', ''),
      this.register('tampa-general', 'dr-rivas', 'clinician', 'tampa-general'),
      this.register('tampa-general', 'porter', 'staff', 'tampa-general'),
      this.register('ana', 'ana', 'patient', ''),
      this.enrol('ana', 'boise-clinic'),
      ...Array.from({ length: records }, (_, index) => this.record(index)),
    ]);
  }

  keyring(holder: string): Keyring {
    const keyring = this.#keyrings.get(holder) ?? this.registry.issue(holder);
    this.#keyrings.set(holder, keyring);
    return keyring;
  }

  sign(sender: string, call: Call): SignedTransaction {
    this.#nonce += 1;
    return createTransaction(this.keyring(sender), { ...call, nonce: this.#nonce });
  }

  register(sender: string, entity: string, kind: string, organisation: string): SignedTransaction {
    return this.sign(sender, {
      contract: 'identity', action: 'register', body: { entity, kind, organisation, publicKey: '' },
    });
  }

  enrol(patient: string, organisation: string, sender = patient): SignedTransaction {
    return this.sign(sender, {
      contract: 'identity', action: 'enrol', body: { patient, organisation },
    });
  }

  record(
    index: number,
    version = 1,
    custodian = 'boise-clinic',
    sender = custodian,
  ): SignedTransaction {
    const record = `AllergyIntolerance/${index}`;
    return this.sign(sender, {
      contract: 'record-index', action: 'register',
      body: {
        record, patient: 'ana', section: index % 2 === 0 ? 'allergies' : 'medications',
        resourceType: 'AllergyIntolerance', version, custodian,
        commitment: sha256(utf8(`${record} version ${version}`)),
      },
    });
  }

  give(
    grant: string,
    sender = 'ana',
    sections: readonly string[] = ['allergies'],
  ): SignedTransaction {
    return this.sign(sender, {
      contract: 'grant', action: 'give',
      body: {
        grant, patient: 'ana', provision: {
          ...UNLIMITED, actors: [{ kind: 'person', name: 'dr-rivas' }], sections,
          purposes: ['TREAT'], endsAtMicros: 86_400_000_000,
        },
      },
    });
  }

  revoke(grant: string, sender = 'ana'): SignedTransaction {
    return this.sign(sender, { contract: 'grant', action: 'revoke', body: { grant } });
  }
}

/** A certificate as consensus would hand it over, with three of four signers. */
export function sampleCertificate(block: Block): CommitCertificate {
  return { height: block.header.height, round: 0, digest: block.hash, signers: [0, 1, 2] };
}
