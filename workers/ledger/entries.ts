import { entryKind } from '../kernel/trace.ts';

/** A node appends a final block: what it knows is now one block more. */
export const blockAppended = entryKind('block.appended', {
  height: 'integer', hash: 'text', parent: 'text', proposer: 'text', stateDigest: 'text',
  transactions: 'integer', round: 'integer',
} as const);

/** A node builds on this block from now on, the head of the chain that it prefers: not final yet. */
export const blockAdopted = entryKind('block.adopted', {
  height: 'integer', hash: 'text', parent: 'text',
} as const);

/**
 * A node takes back a block that was final to it: a heavier chain leaves it out, forked off deeper
 * than its confirmations. From the head down, one entry a block.
 */
export const blockReverted = entryKind('block.reverted', {
  height: 'integer', hash: 'text', transactions: 'integer',
} as const);

/** A contract refused a transaction that is in a block; recorded by the node that appended it. */
export const transactionRefused = entryKind('transaction.refused', {
  transaction: 'text', sender: 'text', contract: 'text', action: 'text', height: 'integer',
  why: 'text',
} as const);

/** A node would not take a transaction; recorded where its sender reads why. */
export const transactionTurnedAway = entryKind('transaction.turnedAway', {
  transaction: 'text', sender: 'text', node: 'text', why: 'text',
} as const);

/** A patient signs a request for erasure; sections joined by ", ". */
export const erasureAsked = entryKind('erasure.asked', {
  erasure: 'text', patient: 'text', custodian: 'text', sections: 'text', transaction: 'text',
} as const);

/** The custodian has destroyed the keys; its word for it goes to the ledger. */
export const keysDestroyed = entryKind('erasure.keysDestroyed', {
  erasure: 'text', patient: 'text', custodian: 'text', records: 'integer',
} as const);

/** That word is final at the custodian; `residualFacts`: what on the ledger still names her. */
export const erasureFinal = entryKind('erasure.final', {
  erasure: 'text', patient: 'text', custodian: 'text', residualFacts: 'integer',
} as const);

/** A patient's new key is final at a node: what the old one signs is refused there from now on. */
export const keyReplaced = entryKind('key.replaced', {
  node: 'text', patient: 'text', key: 'integer', height: 'integer',
} as const);

/** The block that replaced her key is taken back at a node: the one before signs there until it is final again. */
export const keyReverted = entryKind('key.reverted', {
  node: 'text', patient: 'text', key: 'integer',
} as const);

/** The block with her request is taken back at the custodian, whose keys stay destroyed. */
export const erasureReverted = entryKind('erasure.reverted', {
  erasure: 'text', patient: 'text', custodian: 'text',
} as const);

/** The entity decides a block of this height without what is final in it at `other`; in words. */
export const blockLeavesOut = entryKind('block.leavesOut', {
  height: 'integer', other: 'text', what: 'text',
} as const);

/** Somebody flips a bit of a block on a node's disk; `byte` is -1 where the node has no such block. */
export const blockAltered = entryKind('block.altered', {
  height: 'integer', byte: 'integer',
} as const);

/** The node reads it, to serve it or after a restart, and what it recomputes does not match. */
export const blockFoundAltered = entryKind('block.foundAltered', {
  height: 'integer', why: 'text', problem: 'text',
} as const);

/** A whole one from another node takes its place. */
export const blockMended = entryKind('block.mended', {
  height: 'integer', from: 'text',
} as const);
