import type { MultiPolygon } from 'geojson';
import { loadLand } from '../bridge/land.ts';
import type { layOutGeographic } from '../charts/geography/geographic.ts';
import { baseAddress } from './base.ts';

/** How the geographic map is drawn; fetched when it is first asked for. */
export class Atlas {
  layOut = $state.raw<typeof layOutGeographic | null>(null);
  land = $state.raw<MultiPolygon | null>(null);
  /** The outline could not be had: members stand where they are all the same. */
  missing = $state(false);
  #asked = false;

  async want(): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    const topology = loadLand(baseAddress());
    try {
      const [drawing, reading] = await Promise.all([
        import('../charts/geography/geographic.ts'), import('../charts/geography/topology.ts'),
      ]);
      const found = await topology;
      this.land = found === null ? null : reading.landOf(found);
      this.missing = found === null;
      this.layOut = drawing.layOutGeographic;
    } catch {
      this.missing = true;
      // Another try is made the next time that it is asked for.
      this.#asked = false;
    }
  }
}
