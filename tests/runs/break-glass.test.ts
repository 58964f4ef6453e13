import { describe, expect, it } from 'vitest';
import {
  accessDecided, accessShown, glassTold, grantAsked, leakHappened,
} from '../../workers/access/entries.ts';
import { canonicalText } from '../../workers/crypto/canonical.ts';
import { accessesOf } from '../../workers/ledger/contracts/access-log.ts';
import { glassesOf } from '../../workers/ledger/contracts/break-glass.ts';
import { contentOf } from '../../workers/ledger/transaction.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { openToEnd } from './open.ts';
import { said } from './outcomes.ts';

const CAST = `scenario "Found unconscious"
network
  clinic   boise-clinic   in us-west
  hospital tampa-general  in us-east
  payer    state-payer    in us-east
people
  patient   ana       at boise-clinic, chart "synthea/Norma_Pagan"
  clinician dr-chen   physician at boise-clinic
  clinician dr-rivas  cardiologist at tampa-general, on shift 08:00-18:00
  staff     porter    at tampa-general
  clinician dr-pay    at state-payer
story
`;

async function play(story: string, settings: Record<string, string | number | boolean> = {}): Promise<OpenRun> {
  return openToEnd('break-glass', { scenario: { text: CAST + story }, settings });
}

const BREAKS = `
  day 1 10:00  dr-rivas needs ana/allergies for emergency within 1m
  day 1 10:00  dr-rivas breaks the glass for ana/allergies because "unconscious"`;

describe('breaking the glass', () => {
  it('meets an emergency need at once, asks nobody, and tells the patient afterwards', async () => {
    const open = await play(BREAKS);
    const { trace } = open.run;
    expect(said(trace, accessDecided).map(({ permit, model, policies }) => [permit, model, policies]))
      .toEqual([[1, 'break-glass', 'emergency-any-provider']]);
    expect(said(trace, grantAsked)).toEqual([]);
    expect(said(trace, leakHappened)).toEqual([]);
    expect(said(trace, glassTold)).toEqual([{
      request: 'dr-rivas ana day 1 10:00', patient: 'ana', person: 'dr-rivas', sections: 'allergies',
      reason: 'unconscious' }]);
    const { metrics } = open.summary(0);
    expect(metrics).toMatchObject({ 'care.met': 1, 'care.late': 0, 'access.glassBroken': 1 });
    expect(metrics['care.waitSecondsP50']).toBeLessThan(1);
  });

  it('is on the ledger at every node, and the reason, which is clinical, is not', async () => {
    const { run } = await play(BREAKS);
    for (const { replica } of run.world.nodes) {
      expect(glassesOf(replica.state, 'ana').map(
        ({ person, organisation, sections }) => [person, organisation, sections]))
        .toEqual([['dr-rivas', 'tampa-general', ['allergies']]]);
      expect(accessesOf(replica.state, 'ana').map(({ purpose, permitted }) => [purpose, permitted]))
        .toEqual([['emergency', ['allergies']]]);
      for (let height = 0; height <= replica.height; height += 1) {
        for (const { body } of replica.chain.blockAt(height).transactions) {
          expect(canonicalText(contentOf(body) as never)).not.toContain('unconscious');
        }
      }
    }
  });

  it('is on the ledger even where ordinary attempts are not', async () => {
    const { run } = await play(BREAKS, { 'records.accessLog': false });
    const { state } = run.world.nodes[0]!.replica;
    expect(accessesOf(state, 'ana')).toEqual([]);
    expect(glassesOf(state, 'ana')).toHaveLength(1);
  });

  it('without a need is a leak like any other, and still declared', async () => {
    const { run } = await play(`
  day 1 10:00  dr-rivas breaks the glass for ana/allergies because "curious"`);
    expect(said(run.trace, leakHappened).map(({ kind, holder }) => [kind, holder]))
      .toEqual(new Array(4).fill(['over-privileged', 'dr-rivas']));
    expect(said(run.trace, glassTold)).toHaveLength(1);
  });

  it.each([
    ['staff', 'day 1 10:00  porter breaks the glass', 'Only a clinician of a provider'],
    ['a payer\'s clinician', 'day 1 10:00  dr-pay breaks the glass', 'Only a clinician of a provider'],
    ['a clinician off shift', 'day 1 22:00  dr-rivas breaks the glass', 'dr-rivas is off shift'],
  ])('by %s opens nothing, and says why', async (_who, act, why) => {
    const { run } = await play(`
  ${act} for ana/allergies because "looks bad"`);
    expect(said(run.trace, accessDecided)[0]?.explanation).toContain(why);
    expect(said(run.trace, accessShown)).toEqual([]);
    expect(said(run.trace, grantAsked)).toEqual([]);
    // Trying is declared too.
    expect(glassesOf(run.world.nodes[0]!.replica.state, 'ana')).toHaveLength(1);
  });

  it('reaches only patients treated there where the network says so', async () => {
    const narrow = { 'access.breakGlassReach': 'treating' };
    expect(said((await play(BREAKS, narrow)).run.trace, accessShown)).toEqual([]);
    const moved = await play(`
  day 1 09:00  ana moves to tampa-general${BREAKS}`, narrow);
    expect(said(moved.run.trace, accessShown)).toHaveLength(1);
  });
});

describe('what breaking the glass reaches', () => {
  it('is a number of its own, beside what an ordinary request reaches', async () => {
    const wide = (await play('  day 1 10:00  ana moves to tampa-general')).summary(0).metrics;
    // Dr Chen and Dr Rivas are clinicians of providers; in-house only Dr Chen reads.
    expect(wide['exposure.breakGlassPairs']).toBe(2);
    expect(wide['exposure.couldReadPairs']).toBe(1);
    const narrow = (await play('  day 1 10:00  porter asks for ana/claims',
      { 'access.breakGlassReach': 'treating' })).summary(0).metrics;
    expect(narrow['exposure.breakGlassPairs']).toBe(1);
  });
});
