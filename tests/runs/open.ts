import { OpenRun } from '../../workers/threads/open-run.ts';
import { headlessFiles } from '../../workers/threads/headless-files.ts';
import { prepare } from '../../workers/threads/prepare.ts';
import type { PrepareOptions } from '../../workers/threads/prepare.ts';
import type { OpenRequest } from '../../workers/contract.ts';

export interface OpenOptions extends Partial<Omit<OpenRequest, 'base'>> {
  readonly keepMessages?: boolean;
  readonly idle?: NonNullable<PrepareOptions['idle']>;
}

/** A run played to its end in this process, as the headless command would. */
export async function openToEnd(name: string, options: OpenOptions = {}): Promise<OpenRun> {
  const prepared = await prepare(
    { scenario: options.scenario ?? { name }, seed: options.seed ?? null,
      settings: options.settings ?? {} },
    headlessFiles('.'),
    { keepMessages: options.keepMessages ?? true, place: name, idle: options.idle ?? 'closed-form' },
  );
  if (!prepared.ok) throw new Error(prepared.problems.map(({ sentence }) => sentence).join('\n'));
  const open = new OpenRun(prepared.input);
  open.run.finish();
  return open;
}

export async function textOf(name: string): Promise<string> {
  const text = await headlessFiles('.').scenario(name);
  if (text === null) throw new Error(`There is no scenario ${name}.`);
  return text;
}
