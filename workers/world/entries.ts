import { entryKind } from '../kernel/trace.ts';

/**
 * An act of the story takes effect: the root of every chain of causes. `act` counts acts in order
 * of time, from 1, and not lines: a comment added to the script is still the same run.
 */
export const storyAct = entryKind('story.act', { act: 'integer', text: 'text' } as const);

/**
 * What a line of the story waited for is so, and its fault happens: the cause is what made it so.
 * `condition` counts the lines that wait, from 1; `when` and `text` are what it says.
 */
export const storyCondition = entryKind('story.condition', {
  condition: 'integer', when: 'text', text: 'text',
} as const);

/** The run ends, and what a line of the story waited for never was so. */
export const storyUnmet = entryKind('story.unmet', {
  condition: 'integer', when: 'text', text: 'text',
} as const);

/**
 * A standing instruction of the story ("when asked …") answers; its cause is what it answers.
 * `reaction` counts the instructions, from 1.
 */
export const storyReaction = entryKind('story.reaction', {
  reaction: 'integer', text: 'text',
} as const);

/** The run's last moment; nothing is simulated after it. */
export const runEnded = entryKind('run.ended', { days: 'integer' } as const);

/** A member's node crashes; `lostDisk` is 1 where its disk is gone with it. */
export const nodeCrashed = entryKind('node.crashed', { lostDisk: 'integer' } as const);

/** It runs again; `learner` is 1 where it lost its disk and has to learn everything anew. */
export const nodeRestarted = entryKind('node.restarted', { learner: 'integer' } as const);

/** It stops for a while with all it has in memory, and then goes on. */
export const nodePaused = entryKind('node.paused', { forMicros: 'integer' } as const);
export const nodeResumed = entryKind('node.resumed', {} as const);

/** What it computes takes so many times as long from now on, and then as long as before. */
export const nodeSlowed = entryKind('node.slowed', { times: 'integer' } as const);
export const nodeSpeedRestored = entryKind('node.speedRestored', {} as const);

/** What it sends in all, and what it receives, is limited from now on, and then is not. */
export const nodeLimited = entryKind('node.limited', { bitsPerSecond: 'integer' } as const);
export const nodeLimitEnded = entryKind('node.limitEnded', {} as const);

/** Its clock is set; `aheadMicros` is how far it is then ahead of true time, or behind. */
export const nodeClockSet = entryKind('node.clockSet', { aheadMicros: 'integer' } as const);

/**
 * A validator departs from its protocol: `how` is silent, slow, equivocates, votes-twice,
 * mines-selfishly, double-spends or refuses; `byMicros` how late it speaks, `of` whose transactions
 * it leaves out or undoes, or, of rewrites, from which block on.
 * Ending in `-in-vain`: the protocol `of` has nothing with which that could be done.
 */
export const nodeTurned = entryKind('node.turned', {
  how: 'text', byMicros: 'integer', of: 'text',
} as const);

/**
 * A validator votes from now on to `add` another to those who make blocks or to `drop` it;
 * `counts` is 0 where the protocol has no such votes.
 */
export const nodeVoted = entryKind('node.voted', {
  choice: 'text', about: 'text', counts: 'integer',
} as const);

/** The same, where whoever leads is asked for it; `counts` is 0 where nobody can be. */
export const nodeAsked = entryKind('node.asked', {
  choice: 'text', about: 'text', counts: 'integer',
} as const);

/** It follows its protocol again. */
export const nodeReformed = entryKind('node.reformed', {} as const);

/** A client of a load sends a transaction to this node; loads and their transactions count from 1. */
export const loadSubmitted = entryKind('load.submitted', {
  load: 'integer', number: 'integer',
} as const);

/** The node to which it was sent has it in a final block, and tells the client. */
export const loadFinal = entryKind('load.final', {
  load: 'integer', number: 'integer', height: 'integer',
} as const);

/** The node would not take it. */
export const loadRefused = entryKind('load.refused', {
  load: 'integer', number: 'integer', why: 'text',
} as const);
