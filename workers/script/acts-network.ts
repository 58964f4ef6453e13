import { MEMBERS_MAX } from '../kernel/limits.ts';
import { act } from './act.ts';
import type { ActEntry, SettingPiece } from './act.ts';
import { secondsText } from './duration.ts';
import { comma, flag, maybe, slot, word } from './form.ts';
import { newName, region } from './names.ts';
import { MEMBER_KINDS } from './scenario.ts';
import { settingDuration, settingPath, settingWord } from './setting-slots.ts';
import { anything, oneOf, wholeNumber } from './slots.ts';

/** Lines under `network`: who is in it and by what rules. */
export const NETWORK_ACTS: readonly ActEntry[] = [
  act({
    id: 'consensus',
    block: 'network',
    once: true,
    form: [
      word('consensus'), slot('consensus', settingWord('network.consensus')),
      maybe(
        comma, word('block'), word('every'),
        slot('blockEveryMicros', settingDuration('consensus.blockIntervalSeconds'))),
    ],
    sentence: 'Says how the members agree on the next block, and how often there is one.',
    example: 'consensus qbft, block every 2s',
    doc: 'The same as `set network.consensus` and `set consensus.blockIntervalSeconds`. '
      + 'Without it the register\u2019s defaults hold.',
    build: ({ consensus, blockEveryMicros }) => ({
      is: 'settings',
      settings: [
        { path: 'network.consensus', text: consensus, slot: 'consensus' },
        ...optional('consensus.blockIntervalSeconds', 'blockEveryMicros',
          blockEveryMicros === null ? null : secondsText(blockEveryMicros)),
      ],
    }),
  }),
  act({
    id: 'access',
    block: 'network',
    once: true,
    form: [
      word('access'), slot('access', settingWord('network.access')),
      maybe(comma, word('reach'), slot('reach', settingWord('network.reach'))),
    ],
    sentence: 'Says who may read a record that another place keeps.',
    example: 'access patient-grant',
    doc: '`patient-grant` asks the patient; `single-ledger` lets every member read every chart, '
      + 'or with `reach treating` only a place that treats or treated the patient.',
    build: ({ access, reach }) => ({
      is: 'settings',
      settings: [
        { path: 'network.access', text: access, slot: 'access' },
        ...optional('network.reach', 'reach', reach),
      ],
    }),
  }),
  act({
    id: 'set',
    block: 'network',
    form: [
      word('set'), slot('path', settingPath), slot('value', anything('VALUE', 'a value')),
    ],
    sentence: 'Sets any setting of the register by its path.',
    example: 'set session.idleLockMinutes 5',
    doc: 'The paths are those of `--set` and of links. A path is set once.',
    build: ({ path, value }) => ({
      is: 'settings', settings: [{ path, text: value, slot: 'value' }],
    }),
  }),
  act({
    id: 'member',
    block: 'network',
    columns: 2,
    form: [
      slot('kind', oneOf('KIND', MEMBER_KINDS)), slot('name', newName('member')),
      word('in'), slot('region', region),
      flag('client', comma, word('client')),
    ],
    sentence: 'Adds a member of the network: a place with its own node, vault and people.',
    example: 'hospital tampa-general in us-east',
    doc: 'A member validates blocks unless it is said to be a `client`. Only a clinic or a '
      + 'hospital treats patients.',
    build: ({ kind, name, region: where, client }) => ({
      is: 'member', member: { kind, name, region: where, client },
    }),
  }),
  act({
    id: 'validators',
    block: 'network',
    once: true,
    form: [
      word('validators'),
      slot('count', wholeNumber('The number of validators', 1, MEMBERS_MAX,
        'every two of them exchange messages for each block', 'somebody decides')),
    ],
    sentence: 'Adds that many more members that only validate and have no name.',
    example: 'validators 16',
    doc: `Named members and these together are at most ${MEMBERS_MAX}.`,
    build: ({ count }) => ({ is: 'validators', count }),
  }),
];

function optional(path: string, slotName: string, text: string | null): SettingPiece[] {
  return text === null ? [] : [{ path, text, slot: slotName }];
}
