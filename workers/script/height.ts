import { wholeNumber } from './slots.ts';

/** Block 0 is what all begin with; no run has as many blocks as this. */
const HEIGHT_MAX = 10_000_000;

export const blockNumber = wholeNumber(
  'The number of a block', 1, HEIGHT_MAX, 'no run has as many',
  'block 1 is the first after genesis');
