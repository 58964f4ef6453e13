import { readConsent } from '../../health/consent.ts';
import { writeDateTime } from '../../health/fhir-time.ts';
import { provisionWords } from '../../grants/words.ts';
import { headlessFiles } from '../headless-files.ts';
import type { Command } from './arguments.ts';
import type { ExitCode, Terminal } from './main.ts';
import { printProblems } from './scenario-file.ts';

/** Reads a FHIR R4 Consent and says in words what is made of it, and what is not. */
export async function tellConsent(
  command: Command & { name: 'consent' }, terminal: Terminal,
): Promise<ExitCode> {
  const { file, root, format } = command;
  const bytes = await headlessFiles('.').consent(file);
  if (bytes === null) {
    terminal.err(`${file}: there is no such file, and no sample of that name; samples are called `
      + 'hl7/consent-example-basic and so on, see docs/CONSENT.md.\n');
    return 1;
  }
  const reading = readConsent(decoded(bytes), file, root);
  if (!reading.ok) {
    printProblems(terminal, reading.problems.map(({ path, pointer, line, column, sentence }) => ({
      place: path, line, column, endColumn: column,
      sentence: pointer === '' ? sentence : `${pointer}: ${sentence}`,
    })));
    return 1;
  }
  const { consent } = reading;
  const words = consent.provision === null ? []
    : provisionWords(consent.provision, consent.patient, { moment: (at) => writeDateTime(at) });
  if (format === 'json') {
    terminal.out(`${JSON.stringify({ ...consent, words }, null, 2)}\n`);
    return 0;
  }
  const lines = [
    ...words.length === 0 ? ['It says nothing that can be acted on.'] : words,
    ...listed('How it was read', consent.notes),
    ...listed('Not modelled', consent.notModelled.map(({ pointer, sentence }) =>
      `${pointer}: ${sentence}`)),
  ];
  terminal.out(`${lines.join('\n')}\n`);
  return 0;
}

function listed(heading: string, sentences: readonly string[]): string[] {
  return sentences.length === 0 ? [] : ['', `${heading}:`, ...sentences.map((each) => `  ${each}`)];
}

/** What is not UTF-8 is no JSON either, and is told as that. */
function decoded(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
