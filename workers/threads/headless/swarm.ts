import { PROTOCOLS } from '../../settings/protocols.ts';
import { readSettings } from '../../world/joining.ts';
import { defaults } from '../../settings/register.ts';
import { protocolNamed } from '../protocols.ts';
import { scenarioOf } from './swarm/case.ts';
import { swarm } from './swarm/swarm.ts';
import type { Failure, Swarmed } from './swarm/swarm.ts';
import type { ExitCode, Terminal } from './main.ts';
import { readSwarmArguments } from './swarm-arguments.ts';
import type { SwarmCommand } from './swarm-arguments.ts';
import { wrapped } from './wrapped.ts';
import { writeWhole } from './write-whole.ts';

/** `npm run swarm`: tries to break what the protocols promise, and writes down how it did. */
export async function runSwarm(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const reading = readSwarmArguments(words);
  if ('sentence' in reading) {
    terminal.err(`${reading.sentence}\n`);
    return 1;
  }
  let isBroken = false;
  for (const name of reading.protocol === null ? PROTOCOLS : [reading.protocol]) {
    const swarmed = await swarmOne(name, reading, terminal);
    if (swarmed === null) continue;
    if (!(await tell(swarmed, reading, terminal))) return 1;
    isBroken ||= swarmed.failure !== null;
  }
  // Beyond the threshold a broken promise is what was looked for.
  return isBroken && !reading.over ? 3 : 0;
}

async function swarmOne(
  name: string, command: SwarmCommand, terminal: Terminal,
): Promise<Swarmed & { readonly seconds: number } | null> {
  const entry = await protocolNamed(name);
  if (entry === undefined) return null;
  if (entry.guarantees(readSettings(defaults())).finality === 'probabilistic') {
    terminal.out(`${name.padEnd(12)}not drawn: what it decides may be taken back, and no promise of it is final\n`);
    return null;
  }
  const started = terminal.seconds();
  const step = Math.max(1, Math.floor(command.seeds / 10));
  const swarmed = await swarm(entry, {
    ...command,
    progress: (done, violations) => {
      if (done % step !== 0 || done === command.seeds) return;
      terminal.err(`${name}: ${done} of ${command.seeds} seeds, ${violations} broken, `
        + `${Math.round(terminal.seconds() - started)} s\n`);
    },
  });
  return { ...swarmed, seconds: terminal.seconds() - started };
}

/** False where the file cannot be written. */
async function tell(
  swarmed: Swarmed & { readonly seconds: number }, command: SwarmCommand, terminal: Terminal,
): Promise<boolean> {
  const { protocol, cases, seedsThatFailed, failure, seconds } = swarmed;
  const where = command.over ? 'beyond the threshold' : 'up to the threshold';
  terminal.out(`${protocol.padEnd(12)}${cases} cases ${where}, ${seedsThatFailed.length} broken, `
    + `${seconds.toFixed(0)} s\n`);
  if (failure === null) return true;
  const path = `${command.out}/swarm-${protocol}-${failure.seed}.ledgerward`;
  const text = scenarioOf(failure.smallest, remarkOn(failure, protocol));
  if (!(await writeWhole(path, 'scenario', text, terminal))) return false;
  const more = seedsThatFailed.slice(1, 9).join(', ');
  terminal.out([
    ...wrapped(`Seed ${failure.seed}: ${failure.violation.sentence}`, '  '),
    ...more === '' ? [] : [`  Others: ${more}${seedsThatFailed.length > 9 ? ', …' : ''}`],
    '  To see it again:', `    npm run -s sim -- run ${path}`, '',
  ].join('\n'));
  return true;
}

function remarkOn({ seed, violation }: Failure, protocol: string): string[] {
  return [...wrapped(`Found by npm run swarm (${protocol}, seed ${seed}) and made small. `
    + violation.sentence, '').map((line) => line.trim()), ''];
}
