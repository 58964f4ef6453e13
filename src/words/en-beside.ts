/** The sentences of two runs side by side, in English; loaded with them. See en.ts. */
import { sayMoment } from './moment.ts';

export const besideWords = {
  shown: (left: string, right: string) => `Side by side: ${left}, and ${right}.`,
  pane: (name: string) => `The picture of: ${name}`,
  onStage: 'on the Stage',
  running: (percent: string) => `Being run, ${percent}.`,
  failed: 'It could not be run: the background worker stopped.',
  again: 'Try again',
  cancel: 'Stop it',
  end: 'Show one run again',
  close: 'Close',
  more: 'All about it',
  mark: '≠ marks what differs at this moment.',
  parting: {
    looking: 'Looking for the first difference…',
    unknown: 'Where they part could not be found out: the background worker does not answer.',
    same: (left: string, right: string) =>
      `Nothing differs: what happens in “${right}” happens in “${left}” too, event for event.`,
    at: (atMicros: number, left: string, inLeft: string, right: string, inRight: string) =>
      `They part at ${sayMoment(atMicros)}: in “${left}”, ${inLeft}; in “${right}”, ${inRight}.`,
    nothing: 'nothing of the kind',
    go: 'Go there',
  },
  consequences: 'What it comes to',
  difference: 'change',
  when: { now: 'At this moment', end: 'In the end' },
  rows: {
    leaked: 'Leaks', couldRead: 'Could read', didRead: 'Did read', waiting: 'Waiting', needsMet: 'Needs met',
    needsMissed: 'Needs missed', waitP50: 'Half waited at most', waitP95: '95 of 100 waited at most',
  },
};
