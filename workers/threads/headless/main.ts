import { LimitError } from '../../kernel/assert.ts';
import { printCards } from './cards.ts';
import { check } from './check.ts';
import { tellConsent } from './consent.ts';
import { exportChainFile } from './export-chain.ts';
import { exportConsents } from './export-consents.ts';
import { formatFile } from './format.ts';
import { readArguments } from './arguments.ts';
import { tellPage } from './page.ts';
import { runRaces } from './races.ts';
import { record } from './record.ts';
import { tellPrevention } from './prevent.ts';
import { runScenario, tellScenario } from './run.ts';
import { runSwarm } from './swarm.ts';
import { USAGE } from './usage.ts';
import { validate } from './validate.ts';
import { verify } from './verify.ts';

/** Where a command writes, and its stopwatch: handed in, so that tests can listen. */
export interface Terminal {
  readonly out: (text: string) => unknown;
  readonly err: (text: string) => unknown;
  readonly seconds: () => number;
  /** Processor time of this process so far, background threads of the engine below it included. */
  readonly cpuSeconds: () => number;
}

/** 0 done, 1 something given is wrong, 2 our fault, 3 a check is broken under --strict. */
export type ExitCode = 0 | 1 | 2 | 3;

export async function main(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    if (words[0] === 'swarm') return await runSwarm(words.slice(1), terminal);
    const reading = readArguments(words);
    if (!reading.ok) {
      terminal.err(`${reading.sentence}\n`);
      return 1;
    }
    const { command } = reading;
    switch (command.name) {
      case 'help':
        terminal.out(USAGE);
        return 0;
      case 'check': return await check(command, terminal);
      case 'cards': return await printCards(command, terminal);
      case 'consent': return await tellConsent(command, terminal);
      case 'export-consents': return await exportConsents(command, terminal);
      case 'run': return await runScenario(command, terminal);
      case 'format': return await formatFile(command, terminal);
      case 'record': return await record(command, terminal);
      case 'export-chain': return await exportChainFile(command, terminal);
      case 'page': return await tellPage(command, terminal);
      case 'prevent': return await tellPrevention(command, terminal);
      case 'races': return await runRaces(command, terminal);
      case 'transcript': return await tellScenario(command, terminal);
      case 'validate': return await validate(command, terminal);
      case 'verify': return await verify(command, terminal);
    }
  } catch (error) {
    if (error instanceof LimitError) {
      terminal.err(`${error.message}\n`);
      return 1;
    }
    const what = error instanceof Error ? error.message : String(error);
    terminal.err(`Ledgerward itself failed: ${what}\n`
      + 'Please report this sentence with the command, the scenario and the seed.\n');
    return 2;
  }
}
