import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../workers/threads/headless/main.ts';

const SCENARIO = `scenario "A chain for a stranger"
seed 7
network
  clinic   boise-clinic   in us-west
  hospital tampa-general  in us-east
  payer    state-payer    in us-east
  lab      reno-labs      in us-west
people
  patient   ana       at boise-clinic, chart "small.json"
  clinician dr-rivas  cardiologist at tampa-general
story
  day 1 09:00  ana grants dr-rivas for 24h
  day 1 10:00  dr-rivas breaks the glass for ana/allergies because "unconscious"
  day 1 11:00  ana asks boise-clinic to erase ana/conditions
  day 1 12:00  ana loses the phone
  day 1 13:00  ana gets a new phone
  day 1 14:00  ana denies anyone about psychiatry for 24h
  day 1 15:00  ana loses the phone
  day 1 16:00  reno-labs crashes
  day 1 17:00  ana gets a new phone
`;

const CHART = { resourceType: 'Bundle', type: 'collection', entry: [
  { resource: { resourceType: 'Patient', id: 'p', name: [{ family: 'Small' }] } },
  { resource: { resourceType: 'AllergyIntolerance', id: 'a', patient: { reference: 'Patient/p' } } },
  { resource: { resourceType: 'Condition', id: 'c', subject: { reference: 'Patient/p' } } },
] };

let folder = '';
let chain = '';
let script = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ledgerward-export-'));
  writeFileSync(join(folder, 'small.json'), JSON.stringify(CHART));
  writeFileSync(join(folder, 'small.ledgerward'), SCENARIO);
  script = join(folder, 'verify-chain.sh');
  // The very script of the document.
  writeFileSync(script, /```bash\n([^]*?)```/.exec(readFileSync('docs/EXPORT.md', 'utf8'))?.[1] ?? '');
  chain = await exported('chain.json');
});

afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

async function exported(name: string, ...more: string[]): Promise<string> {
  let err = '';
  const code = await main(
    ['export-chain', join(folder, 'small.ledgerward'), '--out', join(folder, name), ...more],
    { out: () => undefined, err: (text) => { err += text; }, seconds: () => 0, cpuSeconds: () => 0 });
  expect(err).toBe('');
  expect(code).toBe(0);
  return readFileSync(join(folder, name), 'utf8');
}

function check(text: string): { status: number | null; out: string; err: string } {
  const path = join(folder, 'given.json');
  writeFileSync(path, text);
  const { status, stdout, stderr } = spawnSync('bash', [script, path], { encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}

interface Line { readonly check: string; readonly [name: string]: string }
const lines = (): Line[] => (JSON.parse(chain) as { lines: Line[] }).lines;

const tools = ['bash', 'openssl', 'sha256sum'].filter(
  (tool) => spawnSync(tool, ['--version']).error !== undefined);
if (tools.length > 0) {
  console.warn(`${tools.join(' and ')} cannot be run here, so exported chains go unchecked.`);
}

describe('an exported chain', () => {
  it('is the same bytes each time, and another with another seed', async () => {
    expect(await exported('again.json')).toBe(chain);
    expect(await exported('other.json', '--seed', '8')).not.toBe(chain);
    expect(await exported('member.json', '--member', 'tampa-general')).toContain('"check":"block"');
  });

  it('names every holder\'s key, every transaction and every signer', () => {
    const kinds = lines().map(({ check: kind }) => kind);
    const count = (kind: string): number => kinds.filter((each) => each === kind).length;
    // Five holders, and the two keys of ana's new phones.
    expect(count('key')).toBe(7);
    expect(lines().some(({ signer }) => signer === 'ana#2')).toBe(true);
    expect(count('block')).toBeGreaterThan(3);
    expect(count('certificate')).toBeGreaterThanOrEqual(3 * (count('block') - 1));
  });

  it('of a member that was down names only the keys that its chain registers', async () => {
    const member = await exported('down.json', '--member', 'reno-labs');
    expect(member).toContain('"holder":"ana#2"');
    expect(member).not.toContain('"holder":"ana#3"');
  });

  it('has nothing clinical in it', () => {
    const texts = lines().map(({ preimage }) => Buffer.from(preimage ?? '', 'hex').toString());
    expect(texts.some((text) => text.includes('break-glass'))).toBe(true);
    expect(texts.some((text) => text.includes('unconscious'))).toBe(false);
  });

  it.skipIf(tools.length > 0)('is found right by a stranger with sha256sum and openssl alone', () => {
    const { status, out, err } = check(chain);
    expect(err).toBe('');
    expect(out).toMatch(/^\d+ blocks and \d+ signatures are as they say\.\n$/);
    expect(status).toBe(0);
  });

  it.skipIf(tools.length > 0)('is found right where a patient got another key', async () => {
    writeFileSync(join(folder, 'small.ledgerward'), `${SCENARIO}  day 2 09:00  ana loses the phone
  day 2 10:00  ana gets a new phone
  day 2 12:00  ana revokes dr-rivas
`);
    const text = await exported('phone.json').finally(() => {
      writeFileSync(join(folder, 'small.ledgerward'), SCENARIO);
    });
    expect(text).toContain('"ana#2"');
    expect(check(text)).toMatchObject({ status: 0, err: '' });
  });

  it.skipIf(tools.length > 0).each([
    ['a transaction', 'transaction', 'preimage', /the id is not the hash/],
    ['a signature', 'transaction', 'signature', /did not sign this/],
    ['a key of a new phone', 'key', 'publicKey', /has another key/],
    ['a leaf', 'transaction', 'leaf', /the leaf is wrong/],
    ['a header', 'block', 'preimage', /the hash is not that of the header/],
    ['a certificate', 'certificate', 'preimage', /it is for another block/],
    ['a commit', 'certificate', 'signature', /did not sign this/],
  ])('is found wrong with one digit changed in %s', (_what, kind, part, why) => {
    const last = lines().filter((line) => line.check === kind).at(-1)!;
    const value = last[part]!;
    const changed = `${value.slice(0, -3)}${value.at(-3) === '0' ? '1' : '0'}${value.slice(-2)}`;
    const { status, err } = check(
      chain.replace(`"${part}":"${value}"`, `"${part}":"${changed}"`));
    expect(err).toMatch(why);
    expect(status).toBe(1);
  });

  it.skipIf(tools.length > 0)('is found wrong with a founder\'s key put in the place of another', () => {
    const [boise, tampa] = lines().filter(({ check: kind }) => kind === 'key');
    expect(check(chain.replace(boise!.publicKey!, tampa!.publicKey!)).err).toMatch(/did not sign this/);
  });

  it.skipIf(tools.length > 0)('is found wrong with a line left out', () => {
    const rows = chain.split('\n');
    const without = (kind: string): string => {
      const at = rows.findLastIndex((row) => row.includes(`"check":"${kind}"`));
      return rows.filter((_row, index) => index !== at).join('\n');
    };
    expect(check(without('transaction')).err).toMatch(/the Merkle root is wrong/);
    expect(check(without('certificate')).err).toMatch(/signers are named/);
    expect(check('{"lines":[]}').err).toMatch(/There is no block/);
  });
});
