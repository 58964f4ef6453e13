import { FRAME, FRAME_VERSION, type FrameTable } from '../../workers/contract.ts';

/** One table of a frame: its row count and a view of each column, no copies. */
export type Rows<T extends FrameTable> =
  { readonly count: number } & { readonly [C in (typeof FRAME)[T][number]]: Float64Array };

/** The picture at one moment, read in place from the buffer that the worker transferred. */
export type Frame = {
  readonly atMicros: number;
  readonly caption: string;
} & { readonly [T in FrameTable]: Rows<T> };

const TABLES = Object.keys(FRAME) as FrameTable[];

/** Reads a frame as FRAME lays it out. A buffer of any other shape is our own fault: it throws. */
export function readFrame(buffer: ArrayBuffer): Frame {
  if (buffer.byteLength % 8 !== 0) throw new FrameError('its length is not a whole number of floats');
  const floats = new Float64Array(buffer);
  if (floats[0] !== FRAME_VERSION) throw new FrameError(`its version is ${floats[0]}`);
  const tables: Partial<Record<FrameTable, object>> = {};
  let next = 2;
  for (const name of TABLES) {
    const count = wholeNumber(floats[next], name);
    next += 1;
    const rows: Record<string, Float64Array | number> = { count };
    for (const column of FRAME[name]) {
      if (next + count > floats.length) throw new FrameError(`it ends inside ${name}.${column}`);
      rows[column] = floats.subarray(next, next + count);
      next += count;
    }
    tables[name] = rows;
  }
  const caption = readText(floats, next);
  return { atMicros: floats[1] ?? 0, caption, ...tables } as Frame;
}

/** One cell, as a number; rows beyond the table are our own fault. */
export function cell(column: Float64Array, row: number): number {
  const value = column[row];
  if (value === undefined) throw new FrameError(`row ${row} of ${column.length} was asked for`);
  return value;
}

export class FrameError extends Error {
  constructor(what: string) {
    super(`A frame cannot be read: ${what}.`);
    this.name = 'FrameError';
  }
}

function readText(floats: Float64Array, at: number): string {
  const length = wholeNumber(floats[at], 'caption');
  if (at + 1 + length !== floats.length) throw new FrameError('its caption is cut short or too long');
  let text = '';
  for (let index = 0; index < length; index += 1) {
    text += String.fromCharCode(floats[at + 1 + index] ?? 0);
  }
  return text;
}

function wholeNumber(value: number | undefined, what: string): number {
  if (value === undefined || !Number.isInteger(value) || value < 0) {
    throw new FrameError(`the size of ${what} is ${value}`);
  }
  return value;
}
