/** The explorer's pages of whole runs: every link leads somewhere, and nothing of later is on a page. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatRoute, parseRoute, explorer as routeTo, stage } from '../../src/router/route.ts';
import type { ExplorerPage, PageAddress, PageLink, SignatureFacts } from '../../workers/contract.ts';
import { checkSignature, Explorer } from '../../workers/threads/explorer/explorer.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { openToEnd } from './open.ts';

const DAY = 86_400_000_000;
const HOUR = DAY / 24;
const END = 40 * DAY;

const FORGOTTEN = `scenario "Wanting to be forgotten"
network
  clinic   boise-clinic   in us-west
  hospital tampa-general  in us-east
people
  patient   ana       at boise-clinic, chart "synthea/Norma_Pagan"
story
  day 1 11:00  ana asks boise-clinic to erase ana/allergies`;

let run: OpenRun;
let explorer: Explorer;
beforeAll(async () => {
  run = await openToEnd('patient-relocation');
  explorer = new Explorer(run);
});

const sha256 = (...parts: (string | Buffer)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

function page<K extends ExplorerPage['kind']>(kind: K, id: string, at = END): ExplorerPage & { kind: K } {
  const found = explorer.page({ kind, id }, at);
  if (found?.kind !== kind) throw new Error(`There is no ${kind} ${id}.`);
  return found as ExplorerPage & { kind: K };
}

/** Every link anywhere on a page. */
function linksOn(value: unknown): PageLink[] {
  if (Array.isArray(value)) return value.flatMap(linksOn);
  if (typeof value !== 'object' || value === null) return [];
  const nested = Object.values(value).flatMap(linksOn);
  return 'kind' in value && 'id' in value && 'label' in value && !('title' in value)
    ? [value as PageLink, ...nested] : nested;
}

describe('the explorer', () => {
  it('has a page for whatever its pages link to, each with one address of its own', () => {
    const open: PageAddress[] = explorer.contents(END).map(({ kind, id }) => ({ kind, id }));
    const seen = new Set<string>();
    const kinds = new Set<string>();
    const seenOf = (kind: string): number => [...seen].filter((each) => each.startsWith(kind)).length;
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const key = `${next.kind}/${next.id}`;
      if (seen.has(key) || (next.kind === 'record' && seenOf('record') >= 30)) continue;
      seen.add(key);
      const found = explorer.page(next, END);
      expect(found, key).not.toBeNull();
      if (found === null) continue;
      kinds.add(found.kind);
      expect(`${found.kind}/${found.id}`).toBe(key);
      const { route, ignored } = parseRoute(formatRoute(routeTo(next, stage('patient-relocation'))));
      expect([route.screen === 'explorer' && route.page, ignored]).toEqual([next, []]);
      expect(found.sentence).toMatch(/^\S[^\n]*[.?]$/);
      // Records look alike: the first of each chart, and thirty in all, lead on.
      open.push(...linksOn(found).slice(0, 8).map((link) => ({ kind: link.kind, id: link.id })));
    }
    expect([...kinds].sort()).toEqual(['block', 'chart', 'grant', 'leak', 'member', 'proposal', 'record', 'transaction']);
    expect(seen.size).toBeGreaterThan(60);
  });

  it('goes through all blocks, grants, leaks and members by the next one', () => {
    for (const kind of ['block', 'grant', 'leak', 'member'] as const) {
      const listed = explorer.contents(END).filter((link) => link.kind === kind).map(({ id }) => id);
      const walked: string[] = [];
      for (let at: PageLink | null = { kind, id: listed[0] ?? '', label: '' }; at !== null;) {
        walked.push(at.id);
        at = page(kind, at.id).after;
      }
      expect(walked).toEqual(listed);
    }
  });

  it('tells nothing of what comes after its moment', () => {
    for (const at of [0, 2 * DAY + 11 * HOUR, 2 * DAY + 12 * HOUR + HOUR / 6, 3 * DAY + 8 * HOUR]) {
      for (const link of explorer.contents(at)) {
        const found = explorer.page(link, at);
        expect(found?.events.every((event) => event.at <= at)).toBe(true);
        if (found?.kind === 'block') {
          expect(found.finals.every((final) => final.at === null || final.at <= at)).toBe(true);
        }
        if (found?.kind === 'grant') {
          const moments = found.nodes.flatMap(({ inForceAt, endedAt }) => [inForceAt ?? 0, endedAt ?? 0]);
          expect(moments.every((moment) => moment <= at)).toBe(true);
          expect(found.uses.every((use) => use.at <= at)).toBe(true);
        }
      }
    }
  });

  it('finds the page of every row of the trace that the stage can choose', () => {
    const { trace } = run.run;
    for (let row = 0; row < trace.outcomeCount; row += 7) {
      // Of the links between regions, and of the story itself, there is no page.
      if (/^(net|story|run)\./.test(trace.kind(row).name)) continue;
      expect(explorer.page({ kind: 'row', id: String(row) }, END), trace.label(row)).not.toBeNull();
    }
    expect(explorer.page({ kind: 'row', id: String(trace.outcomeCount) }, END)).toBeNull();
  });

  it.each([
    ['block', '9999'], ['block', 'ffffffff'], ['transaction', 'zz'], ['record', 'ana'], ['record', 'ghost/a/b'],
    ['chart', 'ghost'], ['grant', '__proto__'], ['leak', '3'], ['leak', '1e3'], ['member', 'constructor'],
    ['row', '-1'], ['row', 'NaN'],
  ] as const)('has no page for %s %s, and says so by having none', (kind, id) => {
    expect(explorer.page({ kind, id }, END)).toBeNull();
  });
});

