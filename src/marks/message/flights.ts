import { cell } from '../../bridge/frame.ts';
import type { Picture } from '../../bridge/engine.svelte.ts';
import type { Flight } from './draw.ts';
import { familyOf } from './family.ts';

/** Where a party's messages start and end: a middle, and how far around it they may not be seen. */
export interface Port { readonly x: number; readonly y: number; readonly radius: number }

export interface Placed extends Flight {
  readonly row: number;
  readonly kind: string;
  readonly from: number;
  readonly to: number;
}

/** More than this many at once are a fog; the list beside the picture counts them all. */
export const FLIGHTS_MAX = 1200;

/** Each direction keeps to its own side of the link, as traffic does. */
const SIDE = 5;

/** A held message waits before the gap, from whichever end it comes. */
const HELD_AT = 0.08;

/** Messages at a frame's moment, placed on their links. `ports`: members first, then wallets. */
export function placeFlights(
  { frame, names }: Picture, ports: readonly Port[], travel: boolean, chosenRow: number | null,
): Placed[] {
  const { messages } = frame;
  const placed: Placed[] = [];
  for (let index = 0; index < messages.count && placed.length < FLIGHTS_MAX; index += 1) {
    const [from, to] = [cell(messages.from, index), cell(messages.to, index)];
    const [a, b] = [ports[from], ports[to]];
    if (a === undefined || b === undefined) continue;
    const span = Math.hypot(b.x - a.x, b.y - a.y);
    if (span === 0) continue;
    const [dx, dy] = [(b.x - a.x) / span, (b.y - a.y) / span];
    const held = cell(messages.held, index) === 1;
    const lost = cell(messages.held, index) === 2;
    // Without travel a message stands on its way, two thirds along, as an arrow would point.
    const share = held ? HELD_AT : travel ? cell(messages.progress, index) : 0.64;
    const along = Math.min(a.radius, span / 3) + share * Math.max(0, span - a.radius - b.radius);
    const kind = names[cell(messages.kind, index)] ?? '';
    const row = cell(messages.row, index);
    placed.push({
      x: a.x + dx * along - dy * SIDE, y: a.y + dy * along + dx * SIDE, dx, dy,
      family: familyOf(kind), held, lost, chosen: row === chosenRow, row, kind, from, to,
    });
  }
  return placed;
}

/** The message under a point, if one is near enough for a finger. */
export function flightAt(flights: readonly Placed[], x: number, y: number): Placed | null {
  let nearest: Placed | null = null;
  let nearestAway = 14;
  for (const flight of flights) {
    const away = Math.hypot(flight.x - x, flight.y - y);
    if (away < nearestAway) [nearest, nearestAway] = [flight, away];
  }
  return nearest;
}
