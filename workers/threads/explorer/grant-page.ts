import type { GrantPage, PageLink } from '../../contract.ts';
import { provisionWords } from '../../grants/words.ts';
import { consentOf } from '../../health/consent-export.ts';
import { fromHere } from '../../health/consent-here.ts';
import { formatMoment } from '../../kernel/micros.ts';
import type { Micros } from '../../kernel/micros.ts';
import { NONE } from '../../kernel/trace.ts';
import { grantsOf } from '../../ledger/contracts/grant.ts';
import type { Grant } from '../../ledger/contracts/grant.ts';
import { grantLife, grantsSigned } from '../../views/grant-life.ts';
import type { GrantLife } from '../../views/grant-life.ts';
import { eventsBy, isAbout } from '../../views/page-events.ts';
import { startOf } from '../prepare-consents.ts';
import { plural } from './block-page.ts';
import type { Shelf } from './shelf.ts';

/** A grant in words and as FHIR, with its life on every node and what was decided by it. */
export function grantPage(shelf: Shelf, grant: string, at: Micros): GrantPage | null {
  const { trace } = shelf;
  const life = grantLife(trace, grant, at);
  if (life.row === NONE) return null;
  const onLedger = grantsOf(shelf.state, life.patient).find((each) => each.grant === grant);
  const all = grantsSigned(trace);
  const place = all.findIndex((each) => each.grant === grant);
  return {
    kind: 'grant', id: grant, title: grant,
    sentence: `${life.words.replace(/\.?$/, '.')} ${standingOf(life, shelf.world.members.length)}`,
    since: trace.at(life.row), mark: { kind: 'grant', row: life.row },
    before: grantLink(all[place - 1]?.grant), after: grantLink(all[place + 1]?.grant),
    events: eventsBy(trace, at, (row) => isAbout(trace, row, grant)),
    patient: life.patient,
    words: onLedger === undefined ? [life.words]
      : provisionWords(onLedger.provision, life.patient, { moment: formatMoment }),
    consent: onLedger === undefined ? null : consentText(shelf, onLedger, life),
    transactions: life.transactions.flatMap(({ id, what }) => {
      const link = shelf.transactionLink(id);
      const kept = shelf.transactions.get(id)?.kept;
      return link === null || kept === undefined ? []
        : [{ ...link, label: `${what} in block ${kept.block.header.height}, transaction ${link.label}` }];
    }),
    nodes: life.nodes, uses: life.uses,
  };
}

function standingOf({ nodes, uses }: GrantLife, members: number): string {
  const inForce = nodes.filter(({ endedAt }) => endedAt === null).length;
  const ended = nodes.length - inForce;
  const standing = nodes.length === 0 ? 'Signed, and final nowhere yet.'
    : `In force at ${inForce} of ${plural(members, 'member')}${ended === 0 ? '' : `, ended at ${ended}`}.`;
  return `${standing} ${uses.length === 0 ? 'Nothing was decided by it.'
    : `${plural(uses.length, 'decision')} rest${uses.length === 1 ? 's' : ''} on it.`}`;
}

/** Taken back by the moment, where its end is final anywhere by then. */
function consentText(shelf: Shelf, { grant, patient, provision, givenAtMicros }: Grant, life: GrantLife): string {
  const startsAt = startOf(shelf.open.input.scenario);
  return JSON.stringify(consentOf({
    id: grant, patient, provision: fromHere(provision, startsAt), givenAt: givenAtMicros + startsAt,
    isRevoked: life.nodes.some(({ how }) => how === 'revoked'),
  }), null, 2);
}

function grantLink(grant: string | undefined): PageLink | null {
  return grant === undefined ? null : { kind: 'grant', id: grant, label: grant };
}
