import type { ExplorerPage, SignatureFacts } from '../../contract.ts';
import { Explorer } from '../explorer/explorer.ts';
import { OpenRun } from '../open-run.ts';
import type { Command } from './arguments.ts';
import type { ExitCode, Terminal } from './main.ts';
import { preparedInput } from './prepared.ts';

/** Prints a page of the explorer as it stands at the run's end, with the real signatures of its thing. */
export async function tellPage(command: Command & { name: 'page' }, terminal: Terminal): Promise<ExitCode> {
  // A page tells by which messages a datum travelled, so they are kept.
  const input = await preparedInput(command, true, terminal);
  if (input === null) return 1;
  const open = new OpenRun(input);
  open.run.finish();
  const explorer = new Explorer(open);
  const { kind, id } = command.of;
  const page = explorer.page({ kind, id }, open.run.endsAt);
  if (page === null) {
    terminal.err(`${command.file}: this run has no page of ${kind} "${id}".\n`);
    return 1;
  }
  terminal.out(`${JSON.stringify({ page, signatures: signaturesOf(explorer, page) }, null, 2)}\n`);
  return 0;
}

function signaturesOf(explorer: Explorer, page: ExplorerPage): SignatureFacts[] {
  if (page.kind === 'transaction') return explorer.sign({ kind: 'transaction', id: page.transaction });
  return page.kind === 'block' ? explorer.sign({ kind: 'certificate', block: page.hash }) : [];
}
