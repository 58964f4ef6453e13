import { act } from './act.ts';
import type { ActEntry } from './act.ts';
import { secondsText } from './duration.ts';
import { comma, flag, maybe, slot, word } from './form.ts';
import {
  LOAD_BYTES_MAX, LOAD_BYTES_MIN, LOAD_RATE_MAX, STOP_BLOCKS_MAX,
} from './limits.ts';
import { percentText, settingDuration, settingWord } from './setting-slots.ts';
import { duration, oneOf, wholeNumber } from './slots.ts';

/** Lines by which a scenario is an experiment: how messages travel, what is sent, when it ends. */
export const EXPERIMENT_ACTS: readonly ActEntry[] = [
  act({
    id: 'delay',
    block: 'network',
    once: true,
    form: [
      word('delay'), slot('law', settingWord('net.delay')), slot('meanMicros', duration),
      maybe(comma, word('spread'), slot('spreadMicros', duration)),
    ],
    sentence: 'Says how long every message is on its way, one way, wherever its ends are.',
    example: 'delay normal 250ms, spread 50ms',
    doc: 'The spread is the standard deviation of a `normal` or `log-normal` delay and half the '
      + 'width of a `uniform` one; the others have none. The same as `set net.delay`, '
      + '`set net.delayMeanMilliseconds` and `set net.jitterPercent`. Without this line messages '
      + 'take as long as the regions are apart.',
    build: ({ law, meanMicros, spreadMicros }) => ({
      is: 'settings',
      settings: [
        { path: 'net.delay', text: law, slot: 'law' },
        { path: 'net.delayMeanMilliseconds', text: secondsText(meanMicros * 1_000), slot: 'meanMicros' },
        ...spreadMicros === null ? []
          : [{ path: 'net.jitterPercent', text: percentText(spreadMicros, meanMicros), slot: 'spreadMicros' }],
      ],
    }),
  }),
  act({
    id: 'stop-after-blocks',
    block: 'network',
    once: true,
    form: [
      word('stop'), word('after'),
      slot('blocks', wholeNumber('The number of blocks', 1, STOP_BLOCKS_MAX,
        'more are beyond what a tab holds', 'a run ends after some')),
      word('blocks'),
    ],
    sentence: 'Ends the run as soon as so many blocks are final.',
    example: 'stop after 100 blocks',
    doc: 'Final at all validators but as many as the protocol lets be down. The same as '
      + '`set run.stopAfterBlocks`. What the story says for later does not happen.',
    build: ({ blocks }) => ({
      is: 'settings', settings: [{ path: 'run.stopAfterBlocks', text: `${blocks}`, slot: 'blocks' }],
    }),
  }),
  act({
    id: 'stop-after',
    block: 'network',
    once: true,
    form: [
      word('stop'), word('after'), slot('micros', settingDuration('run.stopAfterSeconds')),
    ],
    sentence: 'Ends the run at this moment, counted from its beginning.',
    example: 'stop after 10m',
    doc: 'The same as `set run.stopAfterSeconds`; with a number of blocks too, whichever comes '
      + 'first. What the story says for later does not happen.',
    build: ({ micros }) => ({
      is: 'settings',
      settings: [{ path: 'run.stopAfterSeconds', text: secondsText(micros), slot: 'micros' }],
    }),
  }),
  act({
    id: 'loads',
    block: 'story',
    form: [
      word('clients'), word('send'),
      slot('rate', wholeNumber('A rate', 1, LOAD_RATE_MAX, 'more are beyond what a tab holds',
        'a load is of some transactions')),
      slot('per', oneOf('tx/s|tx/min', ['tx/s', 'tx/min'])), word('for'),
      slot('forMicros', duration),
      flag('evenly', comma, word('evenly')),
      maybe(comma, word('of'),
        slot('bytes', wholeNumber('The size of a transaction', LOAD_BYTES_MIN, LOAD_BYTES_MAX,
          'a ledger takes no larger one', 'who signs it and the signature take as much')), word('bytes')),
    ],
    sentence: 'Clients send the validators transactions that do nothing, at this rate and without '
      + 'waiting for answers.',
    example: 'day 1 00:00 clients send 100 tx/s for 60s',
    doc: 'They arrive as a Poisson process, or with `evenly` at equal distances; each goes to a '
      + 'validator drawn for it, whatever the network does meanwhile. A rate is a whole number of '
      + '`tx/s` or `tx/min`. The transactions are signed, ordered, executed and stored as all others are; `sim run --report` says how they fared.',
    build: ({ rate, per, forMicros, evenly, bytes }) => ({
      is: 'act',
      act: {
        verb: 'loads', perMinute: per === 'tx/s' ? rate * 60 : rate, forMicros, evenly, bytes,
      },
    }),
  }),
];
