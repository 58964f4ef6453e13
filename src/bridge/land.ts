import type { Topology } from '../charts/geography/topology.ts';

/** The outline of the land that lies beside the page; null where it cannot be had. */
export async function loadLand(base: string): Promise<Topology | null> {
  try {
    const answer = await fetch(new URL('geo/land-110m.json', base));
    return answer.ok ? await answer.json() as Topology : null;
  } catch {
    return null;
  }
}
