import type { Parcel } from './parcel.ts';
import type { World } from './world.ts';

/** A parcel arrives at a member's node or at a patient's phone. */
export function receive(world: World, to: number, from: number, parcel: Parcel): void {
  if (to >= world.members.length) receiveOnPhone(world, parcel);
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
    case 'block': return node.follow(parcel.block, parcel.certificate);
    case 'transaction': {
      // A phone hands its transaction to one member; that member tells the validators.
      if (from >= world.members.length) gossip(world, to, parcel);
      node.submit(parcel.transaction);
      return;
    }
    case 'record-request': return world.custody.receive(node, from, parcel.request);
    case 'records':
      return world.requests.receiveRecords(
        node, world.memberName(from), parcel.request, parcel.served);
    case 'refusal':
      return world.requests.receiveRefusal(
        node, parcel.request, parcel.refused, world.memberName(from));
    case 'consent-request': return;
  }
}

function gossip(world: World, from: number, parcel: Parcel & { topic: 'transaction' }): void {
  const { id, bytes } = parcel.transaction.body;
  for (const to of world.validators) {
    if (to === from) continue;
    world.send(from, to, 'transaction', bytes, `transaction/${id}/${world.memberName(to)}`, parcel);
  }
}

function receiveOnPhone(world: World, parcel: Parcel): void {
  if (parcel.topic !== 'consent-request') return;
  const { request, sections, purpose } = parcel;
  world.consent.receive({
    request, person: world.cast.person(parcel.person), patient: world.cast.patient(parcel.patient),
    sections, purpose,
  });
}
