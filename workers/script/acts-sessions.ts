import { act } from './act.ts';
import type { ActEntry, Piece } from './act.ts';
import { comma, flag, maybe, slot, word } from './form.ts';
import { patient, person, workstation } from './names.ts';
import type { ActBody } from './scenario.ts';
import { oneOf } from './slots.ts';

const means = oneOf<'password' | 'badge'>('password|badge', ['password', 'badge']);

/** Lines under `story` about screens: signing in, walking away, sitting down, looking. */
export const SESSION_ACTS: readonly ActEntry[] = [
  act({
    id: 'leaves',
    block: 'story',
    form: [
      slot('person', person), word('leaves'), slot('workstation', workstation),
      slot('lock', oneOf('locked|unlocked', ['locked', 'unlocked'])),
      flag('badge', comma, word('badge'), word('in'), word('the'), word('reader')),
    ],
    sentence: 'The person walks away from the workstation; unlocked, the session stays open.',
    example: 'day 3 12:10 dr-rivas leaves ward-3 unlocked',
    doc: 'The idle lock still counts from here. A badge left in the reader opens the screen again, '
      + 'as its owner, for whoever sits down there, until the owner comes back to it.',
    build: ({ person: who, workstation: where, lock, badge }) => happens({
      verb: 'leaves', person: who, workstation: where, locked: lock === 'locked', badge,
    }),
  }),
  act({
    id: 'sits',
    block: 'story',
    form: [
      slot('person', person), word('sits'), word('down'), word('at'),
      slot('workstation', workstation),
      maybe(word('and'), word('opens'), slot('opens', patient)),
    ],
    sentence: 'The person sits down at the workstation and uses whatever session is open there.',
    example: 'day 3 12:15 porter sits down at ward-3 and opens ana',
    doc: 'What its screen shows is read as it stands; `opens` reads whatever else the session may '
      + 'see, and nobody is asked for consent: `asks for` is the act that asks. A locked or closed '
      + 'screen is signed in to as oneself; where somebody sits, there is no sitting down.',
    build: ({ person: who, workstation: where, opens }) => happens({
      verb: 'sits', person: who, workstation: where, opens,
    }),
  }),
  act({
    id: 'signs-in',
    block: 'story',
    form: [
      slot('person', person), word('signs'), word('in'), maybe(word('as'), slot('as', person)),
      word('at'), slot('workstation', workstation),
      maybe(word('by'), slot('by', means)),
      maybe(word('and'), word('opens'), slot('opens', patient)),
    ],
    sentence: 'The person signs in at the workstation, which takes `session.passwordSeconds` or '
      + '`session.badgeSeconds`; with `as`, as somebody else.',
    example: 'day 3 12:40 porter signs in as dr-rivas at ward-3 and opens ana',
    doc: 'Whatever session was open there is ended. What the person asks for meanwhile waits. A '
      + 'borrowed password or badge makes the session its owner\u2019s: requests, decisions and the '
      + 'access log name the owner, and only the run knows who sat there. Without `by` it is as '
      + '`session.signIn` says, or the password.',
    build: ({ person: who, as, workstation: where, by, opens }) => happens({
      verb: 'signs-in', person: who, as, workstation: where, by, opens,
    }),
  }),
  act({
    id: 'locks',
    block: 'story',
    form: [slot('person', person), word('locks'), slot('workstation', workstation)],
    sentence: 'The person who is signed in at the workstation locks it; her session is over.',
    example: 'day 3 12:05 dr-rivas locks ward-3',
    doc: 'Its charts are closed, and the next who sits down signs in.',
    build: ({ person: who, workstation: where }) => happens({
      verb: 'locks', person: who, workstation: where,
    }),
  }),
  act({
    id: 'closes',
    block: 'story',
    form: [
      slot('person', person), word('closes'), slot('patient', patient),
      word('at'), slot('workstation', workstation),
    ],
    sentence: 'The person who sits there takes the patient\u2019s chart off the screen.',
    example: 'day 3 12:04 dr-rivas closes ana at ward-3',
    doc: 'Whoever looks later does not see it. An answer that is still awaited shows when it comes.',
    build: ({ person: who, patient: whose, workstation: where }) => happens({
      verb: 'closes', person: who, patient: whose, workstation: where,
    }),
  }),
  act({
    id: 'looks',
    block: 'story',
    form: [
      slot('person', person), word('looks'), word('at'), slot('workstation', workstation),
    ],
    sentence: 'The person reads what stands on the screen at this moment, and touches nothing.',
    example: 'day 3 12:12 porter looks at ward-3',
    doc: 'Over a shoulder too. A locked screen shows nothing, and a chart that has been closed is '
      + 'not seen.',
    build: ({ person: who, workstation: where }) => happens({
      verb: 'looks', person: who, workstation: where,
    }),
  }),
];

function happens(body: ActBody): Piece {
  return { is: 'act', act: body };
}
