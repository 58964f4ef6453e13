import { OpenRun } from '../open-run.ts';
import type { Command } from './arguments.ts';
import type { ExitCode, Terminal } from './main.ts';
import { preparedInput } from './prepared.ts';

/** Runs the scenario, then recomputes every hash of the chain that a member stores. */
export async function verify(
  command: Command & { name: 'verify' }, terminal: Terminal,
): Promise<ExitCode> {
  const input = await preparedInput(command, false, terminal);
  if (input === null) return 1;
  const open = new OpenRun(input);
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
