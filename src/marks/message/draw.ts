import type { Family } from './family.ts';
import { faint, type Inks } from './inks.ts';

export interface Flight {
  readonly x: number;
  readonly y: number;
  /** Direction of travel, a unit vector. */
  readonly dx: number;
  readonly dy: number;
  readonly family: Family;
  readonly held: boolean;
  /** It ended here. */
  readonly lost: boolean;
  readonly chosen: boolean;
}

const TAIL = 16;

/** Draws one message: a head by its family, and a tail where it has come from. */
export function drawFlight(on: CanvasRenderingContext2D, flight: Flight, inks: Inks): void {
  const colour = colourOf(flight.family, inks);
  on.strokeStyle = colour;
  on.fillStyle = colour;
  if (!flight.held) drawTail(on, flight, inks);
  on.lineWidth = 2 * inks.stroke;
  if (flight.lost) return drawLost(on, flight, inks);
  on.beginPath();
  traceHead(on, flight);
  // Outline = asked or proposed, filled = given (screens.md C11); what is held stays hollow.
  const hollow = flight.held || flight.family === 'request' || flight.family === 'proposal';
  on.fillStyle = hollow ? inks.page : colour;
  on.fill();
  if (flight.family !== 'vote' || flight.held) on.stroke();
  if (flight.family === 'record') drawLines(on, flight, inks);
  if (flight.chosen) ringAround(on, flight, inks);
}

/** A cross, where it ended; its tail says where it came from. */
function drawLost(on: CanvasRenderingContext2D, flight: Flight, inks: Inks): void {
  const { x, y } = flight;
  on.beginPath();
  on.moveTo(x - 4, y - 4);
  on.lineTo(x + 4, y + 4);
  on.moveTo(x - 4, y + 4);
  on.lineTo(x + 4, y - 4);
  on.stroke();
  if (flight.chosen) ringAround(on, flight, inks);
}

/** A proposal carries a block; votes are many, so they stand back. */
function colourOf(family: Family, inks: Inks): string {
  if (family === 'proposal') return inks.block;
  return family === 'vote' ? inks.soft : inks.ink;
}

function drawTail(on: CanvasRenderingContext2D, { x, y, dx, dy, family }: Flight, inks: Inks): void {
  on.lineWidth = (family === 'vote' ? 1 : 1.5) * inks.stroke;
  on.globalAlpha = faint(0.45, inks);
  on.beginPath();
  on.moveTo(x, y);
  on.lineTo(x - dx * TAIL, y - dy * TAIL);
  on.stroke();
  on.globalAlpha = 1;
}

function traceHead(on: CanvasRenderingContext2D, { x, y, family }: Flight): void {
  switch (family) {
    case 'vote': on.arc(x, y, 3, 0, 2 * Math.PI); break;
    case 'request': on.arc(x, y, 5, 0, 2 * Math.PI); break;
    case 'proposal': on.rect(x - 5, y - 5, 10, 10); break;
    case 'transaction': on.roundRect(x - 6, y - 3.5, 12, 7, 3.5); break;
    case 'record': on.rect(x - 6, y - 7.5, 12, 15); break;
  }
}

/** A record is a page with lines on it. */
function drawLines(on: CanvasRenderingContext2D, { x, y }: Flight, inks: Inks): void {
  on.strokeStyle = inks.page;
  on.lineWidth = 1.5;
  on.beginPath();
  for (const line of [-3, 0.5, 4]) {
    on.moveTo(x - 3.5, y + line);
    on.lineTo(x + 3.5, y + line);
  }
  on.stroke();
}

function ringAround(on: CanvasRenderingContext2D, { x, y }: Flight, inks: Inks): void {
  on.strokeStyle = inks.ink;
  on.lineWidth = 3;
  on.beginPath();
  on.arc(x, y, 13, 0, 2 * Math.PI);
  on.stroke();
}
