import { entryKind } from '../kernel/trace.ts';

/** DESIGN 4's kinds in the order in which the first that matches names the leak. */
export const LEAK_KINDS = [
  'misdelivered', 'inferred', 'cached', 'unauthorised', 'stale', 'over-privileged',
] as const;

export type LeakKind = (typeof LEAK_KINDS)[number];

/**
 * A session asks in its owner's name: `person` owns it, `viewer` sits there. `enabledBy` is the
 * row that let them differ (a session left open), -1 where nothing did.
 */
export const accessAsked = entryKind('access.asked', {
  request: 'text', person: 'text', viewer: 'text', patient: 'text', sections: 'text',
  purpose: 'text', session: 'text', enabledBy: 'integer',
} as const);

/**
 * A node decides one section; `policies` are the determining ones, sorted, joined by ", ".
 * `enabledBy` is the row at which the grant it rests on came into force there, -1 where none did.
 */
export const accessDecided = entryKind('access.decided', {
  request: 'text', decider: 'text', permit: 'integer', section: 'text', policies: 'text',
  explanation: 'text', model: 'text', enabledBy: 'integer',
} as const);

/** The refusal of one custodian's records reaches the person who asked. */
export const accessRefused = entryKind('access.refused', {
  request: 'text', person: 'text', viewer: 'text', patient: 'text', sections: 'text',
  custodian: 'text', reason: 'text',
} as const);

/** Sealed records and their wrapped keys leave the custodian. */
export const accessServed = entryKind('access.served', {
  request: 'text', custodian: 'text', section: 'text', records: 'integer', bytes: 'integer',
} as const);

/**
 * Some records of a permitted section are kept back: the patient's grants say something else of
 * them. `told` is 1 where the person at the screen is told that something is missing.
 */
export const accessWithheld = entryKind('access.withheld', {
  request: 'text', custodian: 'text', patient: 'text', person: 'text', section: 'text',
  records: 'integer', told: 'integer',
} as const);

/**
 * Plaintext is on a screen. `person` looks at it, `principal` is whom the session asks for;
 * `enabledBy` is the row that let them differ (a session left open), -1 where nothing did.
 */
export const accessShown = entryKind('access.shown', {
  request: 'text', person: 'text', principal: 'text', patient: 'text', section: 'text',
  records: 'integer', enabledBy: 'integer',
} as const);

/**
 * Which records were shown, caused by the showing: what `custodian` keeps of the section; `names`
 * joined by ", ". `awaited` counts the custodians, by the index of the principal's node, whose part
 * of the section is not, or not wholly, on the screen.
 */
export const accessListed = entryKind('access.listed', {
  person: 'text', patient: 'text', section: 'text', custodian: 'text', names: 'text',
  awaited: 'integer',
} as const);

/**
 * Use is decided anew by the node of the session's owner, `person`, and refused: the section, or
 * some records of it, leaves the screen. `viewer` sits there, '' where nobody does. Its cause is
 * what changed: a grant's end, a shift's, a move.
 */
export const accessEnded = entryKind('access.ended', {
  request: 'text', decider: 'text', person: 'text', viewer: 'text', patient: 'text',
  section: 'text', records: 'integer', explanation: 'text',
} as const);

/**
 * Needed, and against the patient's wish: no leak, counted apart (DESIGN 4). `enabledBy` is the row
 * of her saying so.
 */
export const accessOverridden = entryKind('access.overridden', {
  person: 'text', patient: 'text', section: 'text', records: 'integer', enabledBy: 'integer',
} as const);

/** For the first time a holder has this plaintext; `holderKind` is person or organisation. */
export const knowledgeAcquired = entryKind('knowledge.acquired', {
  holder: 'text', record: 'text', patient: 'text', section: 'text', holderKind: 'text',
} as const);

/**
 * A person learns what she had no need of; `owner` is whom the session belongs to. `enabledBy` is
 * the row that makes it this kind: a session left open, a withdrawal, the end of a relationship.
 */
export const leakHappened = entryKind('leak.happened', {
  kind: 'text', holder: 'text', owner: 'text', record: 'text', patient: 'text', section: 'text',
  enabledBy: 'integer',
} as const);

/** An organisation without need can now decrypt a record with no other party's act. */
export const custodyHappened = entryKind('custody.happened', {
  organisation: 'text', record: 'text', patient: 'text', section: 'text',
} as const);

