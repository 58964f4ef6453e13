import type { OpenRequest } from '../contract.ts';
import { browserFiles } from './browser-files.ts';
import { prepare } from './prepare.ts';
import type { Prepared } from './prepare.ts';

/** As `prepare` does, with the files that stand beside the page. */
export function prepareHere({ base, ...request }: OpenRequest): Promise<Prepared> {
  const { scenario } = request;
  return prepare(request, browserFiles(base), {
    keepMessages: true, place: 'name' in scenario ? scenario.name : 'scenario',
  });
}
