import { entryKind } from '../kernel/trace.ts';

/** The patient is now treated at `to`; what `from` keeps, it keeps. */
export const patientMoved = entryKind('health.moved', {
  patient: 'text', from: 'text', to: 'text',
} as const);

/**
 * A version of a record is new in its custodian's vault, and goes to the ledger's index by
 * `transaction`; `how` is new, amended or copied.
 */
export const recordWritten = entryKind('record.written', {
  record: 'text', version: 'integer', patient: 'text', section: 'text', custodian: 'text',
  person: 'text', how: 'text', transaction: 'text',
} as const);

export const recordNotWritten = entryKind('record.notWritten', {
  person: 'text', patient: 'text', section: 'text', why: 'text',
} as const);

/** Ground truth: no policy, actor or detector reads it. `withinMicros`: late after that. */
export const needBegan = entryKind('need.began', {
  need: 'text', person: 'text', patient: 'text', sections: 'text', purpose: 'text',
  withinMicros: 'integer', endsAt: 'integer',
} as const);

/** Every needed section has been before the person's eyes. */
export const needMet = entryKind('need.met', {
  need: 'text', person: 'text', patient: 'text', waitMicros: 'integer',
} as const);

/** The window is over; `met` is 1 or 0. */
export const needEnded = entryKind('need.ended', { need: 'text', met: 'integer' } as const);

export const sessionOpened = entryKind('session.opened', {
  session: 'text', person: 'text', workstation: 'text',
} as const);

/** The person walks away; `locked` is 1 or 0. */
export const sessionLeft = entryKind('session.left', {
  session: 'text', person: 'text', workstation: 'text', locked: 'integer',
} as const);

/** Someone else sits down at a session left open; `enabledBy` is the row of leaving it. */
export const sessionTakenOver = entryKind('session.takenOver', {
  session: 'text', person: 'text', owner: 'text', workstation: 'text', enabledBy: 'integer',
} as const);

/** The owner comes back to a session that is still open. */
export const sessionResumed = entryKind('session.resumed', {
  session: 'text', person: 'text', workstation: 'text',
} as const);

export const sessionRefused = entryKind('session.refused', {
  person: 'text', workstation: 'text', why: 'text',
} as const);

export const sessionLocked = entryKind('session.locked', {
  session: 'text', workstation: 'text', why: 'text',
} as const);

/**
 * Somebody signs in as another, with her password or her badge; the ledger will say it was her.
 * `enabledBy` is the row of leaving the badge in the reader, -1 where the password was shared.
 */
export const sessionBorrowed = entryKind('session.borrowed', {
  session: 'text', person: 'text', owner: 'text', workstation: 'text', means: 'text',
  enabledBy: 'integer',
} as const);

/** A badge stays in the reader: whoever sits down is let in by it. */
export const badgeLeft = entryKind('badge.left', { person: 'text', workstation: 'text' } as const);

/** The chart is taken off the screen by whoever sits there; `sections` were on it. */
export const chartClosed = entryKind('chart.closed', {
  session: 'text', person: 'text', patient: 'text', workstation: 'text', sections: 'integer',
} as const);

/** Recorded where something on an open screen ends with it. */
export const shiftEnded = entryKind('shift.ended', { person: 'text' } as const);

/** A patient has no phone any more; `key` is the one that is on it. */
export const phoneLost = entryKind('phone.lost', { patient: 'text', key: 'integer' } as const);

/** Somebody has it; `unlocked` is 1 where that person can use it, PIN or none. */
export const phoneFound = entryKind('phone.found', {
  patient: 'text', person: 'text', unlocked: 'integer',
} as const);

/** What `person` would do with the patient's phone cannot be done. */
export const phoneMissed = entryKind('phone.missed', {
  patient: 'text', person: 'text', what: 'text', why: 'text',
} as const);

/** A place has seen that it is she, and signs that she has a new key. */
export const phoneRekeyed = entryKind('phone.rekeyed', {
  patient: 'text', place: 'text', key: 'integer', transaction: 'text',
} as const);

/** The new key is final where it was vouched for: she can sign again. */
export const phoneReady = entryKind('phone.ready', {
  patient: 'text', place: 'text', key: 'integer',
} as const);
