import type { MultiPolygon, Position } from 'geojson';

/** As much of a TopoJSON topology (specification 1.0, quantized) as the outline of the land uses. */
export interface Topology {
  readonly transform: { readonly scale: readonly number[]; readonly translate: readonly number[] };
  /** Each point as steps from the one before it. */
  readonly arcs: readonly (readonly (readonly number[])[])[];
  readonly objects: {
    readonly land: { readonly geometries: readonly { readonly arcs: readonly (readonly (readonly number[])[])[] }[] };
  };
}

/** The land in degrees: rings are joined from arcs, those with a negative index walked backwards. */
export function landOf(topology: Topology): MultiPolygon {
  const arcs = topology.arcs.map((arc) => unfold(arc, topology.transform));
  const ringOf = (indices: readonly number[]): Position[] => {
    const ring: Position[] = [];
    for (const index of indices) {
      const arc = index < 0 ? [...arcs[~index] ?? []].reverse() : arcs[index] ?? [];
      // The first point of an arc is the last of the one before it.
      ring.push(...(ring.length === 0 ? arc : arc.slice(1)));
    }
    return ring;
  };
  return {
    type: 'MultiPolygon',
    coordinates: topology.objects.land.geometries.flatMap((geometry) =>
      geometry.arcs.map((polygon) => polygon.map(ringOf))),
  };
}

function unfold(
  arc: readonly (readonly number[])[], { scale, translate }: Topology['transform'],
): Position[] {
  let [x, y] = [0, 0];
  return arc.map(([dx = 0, dy = 0]) => {
    x += dx;
    y += dy;
    return [x * (scale[0] ?? 1) + (translate[0] ?? 0), y * (scale[1] ?? 1) + (translate[1] ?? 0)];
  });
}
