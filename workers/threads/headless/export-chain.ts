import { exportChain } from '../../ledger/export.ts';
import { OpenRun } from '../open-run.ts';
import type { Command } from './arguments.ts';
import type { ExitCode, Terminal } from './main.ts';
import { preparedInput } from './prepared.ts';
import { writeWhole } from './write-whole.ts';

/** Runs the scenario and writes a member's chain for a stranger to check (docs/EXPORT.md). */
export async function exportChainFile(
  command: Command & { name: 'export-chain' }, terminal: Terminal,
): Promise<ExitCode> {
  const input = await preparedInput(command, false, terminal);
  if (input === null) return 1;
  const { run } = new OpenRun(input);
  const { world } = run;
  const names = world.members.map(({ name }) => name);
  const member = command.member === null ? 0 : names.indexOf(command.member);
  if (member < 0) {
    terminal.err(`There is no member "${command.member}". There are: ${names.join(', ')}.\n`);
    return 1;
  }
  run.finish();
  const { chain } = world.nodeOf(member).replica;
  const text = exportChain({
    chain, seed: input.seed, publicKeys: input.publicKeys,
    validators: world.validators.map((index) => world.memberName(index)),
  });
  if (!(await writeWhole(command.out, 'chain', text, terminal))) return 1;
  terminal.out(`${command.out}: ${chain.height + 1} blocks as ${names[member]} keeps them. `
    + 'docs/EXPORT.md has the script that checks them.\n');
  return 0;
}
