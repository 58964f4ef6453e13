import type { Lane } from './timeline.ts';

/** How high the timeline is, and at what height each lane of marks stands, in pixels. */
export interface TimelineSize {
  readonly height: number;
  /** Lanes that have no room are not drawn. */
  readonly lanes: Readonly<Partial<Record<Lane, number>>>;
}

/** low: a laptop's window, where the picture needs the room; brief: a frame inside another page. */
export const TIMELINE_SIZES = {
  full: { height: 80, lanes: { leak: 9, verdict: 22, grant: 35, access: 48, block: 61, other: 73 } },
  low: { height: 68, lanes: { leak: 7, verdict: 18, grant: 29, access: 40, block: 51, other: 62 } },
  // Larger words: what has no lane of its own gives way to the picture.
  projector: { height: 57, lanes: { leak: 7, verdict: 18, grant: 29, access: 40, block: 51 } },
  // The tracks below show the leaks and verdicts of every run.
  branched: { height: 46, lanes: { grant: 7, access: 18, block: 29, other: 40 } },
  // Leaks are what a passer-by must not miss; blocks are what the network did about it.
  brief: { height: 34, lanes: { leak: 7, block: 19, other: 28 } },
} as const satisfies Record<string, TimelineSize>;
