/** Links to pages of a run in which blocks are taken back, and others are put forward in vain. */
import { deflateRawSync } from 'node:zlib';
import { TAKEN_BACK } from '../runs/forks-story.ts';

/** The page of the block that stands at a height when the run ends. */
export const forksLink = (height: number): string =>
  `#/x/block/${height}?run=~1.${deflateRawSync(Buffer.from(TAKEN_BACK)).toString('base64url')}`;
