import {
  accessAsked, accessDecided, accessEnded, accessListed, accessLogged, accessOverridden,
  accessRefused, accessServed, accessShown, accessWithheld, consentBrought, custodyHappened, exposureClosed,
  exposureGlassOpened, exposureOpened, glassBroken, glassTold, grantAsked, grantEnded, grantExtended, grantForged,
  grantInForce, grantRevoking,
  grantSubmitted, grantWithdrawn, knowledgeAcquired, leakHappened,
} from '../access/entries.ts';
import {
  consensusAppended, consensusCommitted, consensusDecided, consensusDecidedInView,
  consensusElectionStarted, consensusLeaderDoubted, consensusLeaderElected,
  consensusLeaderFollowed, consensusLeaderStoodDown, consensusProposed, consensusProposedInView,
  consensusRoundChanged, consensusViewChanged, consensusViewEntered,
} from '../consensus/entries.ts';
import {
  badgeLeft, chartClosed, needBegan, needEnded, needMet, patientMoved, phoneFound, phoneLost,
  phoneMissed, phoneReady, phoneRekeyed, recordNotWritten,
  recordWritten, sessionBorrowed, sessionLeft, sessionLocked, sessionOpened, sessionRefused,
  sessionResumed, sessionTakenOver, shiftEnded,
} from '../health/entries.ts';
import { formatDuration } from '../kernel/micros.ts';
import type { Row, Trace } from '../kernel/trace.ts';
import {
  blockAdopted, blockAppended, blockReverted, erasureAsked, erasureFinal, keyReplaced,
  keysDestroyed, transactionRefused,
  transactionTurnedAway,
} from '../ledger/entries.ts';
import { runEnded, storyAct, storyCondition, storyReaction, storyUnmet } from '../world/entries.ts';
import { forgeryAt } from './forged.ts';
import './sentences-forks.ts';
import './sentences-faults.ts';
import './sentences-loads.ts';
import './sentences-members.ts';
import { SPEAKERS, known, told } from './speakers.ts';

/** One plain sentence for an outcome; every kind has one, so that everything drawn can be read. */
export function sentenceOf(trace: Trace, row: Row): string {
  const kind = trace.kind(row);
  const speaker = SPEAKERS.get(kind);
  if (speaker === undefined) return `${trace.entity(row)}: ${kind.name}.`;
  const forged = forgeryAt(trace, row);
  if (forged !== null) return forged;
  return speaker.say(trace.get(row, kind), trace.entity(row));
}

/** Worth a caption: what a reader of the story would be told, not each node's bookkeeping. */
export function hasSentence(trace: Trace, row: Row): boolean {
  return SPEAKERS.get(trace.kind(row))?.isTold ?? false;
}

told(storyAct, (act) => `${withoutMoment(act.text)}.`);
told(storyCondition, ({ when, text }) => `${when.replace(/^block /, 'Block ')}, and as the story has it ${text}.`);
known(storyUnmet, ({ when, text }) => `The story waited for “${when}”, which never came true: “${text}” did not happen.`);
told(storyReaction, (reaction) => `As instructed: ${reaction.text.replace(/^when asked /, '')}.`);
known(runEnded, () => 'The story ends here.');

told(patientMoved, (move) =>
  `${move.patient} is now treated at ${move.to}; the records stay where they are kept.`);
told(recordWritten, (written) => (written.how === 'copied'
  ? `${written.person} files a copy of ${short(written.record)} in ${written.patient}'s`
    + ` ${written.section} at ${written.custodian}.`
  : `${written.person} ${written.how === 'new' ? 'writes' : 'amends'} ${short(written.record)} in`
    + ` ${written.patient}'s ${written.section} at ${written.custodian}`
    + `${written.version === 1 ? '' : `: now version ${written.version}`}.`));
told(recordNotWritten, (refused) =>
  `${refused.person} writes nothing in ${refused.patient}'s ${refused.section}: ${refused.why}.`);
