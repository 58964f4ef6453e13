/** Lays the network out for a given width: where each member stands and where its words go. */
import { standOnRing, type Place, type Point } from './ring.ts';

export type Side = 'left' | 'right' | 'above' | 'below';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Site extends Point {
  readonly radius: number;
  /** Which side of the hexagon the words stand on. */
  readonly side: Side;
  /** The box of the words: a heading of two lines, then one row for each occupant shown. */
  readonly text: Box;
  /** How many occupants get a row of their own; the rest are counted in the last row. */
  readonly rows: number;
}

/** words: names and occupants in full; names: the name alone; marks: hexagons alone. */
export type Detail = 'words' | 'names' | 'marks';

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly detail: Detail;
  readonly sites: readonly Site[];
}

export const HEADING = 40;
export const ROW = 22;
const GAP = 12;
const MARGIN = 12;
const HEIGHT_MIN = 320;
/** Two rows of hexagons with their names. */
const NAMED_HEIGHT_MIN = 150;
/** How far the middle one of a column stands out. */
const BOW = 36;
/** Between the two rows of a narrow picture: the room in which messages are seen. */
const BETWEEN = 88;
const BETWEEN_TIGHT = 44;
const UNIT_RING = { centre: { x: 0, y: 0 }, halfWidth: 1, halfHeight: 1 };
/** Below this the words stand above and below the hexagons instead of beside them. */
export const NARROW = 560;
/** More members than this and only their names fit. */
const WORDS_MAX = 6;
const NAMES_MAX = 16;

export interface Resident extends Place { readonly occupants: number }

/** Tight: where the height is scarce, members stand close above each other. */
export function layOut(residents: readonly Resident[], width: number, tight = false): Layout {
  const narrow = width < NARROW;
  const count = residents.length;
  const detail = detailFor(count, narrow);
  if (detail !== 'words') return layOutSmall(residents, width, narrow, detail);
  if (narrow) return layOutTall(residents, width, tight ? BETWEEN_TIGHT : BETWEEN);
  return layOutWide(residents, width, tight ? GAP / 2 : 1.5 * GAP);
}

/** With names alone, in a height that is given: there is no room for who is at each. */
export function layOutNamed(residents: readonly Resident[], width: number, height: number): Layout {
  return layOutSmall(residents, width, width < NARROW, residents.length <= NAMES_MAX ? 'names' : 'marks',
    Math.max(NAMED_HEIGHT_MIN, height));
}

/** Words beside the hexagons, outwards: two columns, each stacked by what its members need. */
function layOutWide(residents: readonly Resident[], width: number, between: number): Layout {
  const radius = width < 760 ? 32 : 40;
  const words = Math.min(214, Math.max(172, width * 0.22));
  const stands = standOnRing(residents, UNIT_RING);
  const heights = residents.map((resident) => Math.max(wordsHeight(resident.occupants), 2 * radius));
  const columns = ([-1, 1] as const).map((toward) => stands
    .map((_, index) => index)
    .filter((index) => ((stands[index]?.x ?? 0) < -1e-6 ? -1 : 1) === toward)
    .sort((a, b) => (stands[a]?.y ?? 0) - (stands[b]?.y ?? 0) || a - b));
  const need = columns.map((column) => sum(column.map((index) => heights[index] ?? 0)));
  const height = Math.max(HEIGHT_MIN, ...columns.map((column, side) =>
    (need[side] ?? 0) + (column.length + 1) * between));
  const sites: Site[] = [];
  columns.forEach((column, side) => {
    const gap = (height - (need[side] ?? 0)) / (column.length + 1);
    let top = gap;
    column.forEach((index, rank) => {
      const middle = top + (heights[index] ?? 0) / 2;
      // Three in a column stand on a bow, so that no link runs behind the one in the middle.
      const away = width / 2 - MARGIN - words - GAP - radius - standIn(rank, column.length);
      const at = { x: width / 2 + (side === 0 ? -away : away), y: middle };
      sites[index] = beside(residents[index], at, radius, words, side === 0);
      top += (heights[index] ?? 0) + gap;
    });
  });
  return { width, height, detail: 'words', sites };
}

