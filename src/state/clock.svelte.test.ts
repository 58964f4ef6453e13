import { describe, expect, it } from 'vitest';
import { Clock, type Repaints } from './clock.svelte.ts';

/** A screen that repaints when told to. */
class Screen implements Repaints {
  waiting: ((now: number) => void)[] = [];
  request = (callback: (now: number) => void): number => this.waiting.push(callback);
  cancel = (): void => { this.waiting = []; };
  repaint(now: number): void {
    const callbacks = this.waiting;
    this.waiting = [];
    for (const callback of callbacks) callback(now);
  }
}

function clockOf(ends: number): { clock: Clock; screen: Screen; moves: [number, number][] } {
  const screen = new Screen();
  const moves: [number, number][] = [];
  const clock = new Clock((from, to) => { moves.push([from, to]); }, screen);
  clock.load([[0, 0], [ends, 10]], ends, 0);
  return { clock, screen, moves };
}

describe('the clock', () => {
  it('asks for no repaint while it is paused', () => {
    const { clock, screen } = clockOf(1000);
    expect(screen.waiting).toHaveLength(0);
    clock.play();
    expect(screen.waiting).toHaveLength(1);
    clock.pause();
    expect(screen.waiting).toHaveLength(0);
  });

  it('plays a hundredth of the run in a hundredth of its seconds', () => {
    const { clock, screen } = clockOf(1000);
    clock.play();
    screen.repaint(5000);
    expect(clock.atMicros).toBe(0);
    screen.repaint(5100);
    expect(clock.atMicros).toBe(10);
  });

  it('goes on where it was after the tab has slept', () => {
    const { clock, screen } = clockOf(1000);
    clock.play();
    screen.repaint(0);
    screen.repaint(60_000);
    expect(clock.atMicros).toBe(10);
  });

  it('stops at the end, and plays again from the start', () => {
    const { clock, screen } = clockOf(1000);
    clock.seek(999);
    clock.play();
    screen.repaint(0);
    screen.repaint(100);
    expect([clock.atMicros, clock.playing, screen.waiting.length]).toEqual([1000, false, 0]);
    clock.play();
    expect([clock.atMicros, clock.playing]).toEqual([0, true]);
  });

  it('repeats a loop, from wherever it is started, until it is taken away', () => {
    const { clock, screen } = clockOf(1000);
    clock.loop = { from: 500, to: 510 };
    clock.play();
    expect(clock.atMicros).toBe(500);
    screen.repaint(0);
    screen.repaint(50);
    expect(clock.atMicros).toBe(505);
    screen.repaint(150);
    expect([clock.atMicros, clock.playing]).toEqual([500, true]);
    clock.loop = null;
    screen.repaint(250);
    screen.repaint(350);
    expect(clock.atMicros).toBe(520);
  });

  it('keeps to the run when it is sent elsewhere, in whole microseconds', () => {
    const { clock, moves } = clockOf(1000);
    clock.seek(-5);
    expect(clock.atMicros).toBe(0);
    clock.seek(12.6);
    expect(clock.atMicros).toBe(13);
    clock.seek(1e12);
    expect(clock.atMicros).toBe(1000);
    expect(moves.at(-1)).toEqual([13, 1000]);
  });
});
