import { describe, expect, it } from 'vitest';
import { downAt, spansIn } from './down.ts';

/** Of two members: the first was down for a while and is again, the second once, before the picture. */
const frame = {
  downs: {
    count: 3, member: new Float64Array([0, 1, 0]),
    from: new Float64Array([10, 0, 60]), to: new Float64Array([40, 20, -1]),
  },
};

describe('the times when a node is down', () => {
  it('names whose node is down at the moment', () => {
    expect([...downAt(frame)]).toEqual([0]);
  });

  it('shows what is in the picture of them, to its end where the node still is', () => {
    // One pixel a microsecond, the picture from 30 to 100.
    const seen = spansIn(frame.downs, [5, 15], (at) => at, 30, 100);
    expect(seen.map(({ member, x, y1, y2 }) => [member, x, y1, y2])).toEqual([[0, 5, 30, 40], [0, 5, 60, 100]]);
  });
});
