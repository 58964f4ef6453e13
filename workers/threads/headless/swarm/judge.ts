import { grantEnded, grantInForce, grantSubmitted } from '../../../access/entries.ts';
import type { ProtocolEntry } from '../../../consensus/entry.ts';
import { consensusDeadlocked } from '../../../consensus/entries.ts';
import { InvariantError, assert } from '../../../kernel/assert.ts';
import { MICROS_PER_HOUR } from '../../../kernel/micros.ts';
import type { EntryKind, Row, Trace } from '../../../kernel/trace.ts';
import { blockReverted } from '../../../ledger/entries.ts';
import { parseScenario } from '../../../script/parse.ts';
import { sentenceOf } from '../../../views/sentence.ts';
import type { RunInput } from '../../../world/input.ts';
import { publicKeyNames } from '../../../world/input.ts';
import { readSettings } from '../../../world/joining.ts';
import { Run } from '../../../world/run.ts';
import { contractsFor, extrasFor, rulesFor } from '../../extras.ts';
import { headlessFiles } from '../../headless-files.ts';
import { prepare } from '../../prepare.ts';
import { settingsOf } from '../../settings-of.ts';
import { protocolNamed } from '../../protocols.ts';
import { publicKeysFor } from '../../public-keys.ts';
import { scenarioOf } from './case.ts';
import type { SwarmCase } from './case.ts';
import { isTakenBack } from './draw-case.ts';
import { ForkWatch } from './fork-watch.ts';
import { isSecondLife } from './trouble.ts';

/**
 * A promise that was not kept. `failed`: the engine itself gave up, which nothing may make it do.
 * `reversal`: what was final was taken back, which is none where that is said beforehand.
 */
export interface Violation {
  readonly kind: 'safety' | 'liveness' | 'reversal' | 'failed';
  readonly sentence: string;
}

export interface Judgement {
  readonly violation: Violation | null;
  /** The case ends in Clique's deadlock, told as one: nothing more comes, and nothing was promised. */
  readonly isDeadlocked: boolean;
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

  /** `over`: beyond the threshold, where what was final may be found to be taken back. */
  async judge(one: SwarmCase, over = false): Promise<Judgement> {
    const input = await this.inputOf(one);
    const isFork = isTakenBack(input.protocol.guarantees(readSettings(input.settings)));
    const watch = new ForkWatch();
    const run = new Run(isFork ? { ...input, protocol: watch.over(input.protocol) } : input);
    try {
      run.finish();
    } catch (error) {
      if (!(error instanceof InvariantError)) throw error;
      return { violation: { kind: 'failed', sentence: error.message }, isDeadlocked: false,
        events: run.events };
    }
    const { events } = run;
    const broken = watch.problem === null ? safetyOf(run) : { kind: 'safety' as const, sentence: watch.problem };
    const violation = broken ?? (over && isFork ? reversalIn(one, run) : null) ?? livenessOf(one, run);
    if (violation?.kind !== 'liveness' || watch.deadlockedHeads < 2) {
      return { violation, isDeadlocked: false, events };
    }
    const isTold = mayGoOn(one) || isDeadlockTold(run);
    return { violation: isTold ? null : { kind: 'liveness', sentence: UNTOLD }, isDeadlocked: isTold, events };
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
    const extras = await extrasFor(scenario, settings.settings);
    const rules = await rulesFor(scenario, settings.settings);
    return { ...this.base, scenario, settings: settings.settings, changed: settings.changed,
      extras, contracts: await contractsFor(scenario), rules, seed: scenario.seed, protocol, publicKeys: keys };
  }
}

const UNTOLD = 'Nobody may go on on any head, and nothing says that it is a deadlock.';

function safetyOf({ trace, stoppedAt }: Run): Violation | null {
  return stoppedAt === null ? null
    : { kind: 'safety', sentence: sentenceOf(trace, trace.outcomeCount - 1) };
}

/** What a liar itself takes back is nobody's loss. */
function reversalIn({ faulty }: SwarmCase, { trace }: Run): Violation | null {
  const row = rowOf(trace, blockReverted, (node) => !faulty.includes(node));
  return row === null ? null : { kind: 'reversal', sentence: sentenceOf(trace, row) };
}

function isDeadlockTold({ trace }: Run): boolean {
  return rowOf(trace, consensusDeadlocked) !== null;
}

function rowOf(trace: Trace, kind: EntryKind, isOf: (entity: string) => boolean = () => true): Row | null {
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, kind) && isOf(trace.entity(row))) return row;
  }
  return null;
}

/**
 * One who leads a second life to the end, or makes blocks that it tells nobody of, could go on where
 * it sits: of that nobody looks on. Whatever else a liar did, or did until the healing, is no excuse.
 */
function mayGoOn({ faulty, troubles }: SwarmCase): boolean {
  return troubles.some((each) => each.until === null
    && faulty.some((name) => each.begin.startsWith(`${name} `))
    && (isSecondLife(each) || each.begin.endsWith(' turns silent')));
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
  /** By grant and node, the block that has it; of one that was over when it came no block is told. */
  const final = new Map<string, number>();
  const awaited: string[] = [];
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, grantSubmitted)) {
      if (trace.at(row) >= since) awaited.push(trace.get(row, grantSubmitted).grant);
    } else if (trace.is(row, grantInForce)) {
      const { grant, node, height } = trace.get(row, grantInForce);
      final.set(`${grant} ${node}`, height);
    } else if (trace.is(row, grantEnded)) {
      const { grant, node, how } = trace.get(row, grantEnded);
      if (how !== 'reverted' && !final.has(`${grant} ${node}`)) final.set(`${grant} ${node}`, 0);
    } else if (trace.is(row, blockReverted)) {
      const height = trace.integer(row, blockReverted, 'height');
      for (const [key, at] of final) {
        if (at >= height && key.endsWith(` ${trace.entity(row)}`)) final.delete(key);
      }
    }
  }
  for (const grant of awaited) {
    const missing = honest.filter((name) => !final.has(`${grant} ${name}`));
    if (missing.length === 0) continue;
    const hours = Math.round((now / MICROS_PER_HOUR - 9) * 10) / 10;
    return { kind: 'liveness', sentence:
      `${grant} is not final at ${missing.join(', ')} when the run ends, ${hours} hours on.` };
  }
  const heads = new Map(honest.map((name) => {
    const { chain } = world.nodeOf(world.memberNamed(name)).replica;
    return [chain.head.hash, `${name} at ${chain.height}`] as const;
  }));
  return heads.size === 1 ? null : { kind: 'liveness',
    sentence: `Honest validators end on different blocks: ${[...heads.values()].join(', ')}.` };
}
