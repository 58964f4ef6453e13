/** The sentences of branches, in English; loaded with their panels. See en.ts. */
import type { Branch } from '../state/branch-tree.ts';
import { words } from './en.ts';
import { sayMoment } from './moment.ts';

const count = (n: number, one: string, several: string): string => `${n} ${n === 1 ? one : several}`;

export const branchWords = {
  heading: 'Branches',
  written: 'As written',
  row: (name: string, isShown: boolean) => (isShown ? `${name}, on the Stage` : `Put “${name}” on the Stage`),
  many: (n: number) => count(n, 'branch', 'branches'),
  made: (name: string) => `Branch made: ${name}.`,
  shown: (name: string) => `On the Stage now: ${name}.`,
  counts: (leaks: number, holds: number, broken: number) =>
    `${count(leaks, 'leak', 'leaks')}, ${holds} ${holds === 1 ? 'expectation holds' : 'expectations hold'}, ${broken} broken`,
  waiting: 'waiting to run',
  running: (percent: string) => `running, ${percent}`,
  cancel: 'Stop it',
  failed: 'could not run',
  cancelled: 'stopped',
  again: 'Run it',
  beside: 'Side by side with its parent',
  besideShown: 'Side by side with the one on the Stage',
  rename: 'Rename',
  renameLabel: 'Name of the branch',
  renamed: (name: string) => `The branch is called ${name} now.`,
  remove: 'Delete',
  removed: (name: string, more: number) =>
    `Deleted: ${name}${more === 0 ? '' : ` and ${count(more, 'branch', 'branches')} made from it`}.`,
  undo: 'Undo',
  dismiss: 'Dismiss',
  restored: (name: string) => `${name} is back.`,
  notPlaced: (why: string) =>
    `What makes this run a branch could not be put into its story. ${why}`.trim(),
  full: (most: number) => `${most} branches are kept of a story. Delete one to keep another.`,
};

/** What a branch is called: by the user, or else by what was touched. */
export function nameOf(branch: Pick<Branch, 'route' | 'name' | 'parent'>): string {
  const { route, name } = branch;
  if (name !== null) return name;
  if (branch.parent === null) return branchWords.written;
  const last = route.steps.at(-1);
  if (last?.kind === 'act') {
    return last.acts.map(({ text, atMicros }) => `${text}, ${sayMoment(atMicros)}`).join('; ');
  }
  const changed = last === undefined ? Object.keys(route.settings) : last.kind === 'setting' ? [last.path] : [];
  const hasSeed = last === undefined ? route.seed !== null : last.kind === 'seed';
  return [
    ...changed.map((path) => sayOverride(path, String(route.settings[path]))),
    ...(hasSeed ? [`seed ${route.seed}`] : []),
  ].join(', ');
}

/** `network.access` is said as `access: every member (single ledger)`. */
function sayOverride(path: string, value: string): string {
  const short = path.slice(path.lastIndexOf('.') + 1).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const said = path === 'network.access' ? words.levers.accessNames.get(value) ?? value : value;
  return `${short}: ${said.charAt(0).toLowerCase()}${said.slice(1)}`;
}
