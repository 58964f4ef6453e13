import { readingSaid } from '../../contract.ts';
import type { PageLink } from '../../contract.ts';
import { grantsSigned } from '../../views/grant-life.ts';
import { leakStories } from '../../views/leak-story.ts';
import { recordLink, versionsKept } from './records.ts';
import type { Shelf } from './shelf.ts';
import { transactionWords } from './transaction-words.ts';

/** As many as anybody looks through; whoever finds more writes more of the name. */
export const FOUND_MAX = 40;

/** Everything that has a page and that the words, a name, an id or the start of a hash could mean. */
export function find(shelf: Shelf, asked: string): PageLink[] {
  const text = asked.trim().toLowerCase();
  if (text === '') return [];
  const found = new Map<string, PageLink>();
  const put = (link: PageLink | null): void => {
    if (link !== null) found.set(`${link.kind}/${link.id}`, link);
  };
  const words = text.split(/\s+/);
  const fits = (...parts: readonly string[]): boolean => {
    const all = parts.join(' ').toLowerCase();
    return words.every((word) => all.includes(word));
  };
  byHash(shelf, text, put);
  const { world, trace, open: { input } } = shelf;
  for (const { name, kind, region } of world.members) {
    if (fits(name, kind, region)) put({ kind: 'member', id: name, label: `${name}, ${kind} in ${region}` });
  }
  for (const { name, chart } of world.cast.patients) {
    if (fits(name, chart.patientName, 'patient chart')) put({ kind: 'chart', id: name, label: `${name}'s chart` });
  }
  for (const { name, role, member } of world.cast.people) {
    const at = world.memberName(member);
    if (fits(name, role)) put({ kind: 'member', id: at, label: `${at}, where ${name} works` });
  }
  for (const { name, at } of input.scenario.workstations) {
    if (fits(name, 'workstation')) put({ kind: 'member', id: at, label: `${at}, where ${name} stands` });
  }
  for (const { grant, words: said } of grantsSigned(trace)) {
    if (fits(grant, 'grant', said)) put({ kind: 'grant', id: grant, label: grant });
  }
  for (const { rows, kind, holder, patient, records } of leakStories(trace)) {
    if (!fits('leak', kind, holder, patient)) continue;
    put({ kind: 'leak', id: String(rows[0]),
      label: `${readingSaid(holder, records.length, patient)}: ${kind}` });
  }
  for (const { name } of world.cast.patients) {
    for (const kept of versionsKept(shelf, name)) {
      const { display, section, resourceType } = kept.record;
      if (found.size < FOUND_MAX && fits(name, kept.name, section, resourceType, display)) put(recordLink(kept));
    }
  }
  for (const { block } of shelf.chain) {
    for (const { body } of block.transactions) {
      const said = transactionWords(body);
      const link = shelf.transactionLink(body.id);
      if (found.size < FOUND_MAX && link !== null && fits(said)) put({ ...link, label: said });
    }
  }
  return [...found.values()].slice(0, FOUND_MAX);
}

/** Hashes by their first digits: of blocks, transactions, states, roots and commitments. */
function byHash(shelf: Shelf, text: string, put: (link: PageLink | null) => void): void {
  const height = /^(?:block )?#?(\d{1,7})$/.exec(text)?.[1];
  const kept = height === undefined ? undefined : shelf.chain[Number(height)];
  if (kept !== undefined) put(shelf.blockLink(kept));
  if (!/^[0-9a-f]{4,64}$/.test(text)) return;
  for (const each of shelf.blocks.values()) {
    const { hash, header } = each.block;
    if ([hash, header.stateDigest, header.transactionsRoot].some((digest) => digest.startsWith(text))) {
      put(shelf.blockLink(each));
    }
  }
  for (const each of shelf.givenUp.values()) {
    if (each.hash.startsWith(text)) put({ ...shelf.givenUpLink(each), label: `${shelf.givenUpLink(each).label}, never final` });
  }
  for (const [id, { signed: { body } }] of shelf.transactions) {
    const commits = body.contract === 'record-index' && body.body.commitment.startsWith(text);
    const link = id.startsWith(text) || commits ? shelf.transactionLink(id) : null;
    if (link !== null) put({ ...link, label: transactionWords(body) });
  }
}
