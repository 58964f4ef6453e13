import type { Diagonal } from '../../charts/lanes/lanes.ts';
import { drawFlight } from './draw.ts';
import { faint, type Inks } from './inks.ts';

/** Draws a message's way through the lanes: a wait, a fall, and where it is or how it ended. */
export function drawTrace(
  on: CanvasRenderingContext2D, line: Diagonal, inks: Inks, chosen: boolean,
): void {
  const { x1, y1, x2, y2, family, fate } = line;
  on.strokeStyle = family === 'proposal' ? inks.block : family === 'vote' ? inks.soft : inks.ink;
  on.globalAlpha = family === 'vote' && !chosen ? faint(0.55, inks) : 1;
  drawWaits(on, line, inks);
  on.lineWidth = (chosen ? 3.5 : family === 'vote' ? 1 : family === 'record' ? 2.5 : 1.75) * inks.stroke;
  on.beginPath();
  on.moveTo(x1, y1);
  on.lineTo(x2, y2);
  on.stroke();
  on.globalAlpha = 1;
  const span = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [dx, dy] = [(x2 - x1) / span, (y2 - y1) / span];
  if (fate === 'arrived') drawArrow(on, x2, y2, dx, dy, inks);
  else {
    drawFlight(on, {
      x: x2, y: y2, dx, dy, family, held: fate === 'held', lost: fate === 'lost', chosen,
    }, inks);
  }
}

/** More votes than this are a weave: their arrows would cover each other, and what lies behind. */
const CROWD = 400;
/** So many lines are one stroke: each by itself costs more than drawing it. */
const STROKE = 100;

/** Votes are many and alike: they are drawn together, the fainter the more there are. */
export function drawVotes(
  on: CanvasRenderingContext2D, lines: readonly Diagonal[], inks: Inks,
): void {
  if (lines.length <= CROWD) {
    for (const line of lines) drawTrace(on, line, inks, false);
    return;
  }
  on.strokeStyle = inks.soft;
  on.globalAlpha = faint(Math.max(0.12, 0.55 * (CROWD / lines.length)), inks);
  on.lineWidth = inks.stroke;
  for (let first = 0; first < lines.length; first += STROKE) {
    on.beginPath();
    for (const { x1, y1, x2, y2 } of lines.slice(first, first + STROKE)) {
      on.moveTo(x1, y1);
      on.lineTo(x2, y2);
    }
    on.stroke();
  }
  on.globalAlpha = 1;
  on.fillStyle = inks.soft;
  on.beginPath();
  for (const { x2, y2, fate } of lines) if (fate === 'going') on.rect(x2 - 2.5, y2 - 2.5, 5, 5);
  on.fill();
}

/** What is not about the datum that is followed: a thin line, so that the rest stands out. */
export function drawFaint(on: CanvasRenderingContext2D, line: Diagonal, inks: Inks): void {
  on.strokeStyle = inks.soft;
  on.globalAlpha = faint(0.22, inks);
  on.lineWidth = inks.stroke;
  on.beginPath();
  on.moveTo(line.x1, line.y1);
  on.lineTo(line.x2, line.y2);
  on.stroke();
  on.globalAlpha = 1;
}

/** Held by a cut at the sender, or queueing at the receiver's line: dashes in the lane. */
function drawWaits(
  on: CanvasRenderingContext2D, { x1, sentY, y1, x2, y2, endY }: Diagonal, inks: Inks,
): void {
  on.lineWidth = 1.5 * inks.stroke;
  on.setLineDash([4, 4]);
  on.beginPath();
  if (y1 - sentY > 1) {
    on.moveTo(x1 + 4, sentY);
    on.lineTo(x1 + 4, y1);
  }
  if (endY - y2 > 1) {
    on.moveTo(x2 - 4, y2);
    on.lineTo(x2 - 4, endY);
  }
  on.stroke();
  on.setLineDash([]);
}

function drawArrow(
  on: CanvasRenderingContext2D, x: number, y: number, dx: number, dy: number, inks: Inks,
): void {
  on.lineWidth = 1.5 * inks.stroke;
  on.beginPath();
  on.moveTo(x - dx * 7 - dy * 3.5, y - dy * 7 + dx * 3.5);
  on.lineTo(x, y);
  on.lineTo(x - dx * 7 + dy * 3.5, y - dy * 7 - dx * 3.5);
  on.stroke();
}
