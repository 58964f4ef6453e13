import type { ProposalPage } from '../../contract.ts';
import type { Micros } from '../../kernel/micros.ts';
import { blockAdopted } from '../../ledger/entries.ts';
import { eventsBy } from '../../views/page-events.ts';
import { hashIn, type Shelf } from './shelf.ts';

/** A block that was put forward and became final at no member: nobody keeps it, and its bytes are gone. */
export function proposalPage(shelf: Shelf, id: string, at: Micros): ProposalPage | null {
  const { trace } = shelf;
  const found = shelf.givenUpCalled(id);
  if (found === null) return null;
  const { hash, height, row } = found;
  const proposer = trace.entity(row);
  const instead = [...shelf.blocks.values()].filter(({ block }) => block.header.height === height)
    .map((kept) => shelf.hashedLink(kept));
  const builders = new Map<string, Micros>();
  for (let next = row; next < trace.outcomeCount && trace.at(next) <= at; next += 1) {
    if (!trace.is(next, blockAdopted) || trace.text(next, blockAdopted, 'hash') !== hash) continue;
    if (!builders.has(trace.entity(next))) builders.set(trace.entity(next), trace.at(next));
  }
  return {
    ...shelf.givenUpLink(found), kind: 'proposal', title: `Block ${height}, ${hash.slice(0, 8)}, never final`,
    sentence: `${proposer} put it forward for height ${height}, and it became final nowhere: `
      + (instead.length === 0 ? 'when the run ended no block was final at that height.'
        : `${instead.map(({ label }) => label).join(' and ')} came to stand there.`),
    since: trace.at(row), mark: { kind: 'outcome', row }, before: null, after: null,
    events: [
      ...trace.at(row) > at ? [] : [{ row, at: trace.at(row), sentence: `${proposer} puts it forward.` }],
      ...eventsBy(trace, at, (each) => each !== row && hashIn(trace, each) === hash),
    ],
    height, hash, proposer, bytes: found.bytes, instead,
    builders: [...builders].map(([member, since]) => ({ member, at: since })),
  };
}
