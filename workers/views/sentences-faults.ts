import { consensusAgreementBroken, consensusRuleBroken } from '../consensus/entries.ts';
import { formatDuration } from '../kernel/micros.ts';
import { formatRate } from '../kernel/rate.ts';
import type { Values } from '../kernel/trace.ts';
import { blockAltered, blockFoundAltered, blockMended } from '../ledger/entries.ts';
import {
  netCut, netCutOneWay, netDropped, netHealed, netHealedOneWay, netHeld, netImpaired, netLimited,
  netReleased, netRestored, netStaysCut,
} from '../net/entries.ts';
import {
  nodeClockSet, nodeCrashed, nodeLimited, nodeLimitEnded, nodePaused, nodeReformed, nodeRestarted,
  nodeResumed, nodeSlowed, nodeSpeedRestored, nodeTurned, nodeVoted,
} from '../world/entries.ts';
import { told } from './speakers.ts';

/** What is said of nodes and links that fail, and of validators that lie. */

told(nodeCrashed, (crash, node) => (crash.lostDisk === 1
  ? `${node}'s node crashes and its disk is lost.`
  : `${node}'s node crashes.`));
told(nodeRestarted, (restart, node) => (restart.learner === 1
  ? `${node}'s node runs again and has everything to learn anew.`
  : `${node}'s node runs again and catches up.`));
told(nodePaused, (pause, node) => `${node}'s node stops for ${formatDuration(pause.forMicros)}.`);
told(nodeResumed, (_resumed, node) => `${node}'s node goes on where it stopped.`);
told(nodeSlowed, ({ times }, node) => `${node}'s node takes ${times} times as long for whatever it computes.`);
told(nodeSpeedRestored, (_restored, node) => `${node}'s node is as quick again as it was.`);
told(nodeLimited, ({ bitsPerSecond }, node) =>
  `${node} sends no more than ${formatRate(bitsPerSecond)} in all, and receives no more.`);
told(nodeLimitEnded, (_ended, node) => `${node} sends and receives again as fast as it could.`);
told(nodeClockSet, (clock, node) => `${node}'s clock is now ${offBy(clock.aheadMicros)}.`);

told(nodeTurned, (turned, node) => misconductOf(turned, node));
told(nodeVoted, ({ choice, about, counts }, node) => (counts === 1
  ? `${node} votes from now on to ${choice} ${about} ${choice === 'add' ? 'to' : 'from'} those who make blocks.`
  : `${node} would ${choice} ${about}, but under this protocol nobody is voted in or out: `
    + 'the members are fixed, or ask to leave and to join.'));
told(nodeReformed, (_reformed, node) => `${node} follows its protocol again.`);
told(consensusAgreementBroken, (broken, node) => `${disagreement(broken, node)} ${whoFailed(broken)}`);
told(consensusRuleBroken, (broken) => `Consensus is broken: ${broken.rule}. ${whoFailed(broken)}`);

told(netCut, (link) => `The link between ${link.a} and ${link.b} is cut; messages wait.`);
told(netHealed, (link) => `The link between ${link.a} and ${link.b} is whole again.`);
told(netStaysCut, (link) => `The link between ${link.a} and ${link.b} stays cut${link.isolated === '' ? ''
  : `: ${link.isolated} is still cut from all`}.`);
told(netCutOneWay, (link) => `From ${link.a} nothing reaches ${link.b} any more; messages wait.`);
told(netHealedOneWay, (link) => `What ${link.a} sends reaches ${link.b} again.`);
told(netImpaired, (link) => `${capital(between(link))} ${impairmentOf(link)}.`);
told(netLimited, (link) => `${capital(between(link))} no more than ${formatRate(link.bitsPerSecond)} passes`
  + `${link.oneWay === 1 ? '' : ' each way'}.`);
told(netRestored, (link) => `${capital(between(link))} ${RESTORED[link.fault] ?? 'all is well again'}.`);

told(blockAltered, (block, node) => (block.byte < 0 ? `${node} has no block ${block.height} that could be altered.`
  : `Somebody flips a bit of block ${block.height} where ${node} stores it (byte ${block.byte}).`));
told(blockFoundAltered, (block, node) =>
  `${node} reads block ${block.height}${block.why === 'restart' ? ' after its restart' : ' to serve it'}`
  + ` and finds that it was altered: ${block.problem}.`);
told(blockMended, (block, node) => `${node} puts a whole block ${block.height} from ${block.from} in its place.`);

