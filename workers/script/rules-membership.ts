import { MEMBERSHIP } from '../settings/protocols.ts';
import type { Problems } from './problem.ts';
import { clientsIn } from './rules-story.ts';
import type { Book, Rule } from './rules.ts';
import { quote } from './sentence.ts';
import { lineOf, slotPlace } from './statement.ts';

/** Validators join and leave as the protocol that the scenario names has it, or not at all. */
export const MEMBERSHIP_RULES: readonly Rule[] = [membersChangeAsTheyCan, clientsStayClients];

function membersChangeAsTheyCan({ said }: Book, problems: Problems): void {
  const protocol = namedProtocol(said);
  if (protocol === null) return;
  const has = MEMBERSHIP.get(protocol) ?? null;
  for (const { statement, piece } of said) {
    if (piece.is !== 'act') continue;
    const { act } = piece;
    if (act.verb !== 'votes-on-member' && act.verb !== 'asks-about-member') continue;
    const how = act.verb === 'votes-on-member' ? 'votes' : 'requests';
    if (has === how) continue;
    const instead = `${act.node} ${has === 'votes' ? 'votes' : 'asks'} to ${act.choice} ${act.about}`;
    problems.add(lineOf(statement), {
      sentence: has === null ? `${none(protocol)} ${elsewhere()}`
        : `${has === 'votes' ? `Under ${protocol} members are voted in and out`
          : `Under ${protocol} nobody votes about members: whoever leads is asked`}. Write `
          + `${quote(instead)}.`,
    });
  }
}

/** A client makes no blocks, so that it has no vote, and cannot be given one. */
function clientsStayClients({ said }: Book, problems: Problems): void {
  const clients = clientsIn(said);
  for (const { statement, piece } of said) {
    if (piece.is !== 'act') continue;
    const { act } = piece;
    if (act.verb !== 'votes-on-member' && act.verb !== 'asks-about-member') continue;
    const slot = clients.has(act.node) ? 'node' : 'about';
    const client = act[slot];
    if (!clients.has(client)) continue;
    problems.add(slotPlace(statement, slot), { sentence: `${client} is a client: it makes no blocks, and `
      + `nobody ${slot === 'node' ? 'counts what it wants of members' : 'can add or drop it'}. `
      + 'Leave `client` out of its line, or name a validator.' });
  }
}

/** By the last line that names one, as the settings take it. */
function namedProtocol(said: Book['said']): string | null {
  let named: string | null = null;
  for (const { piece } of said) {
    if (piece.is !== 'settings') continue;
    for (const { path, text } of piece.settings) if (path === 'network.consensus') named = text;
  }
  return named;
}

function none(protocol: string): string {
  return `Under ${protocol} ${WHY.get(protocol) ?? 'the members are fixed: its paper lets nobody join or leave'}.`;
}

const WHY: ReadonlyMap<string, string> = new Map([
  ['tendermint', 'the members are fixed here: what an application may change of them is not modelled'],
  ['nakamoto', 'nobody is let in or out: whoever mines is in'],
]);

function elsewhere(): string {
  const by = (how: string): string => [...MEMBERSHIP]
    .flatMap(([protocol, each]) => (each === how ? [protocol] : [])).join(' and ');
  return `They join and leave by votes under ${by('votes')}, and where the leader is asked under `
    + `${by('requests')}.`;
}
