import { entryKind } from '../kernel/trace.ts';
import type { EntryKind } from '../kernel/trace.ts';

/** The proposer of a round puts a block forward; `transactionsBytes` is the payload's size. */
export const consensusProposed = entryKind('consensus.proposed', {
  height: 'integer',
  round: 'integer',
  digest: 'text',
  transactionsBytes: 'integer',
} as const);

/** One validator learns that a block is final; `signers` has a 1 for each validator that sealed. */
export const consensusDecided = entryKind('consensus.decided', {
  height: 'integer',
  round: 'integer',
  digest: 'text',
  signers: 'text',
} as const);

/** One validator gives up on a round, or follows others to a later one; `round` is the new one. */
export const consensusRoundChanged = entryKind('consensus.roundChanged', {
  height: 'integer',
  round: 'integer',
} as const);

/** QBFT: a proposer votes in the header of its block to `add` or to `drop` the member `about`. */
export const consensusVoteCast = entryKind('consensus.voteCast', {
  height: 'integer',
  about: 'text',
  choice: 'text',
} as const);

/** QBFT: a vote has passed, and these decide from this height on. */
export const consensusValidatorsChanged = entryKind('consensus.validatorsChanged', {
  height: 'integer',
  validators: 'text',
} as const);

/** Raft: a follower has not heard from its leader for its election timeout, and asks the others. */
export const consensusLeaderDoubted = entryKind('consensus.leaderDoubted', {
  term: 'integer',
} as const);

/** Raft: a node stands for election in a new term. */
export const consensusElectionStarted = entryKind('consensus.electionStarted', {
  term: 'integer',
} as const);

/** Raft: a node has the votes of a majority; `votes` has a 1 for each member that voted for it. */
export const consensusLeaderElected = entryKind('consensus.leaderElected', {
  term: 'integer',
  votes: 'text',
} as const);

/** Raft: a node learns who leads in a term; `leader` is that member's number, from 0. */
export const consensusLeaderFollowed = entryKind('consensus.leaderFollowed', {
  term: 'integer',
  leader: 'integer',
} as const);

/** Raft: a leader stands down, for a later term or because no majority answers it. */
export const consensusLeaderStoodDown = entryKind('consensus.leaderStoodDown', {
  term: 'integer',
  why: 'text',
} as const);

/** Raft: the leader writes a block into its log; `transactionsBytes` is the payload's size. */
export const consensusAppended = entryKind('consensus.appended', {
  height: 'integer',
  term: 'integer',
  digest: 'text',
  transactionsBytes: 'integer',
} as const);

/** Raft: a node learns that a block is committed: the leader first, the others by its word. */
export const consensusCommitted = entryKind('consensus.committed', {
  height: 'integer',
  term: 'integer',
  digest: 'text',
} as const);

/** Raft: the leader writes a configuration into its log, which applies at once (thesis 4.1). */
export const consensusConfigurationAppended = entryKind('consensus.configurationAppended', {
  term: 'integer',
  about: 'text',
  choice: 'text',
  servers: 'text',
} as const);

/** Raft: a node learns that a configuration is committed, and these count in it. */
export const consensusConfigured = entryKind('consensus.configured', {
  term: 'integer',
  servers: 'text',
} as const);

/** Raft: what its people asked about a member is answered: `ok`, `timeout`, `last`, `lost-disk`. */
export const consensusChangeEnded = entryKind('consensus.changeEnded', {
  about: 'text',
  choice: 'text',
  status: 'text',
} as const);

/**
 * PBFT, HotStuff: the primary or leader of a view puts a block forward; `parent` is the digest of the
 * block that it stands on where that is not decided yet, and else empty.
 */
export const consensusProposedInView = entryKind('consensus.proposedInView', {
  height: 'integer',
  view: 'integer',
  digest: 'text',
  parent: 'text',
  transactionsBytes: 'integer',
} as const);

/** PBFT, HotStuff: one replica learns that a block is final; `signers` as in `decided`. */
export const consensusDecidedInView = entryKind('consensus.decidedInView', {
  height: 'integer',
  view: 'integer',
  digest: 'text',
  signers: 'text',
} as const);

/** PBFT, HotStuff: one replica gives up on a view, or follows others; `view` is the new one. */
export const consensusViewChanged = entryKind('consensus.viewChanged', {
  height: 'integer',
  view: 'integer',
} as const);

/** PBFT: a replica accepts the NEW-VIEW of a primary; `primary` is that member's number, from 0. */
export const consensusViewEntered = entryKind('consensus.viewEntered', {
  view: 'integer',
  primary: 'integer',
} as const);

/**
 * Agreement is broken and the run ends here: the entity decides another block than `other` had;
 * `signedBoth` are those whose signatures are under both. `faulty` of `validators` had failed.
 */
export const consensusAgreementBroken = entryKind('consensus.agreementBroken', {
  height: 'integer',
  other: 'text',
  digest: 'text',
  otherDigest: 'text',
  signedBoth: 'text',
  faulty: 'integer',
  tolerated: 'integer',
  validators: 'integer',
} as const);

/** A validator finds what its protocol rules out while no more fail than it reckons with. */
export const consensusRuleBroken = entryKind('consensus.ruleBroken', {
  rule: 'text',
  faulty: 'integer',
  tolerated: 'integer',
  validators: 'integer',
} as const);

/**
 * Clique: a signer seals a block; `difficulty` is 2 in turn and 1 out of turn, `parent` as above. `about` is the member
 * it votes on and `vote` is `auth` or `drop`; both are empty where it does not vote.
 */
export const consensusSealed = entryKind('consensus.sealed', {
  height: 'integer',
  difficulty: 'integer',
  digest: 'text',
  parent: 'text',
  transactionsBytes: 'integer',
  about: 'text',
  vote: 'text',
} as const);

/** Nakamoto: a miner has done the work for a block; `parent` as in `consensus.proposedInView`. */
export const consensusMined = entryKind('consensus.mined', {
  height: 'integer',
  digest: 'text',
  parent: 'text',
  transactionsBytes: 'integer',
} as const);

/** Nakamoto: a miner shows blocks that it has kept to itself, the last of them at `height`. */
export const consensusHiddenShown = entryKind('consensus.hiddenShown', {
  height: 'integer',
  blocks: 'integer',
} as const);

/** Clique, Nakamoto: a block has its confirmations here; `signers` has a 1 for each member that gave one. */
export const consensusConfirmed = entryKind('consensus.confirmed', {
  height: 'integer',
  signer: 'text',
  difficulty: 'integer',
  digest: 'text',
  signers: 'text',
} as const);

/** Clique, Nakamoto: a heavier chain replaces the last `depth` blocks, from `height` up, by its head. */
export const consensusReorganised = entryKind('consensus.reorganised', {
  height: 'integer',
  depth: 'integer',
  digest: 'text',
} as const);

/** Clique: a vote has passed, and these may sign from now on, in the order of their turns. */
export const consensusSignersChanged = entryKind('consensus.signersChanged', {
  height: 'integer',
  signers: 'text',
} as const);

/**
 * Clique: nobody who is up may sign on its own head, and nobody will leave it. `whose` are the
 * members on each of the `heads`, one head after the other.
 */
export const consensusDeadlocked = entryKind('consensus.deadlocked', {
  height: 'integer',
  heads: 'integer',
  whose: 'text',
} as const);

/** By which a validator puts a block to the others, whatever its protocol calls that. */
export const PROPOSALS: ReadonlySet<EntryKind> = new Set<EntryKind>([
  consensusProposed, consensusProposedInView, consensusAppended, consensusSealed, consensusMined,
]);
