import type { Micros } from '../kernel/micros.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Replica } from '../ledger/replica.ts';
import type { Act } from '../script/scenario.ts';
import { nodeClockSet, nodeCrashed, nodePaused, nodeRestarted, nodeResumed } from './entries.ts';
import type { Exposure } from './exposure.ts';
import type { Extras } from './extras.ts';
import type { Faults } from './faults.ts';
import type { Finality } from './finality.ts';
import type { MemberNode } from './node.ts';
import type { Parcel } from './parcel.ts';
import type { Safety } from './safety.ts';
import type { Stillness } from './stillness.ts';
import type { Use } from './use.ts';

export interface NodeFaultsHost {
  readonly kernel: Kernel;
  readonly exposure: Exposure;
  readonly extras: Pick<Extras, 'conditions' | 'processing' | 'storedBlocks'>;
  readonly faults: Faults;
  readonly finality: Finality;
  readonly safety: Safety;
  readonly use: Use;
  readonly stillness: Stillness;
  readonly validators: readonly number[];
  nodeOf(member: number): MemberNode;
  memberNamed(name: string): number;
  clientsOf(validator: number): readonly number[];
  /** A ledger that knows the genesis block alone. */
  emptyReplica(): Replica;
  send(from: number, to: number, kind: string, bytes: number, occasion: string, parcel: Parcel): void;
}

export type FaultAct = Extract<Act, { verb: 'crashes' | 'restarts' | 'pauses' | 'sets-clock' }>;

/** Nodes that crash, come back, stop for a while, or have a wrong clock. */
export class NodeFaults {
  private readonly resumption: number;
  private readonly host: NodeFaultsHost;

  constructor(host: NodeFaultsHost) {
    this.host = host;
    this.resumption = host.kernel.register((index) => this.resume(host.nodeOf(index)));
  }

  play(act: FaultAct): void {
    const node = this.host.nodeOf(this.host.memberNamed(act.node));
    switch (act.verb) {
      case 'crashes': return this.crash(node, act.losesDisk);
      case 'restarts': return this.restart(node);
      case 'pauses': return this.pause(node, act.forMicros);
      case 'sets-clock': return this.setClock(node, act.aheadMicros);
    }
  }

  private crash(node: MemberNode, losesDisk: boolean): void {
    if (node.isDown) return;
    const { host } = this;
    const row = host.kernel.record(nodeCrashed, node.name, { lostDisk: losesDisk ? 1 : 0 });
    node.crash(losesDisk ? host.emptyReplica() : null);
    host.extras.processing?.crashed(node.index);
    const number = host.validators.indexOf(node.index);
    if (losesDisk && number >= 0) host.safety.forget(number);
    host.exposure.refresh(row, node);
    host.kernel.within(row, () => host.extras.conditions?.crashed(node));
  }

  private restart(node: MemberNode): void {
    if (!node.isDown) return;
    const row = this.host.kernel.record(nodeRestarted, node.name,
      { learner: node.lostDisk ? 1 : 0 });
    this.host.kernel.within(row, () => {
      node.restart();
      this.host.extras.storedBlocks?.restarted(node);
      if (!node.validates && node.lostDisk) this.refill(node);
      this.host.faults.release(node);
      this.host.extras.conditions?.restarted(node);
    });
    this.host.exposure.refresh(row, node);
  }

  private pause(node: MemberNode, forMicros: Micros): void {
    if (!node.isUp) return;
    const { kernel } = this.host;
    const row = kernel.record(nodePaused, node.name, { forMicros });
    node.pause();
    kernel.schedule(kernel.now + forMicros, this.resumption, node.index, 0, null, row);
    this.host.exposure.refresh(row, node);
  }

  /** A node that crashed while it was paused stays down. */
  private resume(node: MemberNode): void {
    if (node.isUp || node.isDown) return;
    this.host.stillness.stir();
    const row = this.host.kernel.record(nodeResumed, node.name, {});
    this.host.kernel.within(row, () => {
      node.resume();
      this.host.faults.release(node);
    });
    this.host.exposure.refresh(row, node);
  }

  private setClock(node: MemberNode, aheadMicros: Micros): void {
    const row = this.host.kernel.record(nodeClockSet, node.name, { aheadMicros });
    node.skewMicros = aheadMicros;
    this.host.kernel.within(row, () => this.host.finality.clockChanged(node));
    this.host.use.clockChanged(node, row);
    this.host.exposure.clockChanged(node);
    this.host.exposure.refresh(row, node);
  }

  /** A client without its disk is given the chain again by the validator it follows. */
  private refill(client: MemberNode): void {
    const index = this.host.validators.find((validator) =>
      this.host.clientsOf(validator).includes(client.index));
    if (index === undefined) return;
    const validator = this.host.nodeOf(index);
    this.host.faults.whenUp(validator, () => {
      const { chain } = validator.replica;
      for (let height = 1; height <= chain.height; height += 1) {
        const block = chain.blockAt(height);
        const certificate = chain.certificateAt(height);
        if (certificate === null) continue;
        if (this.host.extras.storedBlocks?.isWhole(validator, height) === false) break;
        this.host.send(validator.index, client.index, 'block', block.bytes,
          `block-again/${height}/${client.name}`, { topic: 'block', block, certificate });
      }
    });
  }
}
