import { describe, expect, it } from 'vitest';
import type { Frame } from '../../bridge/frame.ts';
import { FAMILIES, familyOf } from './family.ts';
import { flightAt, placeFlights } from './flights.ts';

const PORTS = [{ x: 0, y: 0, radius: 20 }, { x: 200, y: 0, radius: 20 }];

function pictureOf(rows: number[][]): { frame: Frame; names: string[] } {
  const column = (index: number): Float64Array => Float64Array.from(rows.map((row) => row[index] ?? 0));
  const messages = {
    count: rows.length, from: column(0), to: column(1), progress: column(2), kind: column(3),
    row: column(4), held: column(5),
  };
  return { frame: { messages } as unknown as Frame, names: ['prepare', 'records.served'] };
}

describe('messages on their way', () => {
  it('leave the edge of one hexagon and arrive at the edge of the other', () => {
    const xs = [0, 0.5, 1].map((progress) =>
      placeFlights(pictureOf([[0, 1, progress, 0, 7, 0]]), PORTS, true, null)[0]?.x);
    expect(xs).toEqual([20, 100, 180]);
  });

  it('keep to their own side of the link', () => {
    const [there, back] = placeFlights(pictureOf([[0, 1, 0.5, 0, 1, 0], [1, 0, 0.5, 0, 2, 0]]), PORTS, true, null);
    expect(Math.sign(there?.y ?? 0)).toBe(-Math.sign(back?.y ?? 0));
  });

  it('stand still on their way when movement is not wanted, and wait at the gap when held', () => {
    const at = (progress: number, held: number): number | undefined =>
      placeFlights(pictureOf([[0, 1, progress, 0, 7, held]]), PORTS, false, null)[0]?.x;
    expect(at(0.1, 0)).toBe(at(0.9, 0));
    expect(at(0.1, 1)).toBeLessThan(at(0.1, 0) ?? 0);
  });

  it('are found under a finger, the nearest of them', () => {
    const flights = placeFlights(pictureOf([[0, 1, 0.4, 0, 1, 0], [0, 1, 0.5, 1, 2, 0]]), PORTS, true, 2);
    expect(flightAt(flights, 97, 0)?.row).toBe(2);
    expect(flightAt(flights, 97, 90)).toBeNull();
    expect(flights.map((flight) => flight.chosen)).toEqual([false, true]);
  });

  it('between a party and itself, or one that is not drawn, are left out', () => {
    expect(placeFlights(pictureOf([[0, 0, 0.5, 0, 1, 0], [0, 9, 0.5, 0, 2, 0]]), PORTS, true, null)).toEqual([]);
  });
});

describe('the families of messages', () => {
  it.each([
    ['proposal', 'proposal'], ['prepare', 'vote'], ['commit', 'vote'], ['round-change', 'vote'],
    ['decided', 'vote'], ['transaction', 'transaction'], ['record-request', 'request'],
    ['consent-request', 'request'], ['refusal', 'request'], ['records', 'record'],
    ['block', 'proposal'], ['anything new', 'request'],
  ])('%s looks like a %s', (kind, family) => { expect(familyOf(kind)).toBe(family); });

  it('are all in the legend', () => { expect(new Set(FAMILIES).size).toBe(5); });
});
