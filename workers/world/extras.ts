import { assert } from '../kernel/assert.ts';
import type { Act } from '../script/scenario.ts';
import type { Capacity } from './capacity.ts';
import type { Conditions } from './conditions.ts';
import type { Emergency } from './emergency.ts';
import type { Erasures } from './erasures.ts';
import type { LinkActs } from './link-acts.ts';
import type { LoadClients } from './load.ts';
import type { Membership } from './membership.ts';
import type { MessageActs } from './message-acts.ts';
import type { Misbehaviour } from './misbehaviour.ts';
import type { NodeFaults } from './node-faults.ts';
import type { Phones } from './phones.ts';
import type { Processing } from './processing.ts';
import type { StoredBlocks } from './stored-blocks.ts';
import type { World } from './world.ts';
import type { Writings } from './writings.ts';

/**
 * What only some stories need. Each is fetched before a run that has a line for it
 * (threads/extras.ts), so that the run itself waits for nothing; null: no line asks for it, and
 * what it stands for never happens (ADR 109).
 */
export interface Extras {
  readonly capacity: Capacity | null;
  readonly conditions: Conditions | null;
  readonly emergency: Emergency | null;
  readonly erasures: Erasures | null;
  readonly links: LinkActs | null;
  readonly load: LoadClients | null;
  readonly membership: Membership | null;
  readonly messages: MessageActs | null;
  readonly misbehaviour: Misbehaviour | null;
  readonly nodeFaults: NodeFaults | null;
  readonly phones: Phones | null;
  readonly processing: Processing | null;
  readonly storedBlocks: StoredBlocks | null;
  readonly writings: Writings | null;
}

export type ExtraName = keyof Extras;

/** As they are fetched: the class of each that the story needs. */
export type ExtraClasses = {
  readonly [Name in ExtraName]?: new (world: World) => NonNullable<Extras[Name]>;
};

export function makeExtras(world: World): Extras {
  const classes = world.input.extras;
  const make = <Extra>(Class: (new (world: World) => Extra) | undefined): Extra | null =>
    (Class === undefined ? null : new Class(world));
  return {
    capacity: make(classes.capacity), conditions: make(classes.conditions),
    emergency: make(classes.emergency), erasures: make(classes.erasures), links: make(classes.links),
    load: make(classes.load), membership: make(classes.membership), messages: make(classes.messages),
    misbehaviour: make(classes.misbehaviour), nodeFaults: make(classes.nodeFaults), phones: make(classes.phones),
    processing: make(classes.processing), storedBlocks: make(classes.storedBlocks), writings: make(classes.writings),
  };
}

/** What plays such a line. */
export function fetched<Extra>(extra: Extra | null, { verb }: { readonly verb: Act['verb'] }): Extra {
  assert(extra !== null, `what plays a line that ${verb} was fetched before the run`);
  return extra;
}
