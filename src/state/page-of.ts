import type { PageAddress, RunSummary } from '../../workers/contract.ts';
import type { Chosen } from '../router/chosen.ts';

/**
 * The page of what is chosen on the Stage. A person and a workstation have that of their place; a
 * message has none, and of an outcome the engine knows what it is about.
 */
export function pageOf(chosen: Chosen, { members, people, workstations }: RunSummary['cast']): PageAddress | null {
  switch (chosen.kind) {
    case 'member': return { kind: 'member', id: chosen.name };
    case 'patient': return { kind: 'chart', id: chosen.name };
    case 'person': case 'workstation': {
      const all = chosen.kind === 'person' ? people : workstations;
      const place = members[all.find(({ name }) => name === chosen.name)?.member ?? -1];
      return place === undefined ? null : { kind: 'member', id: place.name };
    }
    case 'message': return null;
    case 'block': case 'grant': case 'leak': case 'need': case 'outcome':
      return { kind: 'row', id: String(chosen.row) };
  }
}