told(needBegan, (need) =>
  `${need.person} needs ${need.patient}'s ${need.sections} for ${need.purpose}, within`
  + ` ${formatDuration(need.withinMicros)}.`);
told(needMet, (need) =>
  `${need.person} has what was needed of ${need.patient}'s chart, after ${waited(need.waitMicros)}.`);
told(needEnded, (need) => (need.met === 1
  ? 'The time of a need that was met is over.'
  : 'The time of a need is over, and it was never met.'));

told(sessionOpened, (session) => `${session.person} signs in at ${session.workstation}.`);
told(sessionResumed, (session) => `${session.person} is back at ${session.workstation}.`);
told(sessionLeft, (left) => (left.locked === 1
  ? `${left.person} locks ${left.workstation} and leaves.`
  : `${left.person} leaves ${left.workstation} unlocked.`));
told(sessionTakenOver, (taken) =>
  `${taken.person} sits down at ${taken.workstation}, where ${taken.owner} is still signed in.`);
told(sessionBorrowed, (lent) =>
  `${lent.person} signs in at ${lent.workstation} with ${lent.owner}'s ${lent.means}.`);
told(phoneLost, (lost) => `${lost.patient} has lost the phone, with key ${lost.key} on it.`);
told(phoneFound, (found) => (found.unlocked === 1
  ? `${found.person} has ${found.patient}'s phone and can use it.`
  : `${found.person} has ${found.patient}'s phone and cannot unlock it.`));
told(phoneMissed, (missed) => `${missed.person} cannot ${missed.what}: ${missed.why}.`);
told(phoneRekeyed, (made) =>
  `${made.place} has seen that it is ${made.patient}, and vouches for key ${made.key}.`);
told(phoneReady, (ready) => `${ready.patient}'s new phone signs with key ${ready.key}.`);
told(grantForged, (forged) =>
  `${forged.person} has signed ${forged.grant} with ${forged.patient}'s phone: ${forged.grantee}`
  + ` may read ${forged.sections}.`);
known(keyReplaced, (replaced) =>
  `At ${replaced.node}, key ${replaced.key} of ${replaced.patient} is final: older ones sign`
  + ` nothing more (block ${replaced.height}).`);
told(badgeLeft, (left) => `${left.person}'s badge stays in the reader of ${left.workstation}.`);
told(chartClosed, (closed) =>
  `${closed.person} closes ${closed.patient}'s chart at ${closed.workstation}.`);
told(shiftEnded, (shift) => `${shift.person}'s shift is over.`);
told(sessionRefused, (refused) => `${refused.person} cannot use ${refused.workstation}: ${refused.why}.`);
told(sessionLocked, (locked) => (locked.why === 'idle'
  ? `${locked.workstation} locks itself after standing idle.`
  : `The session at ${locked.workstation} is ended: ${locked.why}.`));

told(accessAsked, (asked) => (asked.viewer === asked.person
  ? `${asked.person} asks for ${asked.patient}'s ${asked.sections}.`
  : `${asked.viewer} opens ${asked.patient}'s chart in ${asked.person}'s name.`));
told(accessDecided, (decided) =>
  `${decided.decider} ${decided.permit === 1 ? 'permits' : 'refuses'} ${decided.section}:`
  + ` ${decided.explanation}`);
known(accessLogged, (noted) =>
  `${noted.decider} notes on the ledger that ${noted.person} asked for ${noted.patient}'s chart:`
  + ` ${noted.permitted === '' ? 'nothing' : noted.permitted} permitted,`
  + ` ${noted.refused === '' ? 'nothing' : noted.refused} refused.`);
told(accessRefused, (refused) => (refused.viewer === refused.person
  ? `${refused.person} is refused ${refused.patient}'s ${refused.sections}.`
  : `${refused.viewer}, in ${refused.person}'s session, is refused ${refused.patient}'s ${refused.sections}.`));
told(accessServed, (served) =>
  `${served.custodian} sends ${plural(served.records, 'sealed record')} of ${served.section} (${served.bytes} bytes).`);
