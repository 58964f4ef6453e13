/** The words of each protocol as its paper or specification uses them; loaded with the picture of it. */
export interface ProtocolWords {
  readonly source: string;
  /** The word, and what it means, in the order in which a reader meets them. */
  readonly entries: readonly (readonly [word: string, meaning: string])[];
}

export const protocolWords: ReadonlyMap<string, ProtocolWords> = new Map([
  ['qbft', {
    source: 'Moniz, The Istanbul BFT Consensus Algorithm, 2020; EEA QBFT specification v1; Hyperledger Besu for the votes on validators',
    entries: [
      ['round', 'One attempt to agree on a block, with one proposer. A round that takes too long is given up, and the next one may last twice as long.'],
      ['proposer', 'The validator whose turn it is to put a block forward; another in each block and each round.'],
      ['proposal', 'The proposer’s block, which the paper calls PRE-PREPARE. Nobody prepares anything but what the proposer sent.'],
      ['prepare', 'A validator’s word that it has the proposal. A quorum of them, and the block is prepared: no other block can be, in this round.'],
      ['commit', 'A validator’s seal on a prepared block. A quorum of seals, and the block is final.'],
      ['quorum', 'So many validators that any two quorums share an honest one: more than two thirds where n = 3f + 1.'],
      ['certificate', 'A quorum of seals that travels with the block and proves to anyone that it is final.'],
      ['round-change', 'A validator’s word that it gives up on a round, with what it had prepared, so that the next proposer must propose that again.'],
      ['vote', 'A proposer’s word in the header of its block, as Besu has it: one member to be added to the validators or dropped. Once more than half of them say so, the next block has others.'],
      ['not a validator', 'A member that was voted out. It is sent every block with its certificate, and has no say in any; quorum and proposers are those of the others.'],
      ['epoch', 'So many blocks after which votes that have not passed are forgotten.'],
    ],
  }],
  ['raft', {
    source: 'Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm (Extended Version), 2014; Ongaro’s dissertation for pre-vote',
    entries: [
      ['term', 'A stretch of time with at most one leader; terms are numbered, and a later one overrules an earlier one.'],
      ['leader', 'The only node that writes blocks into the log. The others follow it and trust it.'],
      ['election', 'A follower that hears nothing from a leader for its election timeout stands as a candidate in a new term, and leads when a majority votes for it.'],
      ['request-vote', 'A candidate asks for a vote. Each node has one vote a term, and gives it to nobody whose log lacks what its own has.'],
      ['pre-vote', 'The same question without a new term: would you vote for me? A node that was cut off cannot depose a good leader by it.'],
      ['append', 'The leader’s block for the followers’ logs (AppendEntries). An answer says that it is written.'],
      ['commit', 'A block that a majority has in its log is committed: every later leader has it.'],
      ['commit-notice', 'The leader’s word of how far the log is committed, as soon as it is. In the paper the next AppendEntries says it.'],
      ['heartbeat', 'An empty word of the leader, so that nobody stands for election.'],
      ['configuration', 'The members whose votes count. It is an entry of the log, changes by one member at a time, and applies as soon as it is written.'],
      ['change-request', 'A member’s wish that another join or leave (AddServer, RemoveServer), to whoever leads, who answers what came of it.'],
    ],
  }],
  ['pbft', {
    source: 'Castro and Liskov, Practical Byzantine Fault Tolerance, 1999',
    entries: [
      ['view', 'The time of one primary. When it fails, the replicas go on to the next view, whose primary is the next replica.'],
      ['primary', 'The replica that orders blocks in a view; the others are backups.'],
      ['pre-prepare', 'The primary’s block with its sequence number.'],
      ['prepare', 'A backup’s word that it has this block under this number in this view. 2f of them and the pre-prepare: prepared.'],
      ['commit', 'A replica’s word that it has prepared. 2f + 1 of them, and the block is final here.'],
      ['checkpoint', 'A signed word on the state after so many blocks. A quorum of them, and what came before is forgotten.'],
      ['view-change', 'A replica gives up on the primary and tells what it has prepared.'],
      ['new-view', 'The next primary’s proof that enough gave up, with the blocks that must be put forward again.'],
    ],
  }],
  ['tendermint', {
    source: 'Buchman, Kwon and Milosevic, The latest gossip on BFT consensus, 2018',
    entries: [
      ['height', 'The number of the block that is being decided.'],
      ['round', 'One attempt at a height, with one proposer; each further round waits a little longer.'],
      ['step', 'Where a validator is in its round: propose, prevote, or precommit.'],
      ['prevote', 'A vote for the proposed block, or for nil where there is none or it may not be voted for.'],
      ['precommit', 'A vote to decide a block that 2f + 1 have prevoted. 2f + 1 precommits, and it is final.'],
      ['nil', 'A vote for no block: this round is to fail, and the next one to begin.'],
      ['lock', 'Whoever precommits a block is locked on it, and prevotes no other until 2f + 1 have prevoted that other one in a later round.'],
      ['valid value', 'The last block seen with 2f + 1 prevotes, which a proposer must put forward again.'],
    ],
  }],
  ['hotstuff', {
    source: 'Yin, Malkhi, Reiter, Golan Gueta and Abraham, HotStuff: BFT Consensus with Linearity and Responsiveness, 2019',
    entries: [
      ['view', 'A step with one leader, who speaks to all and is answered by all; nobody else talks to anybody else.'],
      ['certificate', 'A quorum certificate: n − f votes for one node of the tree, which the leader’s next word carries.'],
      ['prepare', 'Basic: the leader’s proposal on the highest certificate that it was told of.'],
      ['pre-commit', 'Basic: the leader’s word that n − f have voted for the proposal.'],
      ['commit', 'Basic: the leader’s word that n − f know of that; whoever hears it is locked.'],
      ['decide', 'Basic: the leader’s word that n − f are locked. The block is final.'],
      ['generic', 'Chained: one phase a view. Each proposal carries the certificate of the one before, and so serves three blocks at once.'],
      ['lock', 'A replica votes against what it is locked on only where it is shown a later certificate.'],
      ['new-view', 'A replica’s word to the next leader, with the highest certificate it knows.'],
      ['pacemaker', 'What brings all replicas into the same view: timeouts that grow, and news of views given up.'],
    ],
  }],
  ['clique', {
    source: 'EIP-225, Clique proof-of-authority consensus protocol, 2017',
    entries: [
      ['signer', 'A member allowed to seal blocks. Signers are voted in and out by the blocks themselves.'],
      ['in turn', 'The signer whose number is the block’s number modulo the number of signers; it signs at once.'],
      ['out of turn', 'Any other signer that has not signed lately may sign too, after a short wait drawn by luck.'],
      ['difficulty', '2 for a block sealed in turn, 1 for one out of turn. The chain with the highest sum is preferred.'],
      ['fork', 'Two blocks of one height. Both are valid; the heavier chain wins, and blocks of the other are undone.'],
      ['sealing limit', 'A signer may seal one of any ⌊n/2⌋ + 1 blocks in a row, so that a minority cannot seal alone.'],
      ['epoch', 'So many blocks after which pending votes are forgotten and the list of signers is written down.'],
    ],
  }],
  ['nakamoto', {
    source: 'Nakamoto, Bitcoin: A Peer-to-Peer Electronic Cash System, 2008; BIP 152 for compact blocks',
    entries: [
      ['mining', 'Trying numbers until a block’s hash is small enough: whoever has more hash power finds one more often.'],
      ['difficulty', 'How rare a small enough hash is; it sets how long the network takes for a block on average.'],
      ['longest chain', 'The chain with the most work in it. Every node follows it, and changes over when another gets longer.'],
      ['fork', 'Two blocks found at nearly the same time: some nodes follow one, some the other, until one side grows.'],
      ['reorganisation', 'A node changes over to a longer chain, and blocks it had are undone.'],
      ['confirmation', 'A block on top. After k of them a block is taken for final, though it never is for certain.'],
      ['stale block', 'A valid block that did not stay in the longest chain.'],
      ['compact block', 'A header and short names of transactions: whoever has them already asks for the missing ones alone.'],
    ],
  }],
]);

export const protocolWordsHeading = (protocol: string): string => `Words of ${protocol}`;
export const protocolWordsSource = (source: string): string => `After: ${source}.`;