describe('a block\'s page', () => {
  it('has the very bytes of its hash, its root, and enough signers', () => {
    for (const { kind, id } of explorer.contents(END)) {
      if (kind !== 'block') continue;
      const block = page('block', id);
      expect(sha256(block.preimage)).toBe(block.hash);
      expect(JSON.parse(block.preimage)).toMatchObject({ height: block.height, parent: block.parent });
      if (block.height === 0) continue;
      expect(block.certificate?.signers.length).toBeGreaterThanOrEqual(block.certificate?.signersMin ?? 99);
      expect(block.parent).toBe(page('block', String(block.height - 1)).hash);
    }
  });

  it('is found by its height and by the first digits of its hash alike', () => {
    const { hash } = page('block', '10');
    expect(page('block', hash.slice(0, 10)).id).toBe('10');
  });

  it('has a certificate whose real signatures hold under node:crypto', () => {
    const signatures = explorer.sign({ kind: 'certificate', block: page('block', '10').hash });
    expect(signatures.map(({ signer }) => signer)).toEqual(page('block', '10').certificate?.signers);
    for (const facts of signatures) {
      expect(verifies(facts)).toBe(true);
      expect(checkSignature(facts)).toBe(true);
    }
    expect(explorer.sign({ kind: 'certificate', block: page('block', '0').hash })).toEqual([]);
  });
});

describe('under every protocol', () => {
  it.each([
    ['raft', 'leader'], ['qbft', 'votes'], ['hotstuff', 'votes'], ['clique', 'confirmations'], ['nakamoto', 'confirmations'],
  ] as const)('%s: a block says why it is final (%s), and its members have addresses', async (consensus, by) => {
    const text = FORGOTTEN.replace('network\n', 'network\n  validators 6\n');
    const other = new Explorer(await openToEnd(consensus, {
      scenario: { text }, settings: { 'network.consensus': consensus },
    }));
    const block = other.page({ kind: 'block', id: '1' }, END);
    expect(block?.kind === 'block' && block.certificate?.by).toBe(by);
    const signed = other.sign({ kind: 'certificate', block: block?.kind === 'block' ? block.hash : '' });
    expect(signed.length).toBeGreaterThan(0);
    expect(signed.every(verifies)).toBe(true);
    for (const { kind, id } of other.contents(END)) {
      expect(parseRoute(formatRoute(routeTo({ kind, id }, stage('x')))).ignored).toEqual([]);
      expect(other.page({ kind, id }, END)?.id).toBe(id);
    }
  });
});

const verifies = ({ publicKey, signature, preimage }: SignatureFacts): boolean =>
  verify(null, Buffer.from(preimage), createPublicKey({
    format: 'der', type: 'spki', key: Buffer.from(`302a300506032b6570032100${publicKey}`, 'hex'),
  }), Buffer.from(signature, 'hex'));

describe('a transaction\'s page', () => {
  it('has the preimage of its id and of a real signature; another text has neither', () => {
    for (const { id } of page('block', '10').transactions) {
      const transaction = page('transaction', id);
      expect(sha256(transaction.preimage)).toBe(transaction.transaction);
      const [facts] = explorer.sign({ kind: 'transaction', id });
      expect(facts?.preimage).toBe(transaction.preimage);
      expect(verifies(facts!)).toBe(true);
      expect(checkSignature(facts!)).toBe(true);
      const tampered = { ...facts!, preimage: facts!.preimage.replace(/.$/, ' ') };
      expect(verifies(tampered)).toBe(false);
      expect(checkSignature(tampered)).toBe(false);
    }
  });
});

