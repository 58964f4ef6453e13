import { Kernel } from '../workers/kernel/kernel.ts';

const DELAYS = 65_536;

/**
 * The kernel with nothing to do: each event puts back one like it, so that as many stay pending
 * (the hold model, Jones 1986). It does what an event must: it is taken in its order, its handler is
 * called, and a new one is scheduled under the same asserts, for a later time that differs from event
 * to event. It does nothing else. Delays N(250, 50) ms as in PBFT's case are drawn beforehand, all
 * events have one and the same message, which nobody reads, and nothing is left to tidy up: what a
 * share of its rate leaves to a protocol has to pay for the draw, the message and the memory too.
 */
export function holdKernel(pending: number): (events: number) => void {
  const kernel = new Kernel({ seed: pending, keepMessages: false });
  const stream = kernel.draws.stream('bare', 'delay');
  const delays = Float64Array.from({ length: DELAYS }, (_, index) =>
    Math.max(0, Math.round(250_000 + 50_000 * kernel.draws.normalIn(stream, `${index}`))));
  let at = 0;
  const put = (target: number, a: number, ref: unknown): void => {
    kernel.schedule(kernel.now + delays[at]!, 0, target, a, ref);
    at = (at + 1) % DELAYS;
  };
  kernel.on(0, put);
  const message = { kind: 'prepare' };
  for (let index = 0; index < pending; index += 1) put(index & 0xff, index >> 8, message);
  return (events) => void kernel.advance(Infinity, events);
}
