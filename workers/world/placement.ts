import { fromHex, toHex } from '../crypto/hash.ts';
import { fromUtf8, utf8 } from '../crypto/utf8.ts';
import type { Vault } from '../health/vault.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Row } from '../kernel/trace.ts';
import { versionedName } from '../ledger/contracts/record-index.ts';
import type { RecordContent, RecordIndexCall } from '../ledger/contracts/record-index.ts';
import type { Transaction } from '../ledger/transaction.ts';
import type { Cast } from './cast.ts';
import type { MemberNode } from './node.ts';
import type { Viewing } from './viewing.ts';

/** The setting records.placement. */
export type Placement = 'off-chain' | 'on-chain-ciphertext' | 'on-chain-plaintext';

/** What the registration of a vault's latest version of a record carries beside its commitment. */
export function placed(
  vault: Vault, record: string, placement: Placement,
): { content?: RecordContent } {
  switch (placement) {
    case 'off-chain': return {};
    case 'on-chain-ciphertext':
      return { content: { form: 'ciphertext', sealed: toHex(vault.sealedOf(record)) } };
    case 'on-chain-plaintext': return { content: {
      form: 'plaintext', salt: toHex(vault.saltOf(record)),
      text: fromUtf8(vault.read(record)) ?? '',
    } };
  }
}

export interface PlacementHost {
  readonly cast: Cast;
  readonly kernel: Kernel;
  readonly viewing: Viewing;
}

/**
 * A registration is final at a node, and with it, where the placement says so, the record itself:
 * in the clear the node can read it with no other party's act, sealed it waits for a key.
 */
export function holdPlaced(
  host: PlacementHost, node: MemberNode, { body }: Transaction & RecordIndexCall, row: Row,
): void {
  const { content, custodian, patient, section } = body;
  if (content === undefined || custodian === node.name) return;
  const name = versionedName(body);
  if (content.form === 'ciphertext') {
    node.sealed.set(name, fromHex(content.sealed));
    return;
  }
  node.copies.set(name, utf8(content.text));
  host.kernel.within(row, () => host.viewing.keep(node.name, host.cast.patient(patient), section, [name]));
}
