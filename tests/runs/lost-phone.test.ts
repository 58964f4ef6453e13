import { describe, expect, it } from 'vitest';
import {
  accessShown, grantAsked, grantEnded, grantForged, grantInForce, grantSubmitted, leakHappened,
} from '../../workers/access/entries.ts';
import { phoneMissed, phoneReady, phoneRekeyed } from '../../workers/health/entries.ts';
import { readIdentity } from '../../workers/ledger/contracts/identity.ts';
import {
  keyReplaced, transactionRefused, transactionTurnedAway,
} from '../../workers/ledger/entries.ts';
import { exportChain } from '../../workers/ledger/export.ts';
import { forgeriesIn } from '../../workers/metrics/forgery.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { cast } from './cast.ts';
import { clock } from './clock.ts';
import { openToEnd } from './open.ts';
import { all } from './outcomes.ts';

const CAST = cast('A phone is lost', {
  people: ['clinician dr-osei   surgeon at tampa-general', 'staff     porter    at tampa-general',
    'workstation ward-3  at tampa-general', 'workstation ward-4  at tampa-general'],
});

async function play(story: string, settings: Record<string, string | number> = {}): Promise<OpenRun> {
  return openToEnd('lost-phone', { scenario: { text: CAST + story }, settings });
}

const MEMBERS = ['boise-clinic', 'reno-labs', 'state-payer', 'tampa-general'];

const STOLEN = `
  day 1 09:00  ana loses the phone
  day 1 09:30  porter finds the phone of ana unlocked
  day 1 10:00  porter uses the phone of ana to grant dr-osei ana/allergies for 72h
  day 1 11:00  dr-osei asks for ana/allergies at ward-4`;

