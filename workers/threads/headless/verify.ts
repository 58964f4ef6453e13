import { OpenRun } from '../open-run.ts';
import { prepare } from '../prepare.ts';
import type { Command } from './arguments.ts';
import type { ExitCode, Terminal } from './main.ts';
import { printProblems, readScenarioFile } from './scenario-file.ts';

/** Runs the scenario, then recomputes every hash of the chain that a member stores. */
export async function verify(
  command: Command & { name: 'verify' }, terminal: Terminal,
): Promise<ExitCode> {
  const scenario = await readScenarioFile(command.file);
  if (typeof scenario === 'string') {
    terminal.err(`${scenario}\n`);
    return 1;
  }
  const prepared = await prepare(
    { scenario: { text: scenario.text }, seed: command.seed, settings: command.settings },
    scenario.files, { keepMessages: false, place: scenario.place });
  if (!prepared.ok) {
    printProblems(terminal, prepared.problems);
    return 1;
  }
  const open = new OpenRun(prepared.input);
  const member = command.member === null ? 0
    : open.run.world.members.findIndex(({ name }) => name === command.member);
  if (member < 0) {
    const names = open.run.world.members.map(({ name }) => name).join(', ');
    terminal.err(`There is no member "${command.member}". There are: ${names}.\n`);
    return 1;
  }
  open.run.finish();
  const verdict = open.verifyChain(command.tamper, member);
  terminal.out(`${verdict.sentence}\n`);
  return verdict.holds ? 0 : verdict.height === null ? 1 : 3;
}
