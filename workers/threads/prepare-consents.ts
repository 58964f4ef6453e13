import type { RunProblem } from '../contract.ts';
import { sha256 } from '../crypto/hash.ts';
import { readConsent } from '../health/consent.ts';
import { provisionHere } from '../health/consent-here.ts';
import type { LookUp } from '../health/consent-here.ts';
import { readDateTime } from '../health/fhir-time.ts';
import type { ConsentLine, Scenario } from '../script/scenario.ts';
import type { BroughtConsent } from '../world/input.ts';
import type { AppFiles } from './files.ts';

export type ConsentsReading =
  | {
      readonly ok: true; readonly consents: readonly BroughtConsent[];
      readonly digests: [string, string][];
    }
  | { readonly ok: false; readonly problems: readonly RunProblem[] };

/** The FHIR Consents that a scenario names, as this network can keep them. */
export async function readConsents(scenario: Scenario, files: AppFiles): Promise<ConsentsReading> {
  const consents: BroughtConsent[] = [];
  const digests: [string, string][] = [];
  const problems: RunProblem[] = [];
  for (const line of scenario.consents) {
    const bytes = await files.consent(line.file);
    if (bytes === null) {
      problems.push({ place: line.file, line: 0, column: 0, endColumn: 0,
        sentence: `There is no such file, or it cannot be read (line ${line.line}).` });
      continue;
    }
    digests.push([line.file, sha256(bytes)]);
    // What is not UTF-8 is no JSON either, and is told as that.
    const reading = readConsent(new TextDecoder().decode(bytes), line.file,
      line.rootIsException ? 'exception' : 'scope');
    if (reading.ok) {
      const { provision, notes, notModelled } = reading.consent;
      const unknown = new Set<string>();
      consents.push({
        patient: line.patient, file: line.file,
        provision: provision === null ? null
          : provisionHere(provision, startOf(scenario), lookUpIn(scenario, line), unknown),
        notes, notModelled: notModelled.length, unknown: [...unknown],
      });
    } else {
      problems.push(...reading.problems.map(({ path, pointer, line: at, column, sentence }) => ({
        place: path, line: at, column, endColumn: column,
        sentence: pointer === '' ? sentence : `${pointer}: ${sentence}` })));
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, consents, digests };
}

/** When the scenario's clock is zero, in microseconds since 1970-01-01T00:00Z. */
export function startOf({ starts }: Scenario): number {
  return readDateTime(starts.replace(/Z$/, ':00Z'))?.from ?? 0;
}

function lookUpIn(scenario: Scenario, line: ConsentLine): LookUp {
  return (name) => {
    const here = name === line.named && line.here !== null ? line.here : name;
    if (scenario.people.some((person) => person.name === here)) return { kind: 'person', name: here };
    return scenario.members.some((member) => member.name === here)
      ? { kind: 'organisation', name: here } : null;
  };
}
