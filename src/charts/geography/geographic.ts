/** Lays the network out on a map of the world: members stand where their regions are. */
import { geoEqualEarth, geoPath } from 'd3';
import type { MultiPoint, MultiPolygon } from 'geojson';
import { NARROW, type Layout, type Site } from '../network/layout.ts';
import type { Place, Point } from '../network/ring.ts';
import { moveApart, type Block } from './apart.ts';

export interface GeographicLayout extends Layout {
  /** The outline of the land, as a path; empty while it is not there. */
  readonly land: string;
  /** From each member's true place to where it is drawn. */
  readonly leaders: readonly { readonly from: Point; readonly to: Point }[];
}

export interface Settler extends Place { readonly name: string }

/** As the schema: more names than these are a fog. */
const NAMES_MAX = 16;
const NAMES_NARROW_MAX = 6;
const LETTER = 7;
const NAME_HEIGHT = 22;
const GAP = 4;
/** Nearer than this the outline is coarser than what stands on it. */
const SCALE_MAX = 560;
/** As the field of the network, so that the land goes to its edge. */
const HEIGHT_MIN = 320;
const ROOM_ABOVE_AND_BELOW = 200;
const HEIGHT_STEP = 80;
const HEIGHT_MAX = 4000;

export function layOutGeographic(
  members: readonly Settler[], land: MultiPolygon | null, width: number,
): GeographicLayout {
  const narrow = width < NARROW;
  const named = members.length <= (narrow ? NAMES_NARROW_MAX : NAMES_MAX);
  const radius = named ? 18 : 9;
  let height = startingHeight(members, width, narrow);
  for (;;) {
    const { places, path } = project(members, width, height, land);
    const blocks = places.map((place, index) => blockOf(place, radius, named ? members[index]?.name ?? '' : null));
    const fits = moveApart(blocks, width, height);
    if (!fits && height < HEIGHT_MAX) {
      height += HEIGHT_STEP;
      continue;
    }
    const sites = blocks.map((block): Site => siteOf(block, radius, named));
    return {
      width, height, detail: named ? 'names' : 'marks', sites, land: path,
      leaders: sites.map((to, index) => ({ from: places[index] ?? to, to })),
    };
  }
}

/** A network that is wide and flat needs no more room above and below than its names. */
function startingHeight(members: readonly Settler[], width: number, narrow: boolean): number {
  const usual = narrow ? 360 : 440;
  const { places } = project(members, width, usual, null);
  const rows = places.map(({ y }) => y);
  const tall = rows.length === 0 ? 0 : Math.max(...rows) - Math.min(...rows);
  return Math.min(usual, Math.max(HEIGHT_MIN, tall + ROOM_ABOVE_AND_BELOW));
}

/** Equal areas, turned so that the members are in the middle, and as near as the outline allows. */
function project(
  members: readonly Settler[], width: number, height: number, land: MultiPolygon | null,
): { places: Point[]; path: string } {
  const points: MultiPoint = {
    type: 'MultiPoint', coordinates: members.map(({ longitude, latitude }) => [longitude, latitude]),
  };
  const [aside, above] = [width * 0.16, height * 0.24];
  const projection = geoEqualEarth().rotate([-middleOf(members.map(({ longitude }) => longitude)), 0])
    .fitExtent([[aside, above], [width - aside, height - above]], points);
  projection.scale(Math.min(SCALE_MAX, projection.scale())).translate([0, 0]);
  const [[left, top], [right, bottom]] = geoPath(projection).bounds(points);
  projection.translate([(width - left - right) / 2, (height - top - bottom) / 2])
    .clipExtent([[0, 0], [width, height]]);
  const places = members.map(({ longitude, latitude }): Point => {
    const [x, y] = projection([longitude, latitude]) ?? [width / 2, height / 2];
    return { x, y };
  });
  return { places, path: land === null ? '' : geoPath(projection).digits(1)(land) ?? '' };
}

/** The middle of the shortest arc round the globe that has all of them on it, in degrees. */
export function middleOf(longitudes: readonly number[]): number {
  const sorted = [...longitudes].sort((a, b) => a - b);
  const [first = 0] = sorted;
  let [widest, start] = [first + 360 - (sorted.at(-1) ?? first), first];
  sorted.forEach((longitude, index) => {
    const next = sorted[index + 1];
    if (next !== undefined && next - longitude > widest) [widest, start] = [next - longitude, next];
  });
  const middle = start + (360 - widest) / 2;
  return middle > 180 ? middle - 360 : middle;
}

/** The box of a hexagon and the name below it. */
function blockOf({ x, y }: Point, radius: number, name: string | null): Block {
  const below = name === null ? 0 : NAME_HEIGHT;
  return {
    x, y: y + below / 2, halfWidth: Math.max(radius, (name ?? '').length * LETTER / 2) + GAP,
    halfHeight: radius + below / 2 + GAP,
  };
}

function siteOf({ x, y: middle, halfWidth }: Block, radius: number, named: boolean): Site {
  const below = named ? NAME_HEIGHT : 0;
  const y = middle - below / 2;
  const width = named ? 2 * (halfWidth - GAP) : 0;
  return { x, y, radius, side: 'below', rows: 0, text: { x: x - width / 2, y: y + radius, width, height: below } };
}
