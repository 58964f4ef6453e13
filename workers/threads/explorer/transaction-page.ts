import type { PageLink, TransactionPage } from '../../contract.ts';
import { canonicalText } from '../../crypto/canonical.ts';
import type { Micros } from '../../kernel/micros.ts';
import { NONE } from '../../kernel/trace.ts';
import type { Row, Trace } from '../../kernel/trace.ts';
import { assert } from '../../kernel/assert.ts';
import { fromUtf8 } from '../../crypto/utf8.ts';
import { versionedName } from '../../ledger/contracts/record-index.ts';
import { blockAppended, blockReverted } from '../../ledger/entries.ts';
import { inclusionProof } from '../../ledger/proof.ts';
import { transactionBytes } from '../../ledger/transaction.ts';
import type { Transaction } from '../../ledger/transaction.ts';
import { eventsBy, isAbout } from '../../views/page-events.ts';
import type { Kept, Placed, Shelf } from './shelf.ts';
import { transactionWords } from './transaction-words.ts';

/** A transaction with its exact bytes and the proof that it is in its block. */
export function transactionPage(shelf: Shelf, placed: Placed, at: Micros): TransactionPage {
  const { signed: { body }, kept, index } = placed;
  const { trace } = shelf;
  const writer = writerOf(trace, body.id);
  const { header: { height }, transactions } = kept.block;
  const refused = shelf.refusals.get(body.id) ?? null;
  const words = transactionWords(body);
  const sealedAt = firstHeld(trace, kept);
  const holding = shelf.holding(body.id);
  const standing = refused !== null ? `The contract refused it: ${refused}`
    : sealedAt > at ? 'It is in no block yet at this moment.'
      : !kept.isTakenBack ? `It is in block ${height}.`
        : `It was in block ${height}, which was taken back, and no block holds it when the run ends.`;
  const neighbour = (step: 1 | -1): PageLink | null => {
    const beside = transactions[index + step]
      ?? (step === 1 ? shelf.chain[height + 1]?.block.transactions[0]
        : shelf.chain[height - 1]?.block.transactions.at(-1));
    return beside === undefined ? null : shelf.transactionLink(beside.body.id);
  };
  return {
    kind: 'transaction', id: body.id.slice(0, 12), title: `Transaction ${body.id.slice(0, 8)}`,
    sentence: `${words} ${standing}`,
    since: writer === NONE ? sealedAt : trace.at(writer),
    mark: writer === NONE ? null : { kind: 'outcome', row: writer },
    before: neighbour(-1), after: neighbour(1),
    events: eventsBy(trace, at, (row) => isAbout(trace, row, body.id)
      || (trace.is(row, blockAppended) && holding.has(trace.text(row, blockAppended, 'hash')))
      || (trace.is(row, blockReverted) && holding.has(trace.text(row, blockReverted, 'hash')))),
    transaction: body.id, contract: body.contract, action: body.action, sender: body.sender,
    preimage: textOf(transactionBytes(body)), refused, inclusion: inclusionOf(shelf, placed),
    about: aboutOf(body),
  };
}

export function inclusionOf(shelf: Shelf, { signed, kept }: Placed): TransactionPage['inclusion'] {
  const proof = inclusionProof(kept.block, signed.body.id);
  assert(proof !== null, 'a transaction on the shelf is in its block');
  const { header, index, size, path } = proof;
  return {
    block: shelf.blockLink(kept), hash: kept.block.hash, header: canonicalText(header),
    root: header.transactionsRoot, index, size, path,
  };
}

export function textOf(bytes: Uint8Array): string {
  const text = fromUtf8(bytes);
  assert(text !== null, 'canonical bytes are UTF-8');
  return text;
}

/** The outcome that wrote it: the first to name it. NONE for what stands in the genesis block. */
function writerOf(trace: Trace, id: string): Row {
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    const place = trace.kind(row).fieldNames.indexOf('transaction');
    if (place >= 0 && trace.value(row, place) === id) return row;
  }
  return NONE;
}

function firstHeld(trace: Trace, { block: { hash, header } }: Kept): Micros {
  if (header.height === 0) return 0;
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, blockAppended) && trace.text(row, blockAppended, 'hash') === hash) return trace.at(row);
  }
  return Infinity;
}

function aboutOf(transaction: Transaction): PageLink | null {
  const chart = (patient: string): PageLink => ({ kind: 'chart', id: patient, label: `${patient}'s chart` });
  switch (transaction.contract) {
    case 'grant': {
      const { grant } = transaction.body;
      return { kind: 'grant', id: grant, label: grant };
    }
    case 'record-index': {
      const name = versionedName(transaction.body);
      return { kind: 'record', id: `${transaction.body.patient}/${name}`, label: name };
    }
    case 'identity': {
      if (transaction.action !== 'register') return chart(transaction.body.patient);
      const { entity, kind, organisation } = transaction.body;
      if (kind === 'patient') return chart(entity);
      const member = organisation === '' ? entity : organisation;
      return { kind: 'member', id: member, label: member };
    }
    case 'access-log': case 'break-glass': case 'erasure': case 'proxy':
      return chart(transaction.body.patient);
    case 'do-nothing': return null;
  }
}
