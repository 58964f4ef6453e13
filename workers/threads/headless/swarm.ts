import { PROTOCOLS } from '../../settings/protocols.ts';
import { readSettings } from '../../world/joining.ts';
import { defaults } from '../../settings/register.ts';
import { protocolNamed } from '../protocols.ts';
import { scenarioOf } from './swarm/case.ts';
import { toleratedOf } from './swarm/draw-case.ts';
import { swarm } from './swarm/swarm.ts';
import type { Failure, Swarmed } from './swarm/swarm.ts';
import type { ExitCode, Terminal } from './main.ts';
import { readSwarmArguments } from './swarm-arguments.ts';
import type { SwarmCommand } from './swarm-arguments.ts';
import { wrapped } from './wrapped.ts';
import { writeWhole } from './write-whole.ts';

/** What became of one protocol, and where its failure is written. */
interface Told extends Swarmed {
  readonly seconds: number;
  readonly found: { readonly path: string; readonly text: string; readonly command: string } | null;
}

/** `npm run swarm`: tries to break what the protocols promise, and writes down how it did. */
export async function runSwarm(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const reading = readSwarmArguments(words);
  if ('sentence' in reading) {
    terminal.err(`${reading.sentence}\n`);
    return 1;
  }
  const all: (Told | NotDrawn)[] = [];
  for (const name of reading.protocol === null ? PROTOCOLS : [reading.protocol]) {
    const swarmed = await swarmOne(name, reading, terminal);
    if ('why' in swarmed && reading.protocol !== null) {
      terminal.err(`${name}: ${swarmed.why}.\n`);
      return 1;
    }
    const told = 'why' in swarmed ? swarmed : await written(swarmed, reading, terminal);
    if (told === null) return 1;
    all.push(told);
    if (reading.format === 'text') terminal.out(lineOn(told, reading));
  }
  if (reading.format === 'json') terminal.out(`${JSON.stringify(all.map(dataOf), null, 2)}\n`);
  const isBroken = all.some((each) => 'failure' in each && each.failure !== null);
  // Beyond the threshold a broken promise is what was looked for.
  return isBroken && !reading.over ? 3 : 0;
}

interface NotDrawn {
  readonly protocol: string;
  readonly why: string;
}

async function swarmOne(
  protocol: string, command: SwarmCommand, terminal: Terminal,
): Promise<Omit<Told, 'found'> | NotDrawn> {
  const entry = await protocolNamed(protocol);
  if (entry === undefined) return { protocol, why: 'there is no such protocol' };
  const guarantees = entry.guarantees(readSettings(defaults()));
  const { validators, liars, seeds } = command;
  if (validators !== null && liars !== null && liars <= toleratedOf(guarantees, validators)) {
    return { protocol, why: `not drawn: of ${validators} validators it tolerates `
      + `${toleratedOf(guarantees, validators)} that lie` };
  }
  const started = terminal.seconds();
  const step = Math.max(1, Math.floor(seeds / 10));
  const swarmed = await swarm(entry, {
    ...command,
    progress: (done, violations) => {
      if (done % step !== 0 || done === seeds) return;
      terminal.err(`${protocol}: ${done} of ${seeds} seeds, ${violations} broken, `
        + `${Math.round(terminal.seconds() - started)} s\n`);
    },
  });
  return { ...swarmed, seconds: terminal.seconds() - started };
}

/** Null where the file cannot be written. */
async function written(
  swarmed: Omit<Told, 'found'>, { out }: SwarmCommand, terminal: Terminal,
): Promise<Told | null> {
  const { protocol, failure } = swarmed;
  if (failure === null) return { ...swarmed, found: null };
  const path = `${out}/swarm-${protocol}-${failure.seed}.ledgerward`;
  const text = scenarioOf(failure.smallest, remarkOn(failure, protocol));
  if (!(await writeWhole(path, 'scenario', text, terminal))) return null;
  // What is taken back where that may happen leaves nothing broken at the end.
  const command = `npm run -s sim -- run ${path}${failure.violation.kind === 'reversal' ? '' : ' --strict'}`;
  return { ...swarmed, found: { path, text, command } };
}

function lineOn(told: Told | NotDrawn, { over }: SwarmCommand): string {
  const name = told.protocol.padEnd(12);
  if ('why' in told) return `${name}${told.why}\n`;
  const { cases, seedsThatFailed, seedsThatDeadlocked, failure, found, seconds } = told;
  const where = over ? 'beyond the threshold' : 'up to the threshold';
  const stuck = seedsThatDeadlocked.length === 0 ? ''
    : `${seedsThatDeadlocked.length} ended in a deadlock that was told, `;
  const line = `${name}${cases} cases ${where}, ${seedsThatFailed.length} broken, ${stuck}`
    + `${seconds.toFixed(0)} s\n`;
  if (failure === null || found === null) return line;
  const more = seedsThatFailed.slice(1, 9).join(', ');
  return line + [
    ...wrapped(`Seed ${failure.seed}: ${failure.violation.sentence}`, '  '),
    ...more === '' ? [] : [`  Others: ${more}${seedsThatFailed.length > 9 ? ', …' : ''}`],
    '  To see it again:', `    ${found.command}`, '',
  ].join('\n');
}

function dataOf(told: Told | NotDrawn): object {
  if ('why' in told) return { protocol: told.protocol, notDrawn: told.why };
  const { protocol, cases, events, seconds, seedsThatFailed, seedsThatDeadlocked, failure, found } = told;
  return { protocol, cases, events, seconds, seedsThatFailed, seedsThatDeadlocked,
    failure: failure === null || found === null ? null : {
      seed: failure.seed, kind: failure.violation.kind, sentence: failure.violation.sentence,
      file: found.path, command: found.command, scenario: found.text,
    } };
}

function remarkOn({ seed, violation }: Failure, protocol: string): string[] {
  return [...wrapped(`Found by npm run swarm (${protocol}, seed ${seed}) and made small. `
    + violation.sentence, '').map((line) => line.trim()), ''];
}
