import { canonical, canonicalText } from '../crypto/canonical.ts';
import { toHex, type Digest } from '../crypto/hash.ts';
import { keyName } from '../crypto/keys.ts';
import { materialise } from '../crypto/materialise.ts';
import type { Chain } from './chain.ts';
import { certificatePreimage } from './proof.ts';
import { transactionBytes, transactionLeaf } from './transaction.ts';

export interface ExportSource {
  readonly chain: Chain;
  readonly seed: number;
  /** Validator i of a certificate is validators[i]. */
  readonly validators: readonly string[];
  /** Ed25519 public keys in hex, by holder. */
  readonly publicKeys: ReadonlyMap<string, string>;
}

export const EXPORT_FORMAT = 'ledgerward-chain/1';

/** One fact to check, on one line of the file: texts only, so that a shell can read it. */
type Line = { readonly [name: string]: string };

/**
 * A chain as a stranger checks it with sha256sum and openssl alone (docs/EXPORT.md): JSON with one
 * object a line and, for every hash and signature, the exact preimage, the public key and the real
 * signature, made here and not in the run. The same run gives the same bytes.
 */
export function exportChain(source: ExportSource): string {
  const registered = keysRegistered(source.chain);
  const lines = [...source.publicKeys].flatMap(([holder, publicKey]): Line[] =>
    registered.has(holder) ? [{ check: 'key', holder, publicKey }] : []);
  for (let height = 0; height <= source.chain.height; height += 1) {
    lines.push(...blockLines(source, height));
  }
  return `{"format":"${EXPORT_FORMAT}","lines":[\n${
    lines.map(text).join(',\n')}\n]}\n`;
}

/** A key that was made for a new phone may not have reached this chain: then it signed nothing here. */
function keysRegistered(chain: Chain): Set<string> {
  const names = new Set<string>();
  for (let height = 0; height <= chain.height; height += 1) {
    for (const { body: call } of chain.blockAt(height).transactions) {
      if (call.contract !== 'identity') continue;
      if (call.action === 'register') names.add(call.body.entity);
      else if (call.action === 'rotate') names.add(keyName(call.body.patient, call.body.key));
    }
  }
  return names;
}

/** Its transactions in order, then the header that names their root, then who agreed to it. */
function blockLines(source: ExportSource, height: number): Line[] {
  const { chain, seed, validators } = source;
  const block = chain.blockAt(height);
  const certificate = chain.certificateAt(height);
  const transactions = block.transactions.map(({ signer: holder, key, body }): Line => {
    const bytes = transactionBytes(body);
    const signer = keyName(holder, key);
    return {
      check: 'transaction', height: String(height), id: body.id, leaf: toHex(transactionLeaf(body)),
      signer, signature: materialise(seed, signer, bytes), preimage: toHex(bytes),
    };
  });
  const header: Line = {
    check: 'block', height: String(height), hash: block.hash, parent: block.header.parent,
    root: block.header.transactionsRoot, preimage: toHex(canonical(block.header)),
  };
  if (certificate === null) return [...transactions, header];
  const names = certificate.signers.map((signer) => validators[signer] ?? '');
  return [...transactions, header, ...certificateLines(
    seed, height, names, certificate.digest, certificate.signers)];
}

function certificateLines(
  seed: number, height: number, names: readonly string[], digest: Digest,
  signers: readonly number[],
): Line[] {
  const preimage = certificatePreimage(digest, signers);
  return names.map((signer) => ({
    check: 'certificate', height: String(height), digest, signer,
    signature: materialise(seed, signer, preimage), preimage: toHex(preimage),
  }));
}

/** In the order in which the parts are written: a reader looks for the check first. */
function text(line: Line): string {
  const parts = Object.entries(line).map(([name, value]) =>
    `${canonicalText(name)}:${canonicalText(value)}`);
  return `{${parts.join(',')}}`;
}
