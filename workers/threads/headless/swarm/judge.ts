import { grantEnded, grantInForce, grantSubmitted } from '../../../access/entries.ts';
import type { ProtocolEntry } from '../../../consensus/entry.ts';
import { InvariantError, assert } from '../../../kernel/assert.ts';
import { MICROS_PER_HOUR } from '../../../kernel/micros.ts';
import { parseScenario } from '../../../script/parse.ts';
import { sentenceOf } from '../../../views/sentence.ts';
import type { RunInput } from '../../../world/input.ts';
import { publicKeyNames } from '../../../world/input.ts';
import { Run } from '../../../world/run.ts';
import { headlessFiles } from '../../headless-files.ts';
import { prepare, settingsOf } from '../../prepare.ts';
import { protocolNamed } from '../../protocols.ts';
import { publicKeysFor } from '../../public-keys.ts';
import { scenarioOf } from './case.ts';
import type { SwarmCase } from './case.ts';

/** A promise that was not kept. `failed`: the engine itself gave up, which nothing may make it do. */
export interface Violation {
  readonly kind: 'safety' | 'liveness' | 'failed';
  readonly sentence: string;
}

export interface Judgement {
  readonly violation: Violation | null;
  readonly events: number;
}

/** Plays cases, one after another. What they share is read once. */
export class Judge {
  private base: RunInput | null = null;
  /** Plays this in the place of the protocol that the case names: a mutant, in a test. */
  private readonly instead: ProtocolEntry | null;

  constructor(instead: ProtocolEntry | null = null) {
    this.instead = instead;
  }

  async judge(one: SwarmCase): Promise<Judgement> {
    const run = new Run(await this.inputOf(one));
    try {
      run.finish();
    } catch (error) {
      if (!(error instanceof InvariantError)) throw error;
      return { violation: { kind: 'failed', sentence: error.message }, events: run.events };
    }
    const { trace } = run;
    const violation: Violation | null = run.stoppedAt === null ? livenessOf(one, run)
      : { kind: 'safety', sentence: sentenceOf(trace, trace.outcomeCount - 1) };
    return { violation, events: run.events };
  }

  private async inputOf(one: SwarmCase): Promise<RunInput> {
    const text = scenarioOf(one);
    if (this.base === null) {
      const prepared = await prepare({ scenario: { text }, seed: null, settings: {} },
        headlessFiles('.'), { keepMessages: false, place: 'swarm' });
      assert(prepared.ok, 'The swarm writes scenarios that are right.');
      this.base = prepared.input;
    }
    const { scenario, problems } = parseScenario(text);
    assert(scenario !== undefined, problems[0]?.sentence ?? 'The swarm writes what can be read.');
    const settings = settingsOf(scenario, {});
    assert(settings.ok, 'The swarm draws settings that the register allows.');
    const protocol = this.instead ?? await protocolNamed(one.protocol);
    assert(protocol !== undefined, 'A case is of a protocol that there is.');
    const keys = await publicKeysFor(scenario.seed, publicKeyNames(scenario));
    return { ...this.base, scenario, settings: settings.settings, seed: scenario.seed, protocol,
      publicKeys: keys };
  }
}

/**
 * Once all is healed, whatever honest validators were given is final at all of them. What was lost
 * on a link on its way to them, they were not given (ADR 20).
 */
function livenessOf(one: SwarmCase, { trace, world, now }: Run): Violation | null {
  const { faulty, healsAt, troubles, members } = one;
  const honest = members.map(({ name }) => name).filter((name) => !faulty.includes(name));
  const isLossy = troubles.some(({ begin }) => begin.includes(' loses '));
  const since = isLossy ? 9 * MICROS_PER_HOUR + healsAt * 1_000 : 0;
  const final = new Set<string>();
  const awaited: string[] = [];
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, grantSubmitted)) {
      if (trace.at(row) >= since) awaited.push(trace.get(row, grantSubmitted).grant);
    } else if (trace.is(row, grantInForce)) {
      const { grant, node } = trace.get(row, grantInForce);
      final.add(`${grant} ${node}`);
    } else if (trace.is(row, grantEnded)) {
      const { grant, node } = trace.get(row, grantEnded);
      final.add(`${grant} ${node}`);
    }
  }
  for (const grant of awaited) {
    const missing = honest.filter((name) => !final.has(`${grant} ${name}`));
    if (missing.length === 0) continue;
    const hours = Math.round((now / MICROS_PER_HOUR - 9) * 10) / 10;
    return { kind: 'liveness', sentence:
      `${grant} is not final at ${missing.join(', ')} when the run ends, ${hours} hours on.` };
  }
  const heights = new Set(honest.map((name) =>
    world.nodeOf(world.memberNamed(name)).replica.height));
  return heights.size === 1 ? null : { kind: 'liveness',
    sentence: `Honest validators end at heights ${[...heights].join(', ')}.` };
}