describe('a phone that is lost', () => {
  it('answers nobody and signs nothing, and the run says so', async () => {
    const { run } = await play(`
  day 1 09:00  ana loses the phone
  day 1 10:00  dr-rivas asks for ana/allergies at ward-3
  when asked   ana grants anyone for 24h
  day 1 11:00  ana grants dr-rivas for 24h
  day 1 11:01  ana revokes dr-rivas
  day 1 11:02  ana asks boise-clinic to erase ana/surveys
  day 1 12:00  ana moves to tampa-general`);
    expect(all(run.trace, grantAsked)).toHaveLength(1);
    expect(all(run.trace, grantSubmitted)).toEqual([]);
    expect(all(run.trace, accessShown)).toEqual([]);
    expect(all(run.trace, phoneMissed).map(({ what }) => what)).toEqual([
      'answer dr-rivas', 'grant anything', 'revoke anything', 'erase anything',
      'sign that tampa-general treats her']);
  });

  it('that goes while she makes up her mind answers nobody either', async () => {
    const { run } = await play(`
  day 1 10:00:00  dr-rivas asks for ana/allergies at ward-3
  when asked   ana grants anyone for 24h
  day 1 10:00:01  ana loses the phone`);
    expect(all(run.trace, grantAsked)).toHaveLength(1);
    expect(all(run.trace, grantSubmitted)).toEqual([]);
  });

  it('is not found before it is lost', async () => {
    const { run } = await play(`
  day 1 09:00  porter finds the phone of ana unlocked
  day 1 09:30  porter uses the phone of ana to grant dr-osei ana/allergies for 72h`);
    expect(all(run.trace, phoneMissed).map(({ why }) => why))
      .toEqual(['it is not lost', 'porter does not have it']);
    expect(all(run.trace, grantForged)).toEqual([]);
  });

  it('is of no use to whoever finds it locked, or never had it', async () => {
    const { run } = await play(`
  day 1 09:00  ana loses the phone
  day 1 09:30  porter finds the phone of ana locked
  day 1 10:00  porter uses the phone of ana to grant dr-osei ana/allergies for 72h`);
    expect(all(run.trace, grantForged)).toEqual([]);
    expect(all(run.trace, phoneMissed).map(({ why }) => why)).toEqual(['it is locked']);
  });

  it('signs as her for whoever can unlock it: the ledger accepts it, and the leak is told', async () => {
    const open = await play(STOLEN);
    const { trace } = open.run;
    expect(all(trace, grantInForce).map(({ node }) => node).sort()).toEqual(MEMBERS);
    const leaks = all(trace, leakHappened);
    expect(leaks.length).toBeGreaterThan(0);
    for (const leak of leaks) {
      expect([leak.kind, leak.holder]).toEqual(['unauthorised', 'dr-osei']);
      expect(trace.kind(leak.enabledBy)).toBe(grantForged);
    }
    expect(forgeriesIn(trace).map(({ by, grantee, sections, inForceAt, refusal }) =>
      ({ by, grantee, sections, nodes: inForceAt.length, refusal })))
      .toEqual([{ by: 'porter', grantee: 'dr-osei', sections: 'allergies', nodes: 4, refusal: null }]);
  });

  it('is not blamed for what was read by breaking the glass', async () => {
    const { run } = await play(`
  day 1 09:00  ana loses the phone
  day 1 09:30  porter finds the phone of ana unlocked
  day 1 10:00  porter uses the phone of ana to grant dr-osei ana/allergies for 72h
  day 1 11:00  dr-osei breaks the glass for ana/allergies because "curious" at ward-4`);
    expect(new Set(all(run.trace, leakHappened).map(({ kind }) => kind)))
      .toEqual(new Set(['over-privileged']));
  });

  it('is not blamed where the ledger never took the grant', async () => {
    const { run } = await play(`
  day 1 08:00  ana loses the phone
  day 1 08:10  porter finds the phone of ana unlocked
  day 1 09:00  ana gets a new phone
  day 1 10:00  ana grants dr-osei ana/allergies for 72h
  day 1 11:00  porter uses the phone of ana to grant dr-osei ana/allergies for 96h
  day 2 10:00  link us-west us-east is cut for 2h
  day 2 10:10  ana revokes dr-osei
  day 2 10:20  dr-osei asks for ana/allergies at ward-4`);
    const leaks = all(run.trace, leakHappened);
    expect(leaks.length).toBeGreaterThan(0);
    expect(new Set(leaks.map(({ kind }) => kind))).toEqual(new Set(['stale']));
  });

  it('does not make what she let somebody read herself a broken rule', async () => {
    const { run } = await play(`
  day 1 08:00  ana grants dr-osei ana/allergies for 72h${STOLEN}`);
    expect(new Set(all(run.trace, leakHappened).map(({ kind }) => kind)))
      .toEqual(new Set(['over-privileged']));
  });
});