/** How far one of a column stands back from the edge, so that the middle one stands out. */
function standIn(rank: number, count: number): number {
  return count > 2 ? BOW * (1 - Math.sin((Math.PI * (rank + 0.5)) / count)) : BOW / 2;
}

function beside(
  resident: Resident | undefined, at: Point, radius: number, words: number, left: boolean,
): Site {
  const rows = resident?.occupants ?? 0;
  const height = wordsHeight(rows);
  return {
    ...at, radius, rows, side: left ? 'left' : 'right',
    text: {
      x: left ? at.x - radius - GAP - words : at.x + radius + GAP,
      y: at.y - height / 2, width: words, height,
    },
  };
}

/** Two columns, words above the upper hexagons and below the lower ones. */
function layOutTall(residents: readonly Resident[], width: number, between: number): Layout {
  const radius = 28;
  const words = width / 2 - 1.5 * MARGIN;
  const cells = intoCells(standOnRing(residents, UNIT_RING));
  const tallest = ([0, 1] as const).map((row) => Math.max(0, ...residents
    .filter((_, index) => cells[index]?.row === row)
    .map((resident) => wordsHeight(resident.occupants))));
  const upper = MARGIN + (tallest[0] ?? 0) + GAP / 2 + radius;
  const lower = upper + 2 * radius + between;
  const height = lower + radius + GAP / 2 + (tallest[1] ?? 0) + MARGIN;
  const sites = cells.map(({ column, row }, index): Site => {
    const y = row === 0 ? upper : lower;
    const rows = residents[index]?.occupants ?? 0;
    const boxHeight = wordsHeight(rows);
    const left = column === 0 ? MARGIN : width / 2 + MARGIN / 2;
    return {
      x: left + words / 2, y, radius, rows, side: row === 0 ? 'above' : 'below',
      text: {
        x: left, width: words, height: boxHeight,
        y: row === 0 ? y - radius - GAP / 2 - boxHeight : y + radius + GAP / 2,
      },
    };
  });
  return { width, height, detail: 'words', sites };
}

/** Many members: small hexagons, evenly round the ring, with their names or without. */
function layOutSmall(
  residents: readonly Resident[], width: number, narrow: boolean, detail: Detail,
  height = narrow ? Math.max(360, residents.length * 11) : 480,
): Layout {
  const name = detail === 'names' ? { width: narrow ? 96 : 110, height: 22 } : { width: 0, height: 0 };
  const perimeter = 2 * (width + height) * 0.86;
  const room = perimeter / Math.max(1, residents.length);
  const radius = detail === 'names' ? 18 : Math.max(6, Math.min(16, room / 2.6));
  const stands = standOnRing(residents, {
    centre: { x: width / 2, y: height / 2 },
    halfWidth: width / 2 - MARGIN - Math.max(radius, name.width / 2),
    halfHeight: height / 2 - MARGIN - radius - name.height,
  });
  const sites = stands.map((stand): Site => ({
    ...stand, radius, side: 'below', rows: 0,
    text: {
      x: stand.x - name.width / 2, y: stand.y + radius, width: name.width, height: name.height,
    },
  }));
  return { width, height, detail, sites };
}

function detailFor(count: number, narrow: boolean): Detail {
  if (count <= (narrow ? 4 : WORDS_MAX)) return 'words';
  return count <= (narrow ? 6 : NAMES_MAX) ? 'names' : 'marks';
}

function wordsHeight(occupants: number): number {
  return HEADING + occupants * ROW;
}

/** At most four stands, each into the nearest free quarter of the picture. */
function intoCells(stands: readonly Point[]): { column: 0 | 1; row: 0 | 1 }[] {
  const taken = new Set<string>();
  return stands.map((stand) => {
    const free = ([[0, 0], [1, 0], [0, 1], [1, 1]] as const)
      .filter(([column, row]) => !taken.has(`${column}${row}`))
      .map(([column, row]) => ({
        column, row, away: Math.hypot(stand.x - (2 * column - 1), stand.y - (2 * row - 1)),
      }))
      .sort((a, b) => a.away - b.away);
    const { column, row } = free[0] ?? { column: 0 as const, row: 0 as const };
    taken.add(`${column}${row}`);
    return { column, row };
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