describe('a record\'s page', () => {
  it('has the stored bytes, which with the salt are what the ledger commits to', () => {
    const chart = page('chart', 'ana');
    const records = chart.sections.flatMap(({ records: [first] }) => first ?? []);
    expect(records.length).toBeGreaterThan(5);
    for (const { id } of records) {
      const record = page('record', id);
      expect(sha256(Buffer.from(record.salt ?? '', 'hex'), record.text ?? '')).toBe(record.commitment);
      expect(record.transaction).not.toBeNull();
      expect((JSON.parse(record.text ?? '{}') as { resourceType: string }).resourceType).toBe(record.resourceType);
    }
  });

  it('that was erased has no text any more, from when its keys are destroyed', async () => {
    const forgotten = new Explorer(await openToEnd('erasure', { scenario: { text: FORGOTTEN } }));
    const chart = forgotten.page({ kind: 'chart', id: 'ana' }, END);
    if (chart?.kind !== 'chart') throw new Error('no chart');
    const erased = chart.sections.flatMap(({ records }) => records)
      .filter(({ marks }) => marks.some(({ kind }) => kind === 'erased'));
    expect(erased.length).toBeGreaterThan(0);
    const [after, before] = [forgotten.page(erased[0]!, END), forgotten.page(erased[0]!, 0)];
    expect(after).toMatchObject({ text: null, salt: null });
    expect(before).toMatchObject({ salt: null });
    expect(before?.kind === 'record' && before.text).toContain('resourceType');
  });
});

describe('a leak\'s page', () => {
  it('says from when it could have been stopped: where the ward was left unlocked', () => {
    const leaks = explorer.contents(END).filter(({ kind }) => kind === 'leak').map(({ id }) => page('leak', id));
    const porter = leaks.find(({ holder }) => holder === 'porter')!;
    expect(porter.stoppable?.sentence).toContain('ward-3');
    expect(porter.stoppable!.at).toBeLessThan(porter.since);
    for (const leak of leaks) expect(leak.stoppable?.at).toBeLessThanOrEqual(leak.since);
    expect(porter.sections.reduce((sum, { records }) => sum + records.length, 0)).toBe(porter.leaks);
    expect(porter.title).toBe(`porter has read ${porter.leaks} records of ana's chart`);
    // Nobody reads a number of sixteen bytes where the record says what it is.
    for (const { label } of porter.sections.flatMap(({ records }) => records)) {
      expect(label).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
    }
  });
});

describe('a grant\'s page', () => {
  it('has its words and a FHIR Consent that says the same people and purpose', () => {
    const [first] = explorer.contents(END).filter(({ kind }) => kind === 'grant');
    const grant = page('grant', first!.id);
    const consent = JSON.parse(grant.consent ?? '{}') as { resourceType: string; patient: { reference: string } };
    expect(consent.resourceType).toBe('Consent');
    expect(consent.patient.reference).toBe(`Patient/${grant.patient}`);
    expect(grant.words[0]).toMatch(/^(Permits|Denies)/);
    expect(grant.nodes.length).toBeGreaterThan(1);
  });
});

describe('a member\'s page', () => {
  it('counts what its people have seen as the trace does, leaks among it', () => {
    const tampa = page('member', 'tampa-general');
    const porter = tampa.seen.filter(({ person }) => person === 'porter');
    expect(porter.every(({ records, leaked }) => leaked > 0 && leaked <= records)).toBe(true);
    expect(porter.length).toBeGreaterThan(0);
    expect(tampa.publicKey).toMatch(/^[0-9a-f]{64}$/);
    expect(page('member', 'tampa-general', 0).seen).toEqual([]);
  });
});

describe('the search', () => {
  it.each([
    ['porter', 'leak'], ['tampa', 'member'], ['ana', 'chart'], ['grant', 'grant'], ['10', 'block'], ['allergies', 'record'],
    ['takes back', 'transaction'],
  ])('for %j finds a %s', (text, kind) => {
    expect(explorer.find(text).map((link) => link.kind)).toContain(kind);
  });

  it('finds blocks and transactions by the first digits of their hashes', () => {
    const { hash, stateDigest, transactions } = page('block', '10');
    expect(explorer.find(hash.slice(0, 6))).toContainEqual(expect.objectContaining({ kind: 'block', id: '10' }));
    expect(explorer.find(stateDigest)).toContainEqual(expect.objectContaining({ kind: 'block', id: '10' }));
    expect(explorer.find(transactions[0]!.id)).toContainEqual(expect.objectContaining({ kind: 'transaction' }));
  });

  it('finds nothing for nothing, and nothing for what nobody wrote', () => {
    expect(explorer.find('  ')).toEqual([]);
    expect(explorer.find('<script>')).toEqual([]);
  });
});
