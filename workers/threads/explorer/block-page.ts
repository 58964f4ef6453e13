import type { BlockPage, CertificateFacts, PageLink } from '../../contract.ts';
import { canonicalText } from '../../crypto/canonical.ts';
import { toHex } from '../../crypto/hash.ts';
import type { Micros } from '../../kernel/micros.ts';
import { NONE } from '../../kernel/trace.ts';
import { blockAppended, blockReverted } from '../../ledger/entries.ts';
import { transactionLeaf } from '../../ledger/transaction.ts';
import { eventsBy } from '../../views/page-events.ts';
import { readSettings } from '../../world/joining.ts';
import type { Kept, Shelf } from './shelf.ts';
import { transactionWords } from './transaction-words.ts';

/** A block with who agreed to it, since when each member has it, and the bytes of its hash. */
export function blockPage(shelf: Shelf, kept: Kept, at: Micros): BlockPage {
  const { block: { header, hash, transactions } } = kept;
  const { trace, world } = shelf;
  const holders = new Map<string, Micros>();
  let first = NONE;
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, blockReverted) && trace.text(row, blockReverted, 'hash') === hash && trace.at(row) <= at) {
      holders.delete(trace.entity(row));
    }
    if (!trace.is(row, blockAppended) || trace.text(row, blockAppended, 'hash') !== hash) continue;
    if (first === NONE) first = row;
    if (trace.at(row) <= at) holders.set(trace.entity(row), trace.at(row));
  }
  const isGenesis = header.height === 0;
  const finals = world.members.map(({ name }) =>
    ({ member: name, at: isGenesis ? 0 : holders.get(name) ?? null }));
  const held = finals.filter((final) => final.at !== null).length;
  return {
    kind: 'block', id: shelf.blockLink(kept).id, title: shelf.blockLink(kept).label,
    sentence: isGenesis
      ? `The block every member starts from: ${plural(transactions.length, 'transaction')}, and no vote.`
      : `${header.proposer} put it together with ${plural(transactions.length, 'transaction')}; `
        + `final at ${held} of ${plural(finals.length, 'member')} by now${undone(shelf, kept, at)}.`,
    since: first === NONE ? 0 : trace.at(first),
    mark: first === NONE ? null : { kind: 'block', row: first },
    before: linkTo(shelf, shelf.blocks.get(header.parent)), after: linkTo(shelf, shelf.childOf(kept)),
    events: eventsBy(trace, at, (row) =>
      (trace.is(row, blockAppended) && trace.text(row, blockAppended, 'hash') === hash)
      || (trace.is(row, blockReverted) && trace.text(row, blockReverted, 'hash') === hash)),
    height: header.height, hash, parent: header.parent, proposer: header.proposer,
    timestampMicros: header.timestampMicros, transactionsRoot: header.transactionsRoot,
    stateDigest: header.stateDigest, preimage: canonicalText(header),
    leaves: transactions.map(({ body }) => toHex(transactionLeaf(body))),
    certificate: certificateOf(shelf, kept),
    transactions: transactions.flatMap(({ body }) => {
      const link = shelf.transactionLink(body.id);
      return link === null ? []
        : [{ ...link, label: transactionWords(body), refused: shelf.refusals.get(body.id) ?? null,
          now: nowIn(shelf, kept, body.id) }];
    }),
    isTakenBack: kept.isTakenBack, takenBack: takenBackOf(shelf, kept, at),
    besides: shelf.besides(kept).map((each) => shelf.hashedLink(each)),
    givenUp: [...shelf.givenUp.values()].filter(({ height }) => height === header.height)
      .map((each) => shelf.givenUpLink(each)),
    finals,
  };
}

/** What became of it elsewhere; to stand after what is so now. */
function undone(shelf: Shelf, kept: Kept, at: Micros): string {
  const members = new Set(takenBackOf(shelf, kept, at).map(({ member }) => member));
  return members.size === 0 ? ''
    : `, and taken back at ${members.size}, where a heavier chain left it out`;
}

/** Who took it back by the moment, and what then came to stand at its height there. */
function takenBackOf(shelf: Shelf, { block: { hash, header } }: Kept, at: Micros): BlockPage['takenBack'] {
  const { trace } = shelf;
  const found: BlockPage['takenBack'][number][] = [];
  for (let row = 0; row < trace.outcomeCount && trace.at(row) <= at; row += 1) {
    const member = trace.entity(row);
    if (trace.is(row, blockReverted) && trace.text(row, blockReverted, 'hash') === hash) {
      found.push({ member, at: trace.at(row), row, instead: null });
    } else if (trace.is(row, blockAppended) && trace.integer(row, blockAppended, 'height') === header.height) {
      const place = found.findLastIndex((each) => each.member === member);
      const before = found[place];
      const instead = shelf.blocks.get(trace.text(row, blockAppended, 'hash'));
      if (before?.instead === null && instead !== undefined) {
        found[place] = { ...before, instead: shelf.hashedLink(instead) };
      }
    }
  }
  return found;
}

/** Where a transaction stands when the run ends, if elsewhere; a chain may hold it again later. */
function nowIn(shelf: Shelf, kept: Kept, id: string): PageLink | null {
  const placed = shelf.transactions.get(id);
  return placed === undefined || placed.kept === kept || !shelf.isOnChain(placed.kept) ? null
    : shelf.hashedLink(placed.kept);
}

function certificateOf(shelf: Shelf, { certificate, keeper }: Kept): CertificateFacts | null {
  if (certificate === null) return null;
  const { world, open: { input } } = shelf;
  const { validators } = world;
  const guarantees = input.protocol.guarantees(readSettings(input.settings));
  const counted = certificate.validators?.length ?? validators.length;
  return {
    round: certificate.round, validators: counted, keeper,
    signers: certificate.signers.map((signer) => world.memberName(validators[signer] ?? 0)),
    signersMin: guarantees.signersMin(counted),
    by: guarantees.finality === 'probabilistic' ? 'confirmations' : guarantees.faults === 'crash' ? 'leader' : 'votes',
  };
}

function linkTo(shelf: Shelf, kept: Kept | undefined): BlockPage['before'] {
  return kept === undefined ? null : shelf.blockLink(kept);
}

export function plural(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
