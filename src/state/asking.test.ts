import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Asking } from './asking.ts';

describe('asking', () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); });

  it('asks once for many wishes, and once more for those that came meanwhile', async () => {
    let asked = 0;
    const asking = new Asking(() => { asked += 1; return Promise.resolve(); }, 300);
    for (let wish = 0; wish < 5; wish += 1) asking.again();
    expect(asked).toBe(1);
    await vi.advanceTimersByTimeAsync(299);
    expect(asked).toBe(1);
    await vi.advanceTimersByTimeAsync(2000);
    expect(asked).toBe(2);
  });
});
