import type { ChainLink, ChainReport, Tamper } from '../../workers/contract.ts';
import type { Engine } from '../bridge/engine.svelte.ts';

/** broken: its own bytes do not match; undone: it stands on one that is broken. */
export type Standing = 'whole' | 'broken' | 'undone';

/** A copy of the stored chain in which one byte is changed, until it is put back. */
export class ChainTrial {
  tamper = $state.raw<Tamper | null>(null);
  report = $state.raw<ChainReport | null>(null);

  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** `upTo`: the height that is reached at the moment. */
  async change(tamper: Tamper, upTo: number): Promise<void> {
    this.tamper = tamper;
    try {
      const report = await this.#engine.inspectChain(upTo, tamper);
      if (this.tamper === tamper) this.report = report;
    } catch {
      // The run has been closed meanwhile; with it the copy is gone.
      this.putBack();
    }
  }

  putBack(): void {
    this.tamper = null;
    this.report = null;
  }
}

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
