/**
 * Our event queue beside three from the registry, under the hold model (Jones 1986): with n
 * pending, take the earliest, put back one at a drawn later time; n stays n.
 *
 * tinyqueue and heap-js hold one object an event and compare (time, order), so all three do
 * the same work. flatqueue takes one number as its priority: it has no order among equal times
 * and so could not drive a run that must come out the same everywhere. It is measured all the
 * same, and its name says so.
 */
import FlatQueue from 'flatqueue';
import { Heap } from 'heap-js';
import TinyQueue from 'tinyqueue';
import { EventQueue } from '../workers/kernel/queue.ts';
import { compared, type Measure, type Result } from './measure.ts';

const PENDING = [100, 10_000, 1_000_000] as const;
const HOLDS = 300_000;
const ROUNDS = 5;

export const measure: Measure = () => PENDING.flatMap(measureAt);

interface Contender {
  readonly name: string;
  push(at: number, a: number): void;
  /** Takes the earliest; its time. */
  pop(): number;
}

function measureAt(pending: number): Result[] {
  const contenders = [ours(), tinyqueue(), heapjs(), flatqueue()];
  const random = contenders.map(() => new Uint32Array([0x9e3779b9]));
  contenders.forEach((contender, index) => {
    for (let a = 0; a < pending; a += 1) contender.push(draw(random[index]!), a);
  });
  const rates: number[][] = contenders.map(() => []);
  // Interleaved, so that a slow second of the machine meets all of them.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const sums = contenders.map((contender, index) => {
      const started = performance.now();
      const sum = hold(contender, random[index]!);
      const seconds = (performance.now() - started) / 1_000;
      if (round > 0) rates[index]!.push(HOLDS / seconds);
      return sum;
    });
    // The work was the same: the times taken add up alike, even where ties fell differently.
    if (sums.some((sum) => sum !== sums[0])) throw new Error('The queues disagree.');
  }
  const [own, ...others] = contenders.map((_, index) => Math.round(median(rates[index]!)));
  return others.map((rate, index) => {
    const rival = contenders[index + 1]!.name;
    return compared(`queue.hold.${pending}`, 'events per second', own!, rival, rate);
  });
}

function hold(contender: Contender, random: Uint32Array): number {
  let sum = 0;
  for (let a = 0; a < HOLDS; a += 1) {
    const at = contender.pop();
    sum += at % 1_024;
    contender.push(at + draw(random), a);
  }
  return sum;
}

/** Whole microseconds up to about a second, xorshift32; ties are common, as in a real run. */
function draw(state: Uint32Array): number {
  let x = state[0]!;
  x ^= x << 13;
  x ^= x >>> 17;
  x ^= x << 5;
  state[0] = x;
  return state[0] >>> 12;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

function ours(): Contender {
  const queue = new EventQueue();
  return {
    name: 'ledgerward',
    push: (at, a) => void queue.push(at, 1, 2, a, undefined, -1, -1),
    pop: () => {
      queue.pop();
      return queue.at;
    },
  };
}

interface Entry {
  readonly at: number;
  readonly order: number;
  readonly kind: number;
  readonly target: number;
  readonly a: number;
}

function byTimeThenOrder(one: Entry, other: Entry): number {
  return one.at - other.at || one.order - other.order;
}

function tinyqueue(): Contender {
  const queue = new TinyQueue<Entry>([], byTimeThenOrder);
  let order = 0;
  return {
    name: 'tinyqueue 3.0.0',
    push: (at, a) => {
      queue.push({ at, order: order++, kind: 1, target: 2, a });
    },
    pop: () => queue.pop()!.at,
  };
}

function heapjs(): Contender {
  const queue = new Heap<Entry>(byTimeThenOrder);
  let order = 0;
  return {
    name: 'heap-js 2.7.1',
    push: (at, a) => {
      queue.push({ at, order: order++, kind: 1, target: 2, a });
    },
    pop: () => queue.pop()!.at,
  };
}

function flatqueue(): Contender {
  const queue = new FlatQueue<{ kind: number; target: number; a: number }>();
  return {
    name: 'flatqueue 3.1.0 (no order among equal times)',
    push: (at, a) => {
      queue.push({ kind: 1, target: 2, a }, at);
    },
    pop: () => {
      const at = queue.peekValue()!;
      queue.pop();
      return at;
    },
  };
}