told(accessWithheld, (withheld) =>
  `${withheld.custodian} keeps ${plural(withheld.records, 'record')} of ${withheld.patient}'s`
  + ` ${withheld.section} back from ${withheld.person}, who is ${withheld.told === 1 ? '' : 'not '}told.`);
told(accessShown, (shown) => (shown.person === shown.principal
  ? `${shown.person} reads ${shown.patient}'s ${shown.section} (${plural(shown.records, 'record')}).`
  : `${shown.person} reads ${shown.patient}'s ${shown.section} `
    + `(${plural(shown.records, 'record')}) in ${shown.principal}'s session.`));
known(accessListed, (listed) =>
  `On the screen of ${listed.person} is what ${listed.custodian} keeps of ${listed.patient}'s`
  + ` ${listed.section}${listed.awaited === 0 ? '' : `; ${listed.awaited} more keep some of it`}.`);
told(accessEnded, (ended) =>
  `${ended.person}'s screen no longer shows ${ended.patient}'s ${ended.section}`
  + ` (${plural(ended.records, 'record')}): ${ended.explanation}`);
told(accessOverridden, (shown) =>
  `${shown.person} needed ${shown.patient}'s ${shown.section} and read it against the patient's wish.`);
known(knowledgeAcquired, (known) =>
  `${known.holder} now holds a record of ${known.patient}'s ${known.section} (${short(known.record)}) in the clear.`);
told(leakHappened, (leak) =>
  `1 leak, ${leak.kind}: ${leak.holder} has read a record of ${leak.patient}'s ${leak.section}`
  + ` (${short(leak.record)}) without need.`);
known(custodyHappened, (custody) =>
  `${custody.organisation} can decrypt a record of ${custody.patient}'s ${custody.section}`
  + ` (${short(custody.record)}), and nobody there needs it.`);
known(exposureOpened, (pair) =>
  `${pair.person} could now read records of ${pair.patient} that nobody needs ${pair.person} to see.`);
known(exposureClosed, (pair) => `${pair.person} could no longer read ${pair.patient}'s records beyond need.`);

known(exposureGlassOpened, (pair) =>
  `By breaking the glass ${pair.person} could now read records of ${pair.patient} that nobody needs`
  + ` ${pair.person} to see.`);
told(glassBroken, (glass) =>
  `${glass.person} breaks the glass for ${glass.patient}'s ${glass.sections}: ${glass.reason}.`);
told(glassTold, (glass) =>
  `${glass.patient}'s phone shows that ${glass.person} broke the glass for ${glass.sections}:`
  + ` ${glass.reason}.`);

told(consentBrought, (brought) => `${brought.patient} signs the Consent ${brought.file}. `
  + (brought.words === '' ? 'Nothing of it can be acted on here.' : brought.words)
  + (brought.unknown === '' ? '' : ` Nobody here is ${brought.unknown}.`)
  + (brought.notModelled === 0 ? '' : ` Of it ${plural(brought.notModelled, 'part')} ${brought.notModelled === 1 ? 'is' : 'are'} not modelled.`));
told(grantAsked, (asked) => `${asked.patient}'s phone asks: may ${asked.person} see ${asked.sections}?`);
told(grantSubmitted, (grant, signer) =>
  `${signer} signs ${grant.grant}. ${grant.words}`);
told(grantExtended, (longer) =>
  `${longer.patient} gives ${longer.grantee} ${formatDuration(longer.byMicros)} more`
  + `${longer.grants === 0 ? '; no grant stands' : ''}.`);
told(grantWithdrawn, (wish, signer) => {
  const what = wish.type === 'permit' ? `what ${wish.grantee} may see` : `denying ${wish.grantee}`;
  const nothing = wish.type === 'permit' ? 'grant' : 'denial';
  return `${signer} takes back ${what}${wish.grants === 0 ? `; no ${nothing} stands` : ''}.`;
});
known(grantRevoking, (grant, signer) => `${signer} withdraws ${grant.grant} from ${grant.grantee}.`);
told(grantInForce, (grant) => `At ${grant.node}, ${grant.grant} is in force (block ${grant.height}).`);
told(grantEnded, ({ grant, node, how }) => `At ${node}, ${grant} has ended: ${howEnded(how)}.`);