/**
 * A patient signs a FHIR Consent; `words` is what is made of it, nothing where nothing can be acted
 * on. `unknown` names who in it is nobody here, joined by ", ".
 */
export const consentBrought = entryKind('consent.brought', {
  patient: 'text', file: 'text', words: 'text', notes: 'text', notModelled: 'integer',
  unknown: 'text',
} as const);

export const grantAsked = entryKind('grant.asked', {
  patient: 'text', person: 'text', sections: 'text', request: 'text',
} as const);

/**
 * Her wish counts from here; the network acts on it once the transaction is final. `words` says the
 * whole of it, what grants and denies alike; the others are its base rule: names joined by ", ",
 * nothing where it is for all of them. `endsAt` is -1 where it has no end.
 */
export const grantSubmitted = entryKind('grant.submitted', {
  grant: 'text', patient: 'text', type: 'text', grantee: 'text', sections: 'text',
  endsAt: 'integer', words: 'text', transaction: 'text',
} as const);

/** Who holds the patient's phone signs a grant as her; the ledger cannot tell. */
export const grantForged = entryKind('grant.forged', {
  grant: 'text', patient: 'text', person: 'text', grantee: 'text', sections: 'text',
  transaction: 'text',
} as const);

/**
 * The patient says that she takes back what she gave (`type` permit) or denied (deny) somebody;
 * `grants` of hers still stand.
 */
export const grantWithdrawn = entryKind('grant.withdrawn', {
  patient: 'text', type: 'text', grantee: 'text', grants: 'integer',
} as const);

/**
 * The patient gives somebody longer: each grant of hers that still runs is given anew with a later
 * end; `grants` of them.
 */
export const grantExtended = entryKind('grant.extended', {
  patient: 'text', grantee: 'text', grants: 'integer', byMicros: 'integer',
} as const);

/** The signed withdrawal of one grant leaves her phone. */
export const grantRevoking = entryKind('grant.revoking', {
  grant: 'text', patient: 'text', grantee: 'text', transaction: 'text',
} as const);

/**
 * Final at one node, which from now on decides by it. Its cause is the submission; `enabledBy` is
 * the row at which the node appended the block.
 */
export const grantInForce = entryKind('grant.inForce', {
  grant: 'text', node: 'text', patient: 'text', grantee: 'text', height: 'integer',
  enabledBy: 'integer',
} as const);

/** Ended at one node; `how` is expired, revoked, or reverted: the block that gave it is taken back. */
export const grantEnded = entryKind('grant.ended', {
  grant: 'text', node: 'text', how: 'text',
} as const);

/** The block with her withdrawal is taken back at a node, where the grant is in force again. */
export const grantRevived = entryKind('grant.revived', {
  grant: 'text', node: 'text',
} as const);

/** The block with a note of the access log is taken back at a node: it is not on that ledger now. */
export const accessUnlogged = entryKind('access.unlogged', {
  entry: 'text', node: 'text', patient: 'text', person: 'text',
} as const);

/** From here an ordinary request of the person would be permitted for a record nobody needs. */
export const exposureOpened = entryKind('exposure.opened', {
  person: 'text', patient: 'text',
} as const);

export const exposureClosed = entryKind('exposure.closed', {
  person: 'text', patient: 'text',
} as const);

/** The deciding node submits what it decided to the ledger; sections joined by ", ". */
export const accessLogged = entryKind('access.logged', {
  entry: 'text', decider: 'text', patient: 'text', person: 'text', purpose: 'text',
  permitted: 'text', refused: 'text', transaction: 'text',
} as const);

/** Someone breaks the glass; `reason` is for the patient and never on the ledger. */
export const glassBroken = entryKind('glass.broken', {
  request: 'text', person: 'text', patient: 'text', sections: 'text', reason: 'text',
} as const);

/** The patient's phone shows her that it was. */
export const glassTold = entryKind('glass.told', {
  request: 'text', patient: 'text', person: 'text', sections: 'text', reason: 'text',
} as const);

/** For the first time the person could reach the chart, beyond need, by breaking the glass. */
export const exposureGlassOpened = entryKind('exposure.glassOpened', {
  person: 'text', patient: 'text',
} as const);
