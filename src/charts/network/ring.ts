/**
 * Where members stand: on a rounded rectangle, in the order of their bearing from the middle of
 * them all, evenly apart. East stays right and north stays up as far as nobody overlaps; the same
 * members always stand in the same places, because nothing here is drawn by lot.
 */
export interface Place { readonly longitude: number; readonly latitude: number }
export interface Point { readonly x: number; readonly y: number }

export interface Ring {
  readonly centre: Point;
  readonly halfWidth: number;
  readonly halfHeight: number;
}

const SAMPLES = 720;

export function standOnRing(places: readonly Place[], ring: Ring): Point[] {
  const count = places.length;
  if (count <= 1) return places.map(() => ring.centre);
  const { points, travelled, length } = measureRing(ring);
  const bearings = bearingsOf(places);
  const order = places.map((_, index) => index)
    .sort((a, b) => (bearings[a] ?? 0) - (bearings[b] ?? 0) || a - b);
  const gap = length / count;
  const wished = order.map((index) => travelledAt(bearings[index] ?? 0, travelled));
  const start = circularMean(wished.map((at, rank) => at - rank * gap), length);
  const stands: Point[] = new Array<Point>(count).fill(ring.centre);
  order.forEach((index, rank) => {
    stands[index] = pointAt(start + rank * gap, points, travelled, length);
  });
  return stands;
}

/** Radians, counter-clockwise from east, 0 to 2π; the middle itself bears east. */
function bearingsOf(places: readonly Place[]): number[] {
  const middle = (values: number[]): number =>
    (Math.min(...values) + Math.max(...values)) / 2;
  const longitude = middle(places.map((place) => place.longitude));
  const latitude = middle(places.map((place) => place.latitude));
  return places.map((place) => {
    const turn = Math.atan2(place.latitude - latitude, place.longitude - longitude);
    return turn < 0 ? turn + 2 * Math.PI : turn;
  });
}

interface MeasuredRing {
  readonly points: readonly Point[];
  readonly travelled: readonly number[];
  readonly length: number;
}

/** A superellipse of the fourth degree, sampled by angle; y grows downwards as on a screen. */
function measureRing(ring: Ring): MeasuredRing {
  const points = Array.from({ length: SAMPLES + 1 }, (_, index) => {
    const angle = (index / SAMPLES) * 2 * Math.PI;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const reach = 1 / (cos ** 4 + sin ** 4) ** 0.25;
    return {
      x: ring.centre.x + ring.halfWidth * reach * cos,
      y: ring.centre.y - ring.halfHeight * reach * sin,
    };
  });
  const travelled = [0];
  for (let index = 1; index < points.length; index += 1) {
    const [a, b] = [points[index - 1], points[index]];
    const step = a === undefined || b === undefined ? 0 : Math.hypot(b.x - a.x, b.y - a.y);
    travelled.push((travelled[index - 1] ?? 0) + step);
  }
  return { points, travelled, length: travelled.at(-1) ?? 0 };
}

function travelledAt(bearing: number, travelled: readonly number[]): number {
  return travelled[Math.round((bearing / (2 * Math.PI)) * SAMPLES)] ?? 0;
}

function pointAt(
  distance: number, points: readonly Point[], travelled: readonly number[], length: number,
): Point {
  const wanted = ((distance % length) + length) % length;
  let [low, high] = [0, travelled.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((travelled[middle] ?? 0) <= wanted) low = middle; else high = middle;
  }
  const [a, b] = [points[low], points[high]];
  if (a === undefined || b === undefined) throw new Error('The ring has no points.');
  const [from, to] = [travelled[low] ?? 0, travelled[high] ?? 0];
  const share = to === from ? 0 : (wanted - from) / (to - from);
  return { x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y) };
}

function circularMean(values: readonly number[], length: number): number {
  let [x, y] = [0, 0];
  for (const value of values) {
    x += Math.cos((value / length) * 2 * Math.PI);
    y += Math.sin((value / length) * 2 * Math.PI);
  }
  // Wishes that cancel out leave no preference; then the first stands in the east.
  return Math.hypot(x, y) < 1e-9 ? 0 : (Math.atan2(y, x) / (2 * Math.PI)) * length;
}