told(netDropped, (lost) => (lost.messages === 0 ? noneUnderWay(lost)
  : `${messagesOf(lost)} on the way from ${lost.from} to ${lost.to} ${isOrAre(lost)} lost.`));
told(netHeld, (held) => (held.messages === 0 ? noneUnderWay(held)
  : `${messagesOf(held)} on the way from ${held.from} to ${held.to} ${isOrAre(held)} held for`
    + ` ${formatDuration(held.forMicros)}.`));
told(netReleased, (gone) => `${messagesOf(gone)} from ${gone.from} to ${gone.to} ${isOrAre(gone)} let go.`);

interface Taken { readonly kind: string; readonly from: string; readonly to: string; readonly messages: number }

function messagesOf({ kind, messages }: Taken): string {
  return messages === 1 ? `The ${kind} message` : `All ${messages} ${kind} messages`;
}

function isOrAre({ messages }: Taken): string {
  return messages === 1 ? 'is' : 'are';
}

function noneUnderWay({ kind, from, to }: Taken): string {
  return `No ${kind} message is under way from ${from} to ${to}.`;
}

const RESTORED: Readonly<Record<string, string>> = {
  loss: 'messages are no longer lost',
  duplication: 'messages arrive once again',
  reordering: 'messages keep their order again',
  delay: 'messages take their usual time again',
  bandwidth: 'as much passes again as could before',
};

function between({ a, b, oneWay }: { a: string; b: string; oneWay: number }): string {
  return oneWay === 1 ? `from ${a} to ${b}` : `between ${a} and ${b}`;
}

function impairmentOf({ fault, share, byMicros }: Values<typeof netImpaired>): string {
  const about = `about ${share / 10_000} % of messages`;
  switch (fault) {
    case 'loss': return `${about} are lost`;
    case 'duplication': return `${about} arrive twice`;
    case 'reordering': return `${about} are passed by others, late by up to ${formatDuration(byMicros)}`;
    default: return `every message takes ${formatDuration(byMicros)} longer`;
  }
}

function offBy(aheadMicros: number): string {
  if (aheadMicros === 0) return 'right';
  return `${formatDuration(Math.abs(aheadMicros))} ${aheadMicros > 0 ? 'ahead' : 'behind'}`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function misconductOf({ how, byMicros, of }: Values<typeof nodeTurned>, node: string): string {
  switch (how) {
    case 'silent': return `${node} falls silent: it says nothing more about blocks.`;
    case 'slow': return `${node} says whatever it says about blocks ${formatDuration(byMicros)} late.`;
    case 'equivocates': return `${node} tells one half of the others one thing and the rest another.`;
    case 'votes-twice': return `${node} signs two votes wherever it votes.`;
    case 'votes-twice-in-vain': return `${node} would vote twice, but under ${of} nobody votes for a block.`;
    case 'mines-selfishly': return `${node} keeps the blocks that it finds to itself for as long as that makes its part of the chain larger.`;
    case 'double-spends': return `${node} works in secret on a chain without what ${of} signs from now on.`;
    case 'double-spends-in-vain': return `${node} would double-spend, but under ${of} nobody mines.`;
    case 'rewrites': return `${node} signs another history from block ${of} on, for whoever does not have that block.`;
    case 'rewrites-apart': return `${node} works in secret on another chain from block ${of} on, to show it once it is heavier.`;
    case 'rewrites-in-vain': return `${node} would sign another block ${of}, but cannot go back to before it: `
      + 'it is not final there yet, or came with later ones that were missed.';
    case 'mines-selfishly-in-vain': return `${node} would mine selfishly, but under ${of} nobody mines.`;
    default: return `${node} leaves what ${of} signed out of its blocks.`;
  }
}

type Broken = Values<typeof consensusAgreementBroken>;

function disagreement(
  { height, other, digest, otherDigest, signedBoth }: Broken, node: string,
): string {
  const both = signedBoth === '' ? '' : ` Both carry the signature of ${signedBoth}.`;
  return `Agreement is broken: ${node} decides block ${height} as ${digest.slice(0, 8)}, which `
    + `${other} had decided as ${otherDigest.slice(0, 8)}.${both}`;
}

function whoFailed({ faulty, tolerated, validators }: Pick<
  Values<typeof consensusRuleBroken>, 'faulty' | 'tolerated' | 'validators'
>): string {
  const failed = `Of ${validators} validators ${faulty} had failed`;
  return faulty > tolerated ? `${failed}, and no more than ${tolerated} may. The run ends here.`
    : `${failed}, and ${tolerated} may: this is a fault of the protocol as it is run here. `
      + 'The run ends here.';
}
