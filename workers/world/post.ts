import { transactionTurnedAway } from '../ledger/entries.ts';
import type { SignedTransaction } from '../ledger/transaction.ts';
import type { MemberNode } from './node.ts';
import { envelopeBytes } from './parcel.ts';
import { answerBlockRequest, receiveBlock } from './following.ts';
import type { Parcel } from './parcel.ts';
import type { World } from './world.ts';

/** A parcel arrives at a member's node or at a patient's phone. */
export function receive(world: World, to: number, from: number, parcel: Parcel): void {
  if (to >= world.members.length) receiveOnPhone(world, to, from, parcel);
  else {
    const node = world.nodeOf(to);
    const run = (): void => receiveAtNode(world, to, from, parcel);
    if (parcel.topic === 'consensus') world.faults.whenReached(node, run);
    else world.faults.whenUp(node, run);
  }
}

function receiveAtNode(world: World, to: number, from: number, parcel: Parcel): void {
  const node = world.nodeOf(to);
  switch (parcel.topic) {
    case 'consensus': return node.receive(from, parcel.message);
    case 'block': return receiveBlock(world, node, from, parcel);
    case 'block-request': return answerBlockRequest(world, node, from, parcel);
    case 'transaction': {
      if (from >= world.members.length) submitFromPhone(world, node, from, parcel.transaction);
      else node.submit(parcel.transaction);
      return;
    }
    case 'record-request': return world.custody.receive(node, from, parcel.request);
    case 'records':
      return world.requests.receiveRecords(
        node, world.memberName(from), parcel.request, parcel.served);
    case 'refusal':
      return world.requests.receiveRefusal(
        node, parcel.request, parcel.refused, world.memberName(from));
    case 'consent-request':
    case 'glass-notice':
    case 'turned-away': return;
  }
}

/** A phone hands its transaction to one member; that member tells the validators, or says why not. */
function submitFromPhone(
  world: World, node: MemberNode, phone: number, transaction: SignedTransaction,
): void {
  const why = node.replica.submissionRefusal(transaction);
  if (why === null) {
    submit(world, node, transaction);
    return;
  }
  const { id } = transaction.body;
  world.send(node.index, phone, 'turned-away', envelopeBytes(why), `turned-away/${id}`,
    { topic: 'turned-away', transaction: id, why });
}

/** A node takes a transaction itself, and tells the validators. */
export function submit(world: World, node: MemberNode, transaction: SignedTransaction): void {
  const { id, bytes } = transaction.body;
  for (const to of world.validators) {
    if (to === node.index) continue;
    world.send(node.index, to, 'transaction', bytes, `transaction/${id}/${world.memberName(to)}`,
      { topic: 'transaction', transaction });
  }
  node.submit(transaction);
}

function receiveOnPhone(world: World, to: number, from: number, parcel: Parcel): void {
  if (parcel.topic === 'glass-notice') {
    const patient = world.cast.patient(parcel.notice.patient);
    const { emergency, phones } = world.extras;
    if (phones === null || phones.isAtHand(patient)) emergency?.tell(parcel.notice);
    else phones.miss(patient, patient.name, 'read that the glass was broken', 'the phone is lost');
  }
  if (parcel.topic === 'turned-away') {
    const owner = ownerOf(world, to);
    world.kernel.record(transactionTurnedAway, owner, {
      transaction: parcel.transaction, sender: owner, node: world.memberName(from),
      why: parcel.why,
    });
  }
  if (parcel.topic !== 'consent-request') return;
  const { request, sections, purpose } = parcel;
  world.consent.receive({
    request, person: world.cast.person(parcel.person), patient: world.cast.patient(parcel.patient),
    sections, purpose, asked: ownerOf(world, to),
  });
}

/** A patient's or a proxy's phone. */
function ownerOf({ cast, members }: World, phone: number): string {
  return cast.patients[phone - members.length]?.name
    ?? cast.people.find((person) => person.phone === phone)?.name ?? '';
}
