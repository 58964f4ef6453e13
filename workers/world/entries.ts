import { entryKind } from '../kernel/trace.ts';

/**
 * An act of the story takes effect: the root of every chain of causes. `act` counts acts in order
 * of time, from 1, and not lines: a comment added to the script is still the same run.
 */
export const storyAct = entryKind('story.act', { act: 'integer', text: 'text' } as const);

/**
 * A standing instruction of the story ("when asked …") answers; its cause is what it answers.
 * `reaction` counts the instructions, from 1.
 */
export const storyReaction = entryKind('story.reaction', {
  reaction: 'integer', text: 'text',
} as const);

/** The run's last moment; nothing is simulated after it. */
export const runEnded = entryKind('run.ended', { days: 'integer' } as const);
