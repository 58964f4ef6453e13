import {
  consensusChangeEnded, consensusConfigurationAppended, consensusConfigured, consensusValidatorsChanged,
  consensusVoteCast,
} from '../consensus/entries.ts';
import { nodeAsked } from '../world/entries.ts';
import { known, told } from './speakers.ts';

/** What is said of members that join and leave, by asking whoever leads or by votes in headers. */

told(nodeAsked, ({ choice, about, counts }, node) => (counts === 1
  ? `${node} asks whoever leads to ${choice} ${about} ${choice === 'add' ? 'to' : 'from'} the configuration.`
  : `${node} would ${choice} ${about}, but under this protocol nobody can be asked: the members are`
    + ' fixed, or are voted in and out.'));
told(consensusConfigurationAppended, ({ about, choice, servers }, node) =>
  `${node}, as leader, ${choice}s ${about}: in its log the votes of ${servers} count from now on.`);
known(consensusConfigured, ({ servers }, node) =>
  `${node} learns that the configuration is committed: ${servers}.`);
told(consensusChangeEnded, ({ about, choice, status }, node) => (status === 'ok'
  ? `${node} is told that ${about} is ${choice === 'add' ? 'added' : 'dropped'}.`
  : `${node} is told that it cannot ${choice} ${about}: ${WHY[status] ?? status}.`));

told(consensusVoteCast, ({ height, about, choice }, node) =>
  `${node} votes in the header of its block ${height} to ${choice} ${about}.`);
told(consensusValidatorsChanged, ({ height, validators }, node) =>
  `${node} counts more than half of the votes: from block ${height} on the validators are ${validators}.`);

const WHY: Readonly<Record<string, string>> = {
  timeout: 'it does not catch up, and may be down or too slow',
  last: 'nobody would be left',
  'lost-disk': 'it has lost its disk, and with it what it had voted',
};