export function howEnded(how: string): string {
  return how === 'reverted' ? 'the block that gave it is taken back' : how;
}

known(consensusProposed, (block, node) => `${node} proposes block ${block.height}${round(block.round)}.`);
known(consensusDecided, (block, node) =>
  `${node} learns that block ${block.height} is final${round(block.round)}.`);
told(consensusRoundChanged, (change, node) =>
  `${node} gives up waiting for block ${change.height} and moves to round ${change.round}.`);
known(consensusProposedInView, (block, node) =>
  `${node} proposes block ${block.height} in view ${block.view}.`);
known(consensusDecidedInView, (block, node) =>
  `${node} learns that block ${block.height} is final, by view ${block.view}.`);
told(consensusViewChanged, (change, node) =>
  `${node} gives up waiting for block ${change.height} and asks for view ${change.view}.`);
known(consensusViewEntered, (entered, node) => `${node} enters view ${entered.view}.`);
known(consensusAppended, (block, node) => `${node} writes block ${block.height} into its log.`);
known(consensusCommitted, (block, node) =>
  `${node} learns that block ${block.height} is committed, in term ${block.term}.`);
told(consensusLeaderDoubted, (_doubt, node) => `${node} has not heard from its leader for too long.`);
told(consensusElectionStarted, (election, node) =>
  `${node} stands for election in term ${election.term}.`);
told(consensusLeaderElected, (election, node) =>
  `${node} is elected in term ${election.term} by ${votesIn(election.votes)}.`);
known(consensusLeaderFollowed, (followed, node) =>
  `${node} follows the leader of term ${followed.term}.`);
told(consensusLeaderStoodDown, (leader, node) => `${node} no longer leads: ${leader.why}.`);
told(blockAppended, (block, node) =>
  `${node} adds block ${block.height} with ${plural(block.transactions, 'transaction')},`
  + ` proposed by ${block.proposer}.`);
known(blockAdopted, (block, node) => `${node} builds on block ${block.height} from now on.`);
told(blockReverted, (block, node) =>
  `${node} takes back block ${block.height}, which was final: a heavier chain leaves it out.`);
told(transactionRefused, (refused) => `A transaction of ${refused.sender} writes nothing: ${refused.why}`);

told(erasureAsked, (erasure) =>
  `${erasure.patient} asks ${erasure.custodian} to erase ${erasure.sections}, for good.`);
told(keysDestroyed, (erasure) =>
  `${erasure.custodian} destroys the keys of ${plural(erasure.records, 'record')} of`
  + ` ${erasure.patient}.`);
told(erasureFinal, (erasure) =>
  `The ledger says that ${erasure.erasure} is carried out; ${plural(erasure.residualFacts, 'fact')}`
  + ` on it still ${erasure.residualFacts === 1 ? 'names' : 'name'} ${erasure.patient}.`);
told(transactionTurnedAway, (turned) =>
  `${turned.node} turns away what ${turned.sender} signed: ${turned.why}`);
/** An act's text begins with its moment, which stands beside every sentence anyway. */
function withoutMoment(text: string): string {
  return text.replace(/^day \d+ [\d:.]+ /, '');
}

function votesIn(bitmap: string): string {
  return plural([...bitmap].filter((vote) => vote === '1').length, 'vote');
}

function waited(micros: number): string {
  return micros === 0 ? 'no wait at all' : formatDuration(micros);
}

function round(number: number): string {
  return number === 0 ? '' : ` in round ${number}`;
}

/** A record's id as people can tell it apart: its type and the start of its identifier. */
function short(record: string): string {
  return record.replace(/[0-9a-f]{8}-[0-9a-f-]{20,}/g, (uuid) => `${uuid.slice(0, 8)}…`);
}

export function plural(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
