import type { ProtocolEntry } from './entry.ts';
import type { PersistedRaft } from './raft-durable.ts';
import { majorityOf } from './quorum.ts';
import { RaftInvariants } from './raft-invariants.ts';
import type { Vote } from './raft-messages.ts';
import { raft } from './raft.ts';

const minority = (members: number): number => members - majorityOf(members);

export const protocol: ProtocolEntry = {
  name: 'raft',
  guarantees: () => ({
    faults: 'crash',
    safeWith: minority,
    liveWith: minority,
    // Raft has no proof to show: a certificate names the leader whose word it is.
    signersMin: () => 1,
    model: 'One order of blocks however many stop, as long as nobody lies and disks are kept; '
      + 'progress while a majority runs (Ongaro and Ousterhout 2014, figure 3).',
  }),
  membership: 'requests',
  readBallot: (message) => (message.kind !== 'vote' && message.kind !== 'pre-vote-reply' ? null : {
    slot: message.occasion,
    digest: (message as Vote).granted ? 'granted' : 'refused',
    // Whoever asks is given it, however many ask.
    again: () => ({ ...message as Vote, granted: true }),
  }),
  assemble: ({ names, idle, settings, below }) => {
    const witness = new RaftInvariants(names.length);
    const least = settings.micros('consensus.electionTimeoutMinMilliseconds');
    const most = settings.micros('consensus.electionTimeoutMaxMilliseconds');
    return (seat) => raft({
      self: seat.self, members: names.length, idle, nameOf: (member) => names[member] ?? '',
      // Figure 3 is about those that follow the rules.
      ...seat.mayLie === true ? {} : { witness },
      blockIntervalMicros: settings.micros('consensus.blockIntervalSeconds'),
      emptyBlocks: settings.flag('consensus.emptyBlocks'),
      heartbeatMicros: settings.micros('consensus.heartbeatMilliseconds'),
      electionTimeoutMinMicros: least,
      electionTimeoutMaxMicros: most,
      electionTimeout: (term) =>
        least + below(most - least + 1, names[seat.self] ?? '', 'election-timeout', `term/${term}`),
      preVote: settings.flag('consensus.preVote'),
      restored: seat.disk as PersistedRaft | null,
      learner: seat.lostDisk,
    }, seat.application, seat.effects);
  },
};