describe('a new phone', () => {
  const NEW = `${STOLEN}
  day 2 09:00  ana gets a new phone`;

  it('has a key of its own, on the ledger of every node, that the place vouched for', async () => {
    const open = await play(NEW, { 'identity.proofingMinutes': 45 });
    const { trace, world } = open.run;
    expect(all(trace, phoneRekeyed).map(({ place, at }) => [place, at]))
      .toEqual([['boise-clinic', clock(2, 9, 45)]]);
    expect(all(trace, keyReplaced).map(({ node }) => node).sort()).toEqual(MEMBERS);
    expect(all(trace, phoneReady)).toHaveLength(1);
    const keys = world.nodes.map((node) => readIdentity(node.replica.state, 'ana'));
    for (const identity of keys) {
      expect(identity).toMatchObject({ key: 2, vouchedBy: 'boise-clinic' });
      expect(identity?.publicKey).toBe(open.input.publicKeys.get('ana#2'));
      expect(identity?.publicKey).not.toBe(open.input.publicKeys.get('ana'));
    }
  });

  it('signs again, and takes back what the thief had given', async () => {
    const { run } = await play(`${NEW}
  day 2 10:00  ana revokes dr-osei
  day 2 11:00  dr-osei asks for ana/allergies at ward-4
  day 2 12:00  ana grants dr-rivas ana/allergies for 24h
  day 2 13:00  dr-rivas asks for ana/allergies at ward-3`);
    expect(all(run.trace, grantEnded).filter(({ how }) => how === 'revoked')).toHaveLength(4);
    expect(all(run.trace, accessShown).map(({ person }) => person)).toEqual(['dr-osei', 'dr-rivas']);
    expect(all(run.trace, transactionRefused)).toEqual([]);
  });

  it('makes the old key worth nothing: what it signs is turned away at the door', async () => {
    const { run } = await play(`${NEW}
  day 2 12:00  porter uses the phone of ana to grant porter ana/conditions for 24h`);
    expect(all(run.trace, transactionTurnedAway).map(({ why }) => why))
      .toEqual(['ana\'s key 1 was replaced by key 2, and signs nothing any more.']);
    const [, second] = forgeriesIn(run.trace);
    expect(second?.inForceAt).toEqual([]);
    expect(second?.refusal).toMatch(/replaced/);
  });

  it('ends the old key node by node: where it is not final yet, the door is still open', async () => {
    const { run } = await play(`${STOLEN}
  day 1 12:00  ana moves to tampa-general
  day 2 08:00  ana gets a new phone at boise-clinic
  day 2 08:20  link tampa-general us-west is cut for 30m
  day 2 08:20  link tampa-general us-east is cut for 30m
  day 2 08:45  porter uses the phone of ana to grant porter ana/conditions for 24h`);
    const { trace } = run;
    const final = new Map(all(trace, keyReplaced).map(({ node, at }) => [node, at]));
    for (const member of MEMBERS) {
      if (member === 'tampa-general') expect(final.get(member)).toBeGreaterThanOrEqual(clock(2, 8, 50));
      else expect(final.get(member)).toBeLessThan(clock(2, 8, 31));
    }
    // Tampa took the transaction, because it had not heard; in a block it comes after the new key.
    expect(all(trace, transactionTurnedAway)).toEqual([]);
    const refused = all(trace, transactionRefused);
    expect(refused).toHaveLength(4);
    for (const { why } of refused) expect(why).toMatch(/key 1 was replaced by key 2/);
    expect(all(trace, grantInForce).filter(({ at }) => at > clock(2, 8, 45))).toEqual([]);
    expect(new Set(run.world.nodes.map((node) => node.replica.state.digest)).size).toBe(1);
  });

  it('is vouched for only where she is treated', async () => {
    const { run } = await play(`${STOLEN}
  day 2 09:00  ana gets a new phone at tampa-general
  day 2 12:00  ana revokes dr-osei
  day 3 09:00  ana gets a new phone
  day 3 12:00  ana revokes dr-osei`);
    expect(new Set(all(run.trace, transactionRefused).map(({ why }) => why))).toEqual(new Set([
      'Only boise-clinic, where ana is treated, can vouch for a new key, and tampa-general signed.']));
    expect(all(run.trace, phoneReady).map(({ place, key }) => [place, key])).toEqual([['boise-clinic', 2]]);
    expect(all(run.trace, grantEnded).filter(({ how }) => how === 'revoked')).toHaveLength(4);
  });

  it('signs first of all that she is treated elsewhere, if she has moved without it', async () => {
    const { run } = await play(`
  day 1 09:00  ana loses the phone
  day 1 10:00  ana moves to tampa-general
  day 2 09:00  ana gets a new phone at boise-clinic
  day 3 09:00  ana loses the phone
  day 3 10:00  ana gets a new phone`);
    expect(all(run.trace, phoneReady).map(({ place, key }) => [place, key]))
      .toEqual([['boise-clinic', 2], ['tampa-general', 3]]);
  });

  it('leaves a chain whose signatures name the key that made them', async () => {
    const open = await play(`${NEW}
  day 2 12:00  ana grants dr-rivas ana/allergies for 24h`);
    const { world } = open.run;
    const text = exportChain({
      chain: world.nodeOf(0).replica.chain, seed: open.input.seed,
      publicKeys: open.input.publicKeys, validators: world.validators.map((at) => world.memberName(at)),
    });
    expect(text).toContain('"signer":"ana#2"');
    expect(text).toContain('"holder":"ana#2"');
  });
});
