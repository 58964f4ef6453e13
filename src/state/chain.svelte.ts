import type { ChainReport, Tamper } from '../../workers/contract.ts';
import type { Engine } from '../bridge/engine.svelte.ts';

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
