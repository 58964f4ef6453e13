import { consentBundle } from '../../health/consent-export.ts';
import { fromHere } from '../../health/consent-here.ts';
import { grantsOf } from '../../ledger/contracts/grant.ts';
import { OpenRun } from '../open-run.ts';
import { startOf } from '../prepare-consents.ts';
import type { Command } from './arguments.ts';
import type { ExitCode, Terminal } from './main.ts';
import { preparedInput } from './prepared.ts';
import { writeWhole } from './write-whole.ts';

/** Runs the scenario and writes every grant and denial on a member's ledger as FHIR Consents. */
export async function exportConsents(
  command: Command & { name: 'export-consents' }, terminal: Terminal,
): Promise<ExitCode> {
  const input = await preparedInput(command, false, terminal);
  if (input === null) return 1;
  const { run } = new OpenRun(input);
  run.finish();
  const { world } = run;
  const { state } = world.nodeOf(0).replica;
  const startsAt = startOf(input.scenario);
  const grants = world.cast.patients.flatMap(({ name }) => grantsOf(state, name).map((grant) => ({
    id: grant.grant, patient: name, provision: fromHere(grant.provision, startsAt),
    isRevoked: grant.revokedAtMicros !== null, givenAt: grant.givenAtMicros + startsAt,
  })));
  const text = `${JSON.stringify(consentBundle(grants), null, 2)}\n`;
  if (!(await writeWhole(command.out, 'Consents', text, terminal))) return 1;
  terminal.out(`${command.out}: ${grants.length} Consents, as ${world.memberName(0)} has them.\n`);
  return 0;
}
