import type { ChainLink } from '../../workers/contract.ts';

/** broken: its own bytes do not match; undone: it stands on one that is broken. */
export type Standing = 'whole' | 'broken' | 'undone';

/** How each block stands by height: from the first that is broken on, nothing can be relied on. */
export function standings(links: readonly ChainLink[]): Map<number, Standing> {
  const found = new Map<number, Standing>();
  let standing: Standing = 'whole';
  for (const link of links) {
    if (link.problem !== null) found.set(link.height, 'broken');
    else found.set(link.height, standing);
    if (link.problem !== null || !link.joined) standing = 'undone';
    if (!link.joined && link.problem === null) found.set(link.height, 'undone');
  }
  return found;
}
