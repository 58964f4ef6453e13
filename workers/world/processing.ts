import type { Kernel } from '../kernel/kernel.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Message, Network } from '../net/network.ts';
import type { Settings } from '../settings/register.ts';
import type { Parcel } from './parcel.ts';
import { operationsOf } from './operations.ts';
import type { Operations } from './operations.ts';
import { textAt } from './setting-values.ts';

/** Whether a node needs time for what it computes: setting `network.cpu`. */
export type Cpu = 'ideal' | 'published';

/**
 * One core of a 2.4 GHz Westmere, for which signatures were published: Bernstein, Duif, Lange,
 * Schwabe and Yang, "High-speed high-security signatures" (2011): Ed25519 verifies in 273,364
 * cycles and signs in 87,548. SHA-256: OpenSSL 1.0.1 at 17.8 cycles a byte (Gueron and Krasnov,
 * "Simultaneous hashing of multiple messages", 2012: 3.42 times their 5.2), on a core a
 * generation younger. Execution, storage and decryption are not charged.
 */
const CYCLES_PER_MICRO = 2_400;
const CYCLES = { verification: 273_364, signature: 87_548, hashedByte: 17.8 } as const;

/** Never less than it takes, in whole microseconds. */
export function costMicros({ verifications, signatures, hashedBytes }: Operations): Micros {
  return Math.ceil((verifications * CYCLES.verification + signatures * CYCLES.signature
    + hashedBytes * CYCLES.hashedByte) / CYCLES_PER_MICRO);
}

interface Departure {
  /** How often its node had crashed when it came to the processor. */
  readonly life: number;
  readonly from: number;
  readonly to: number;
  readonly message: Message;
  readonly parcel: Parcel;
}

interface Arrival {
  readonly life: number;
  readonly to: number;
  readonly from: number;
  readonly parcel: Parcel;
}

export interface ProcessingHost {
  readonly kernel: Kernel;
  readonly network: Network;
  readonly input: { readonly settings: Settings };
  /** Nodes, which compute; parties from there on are phones, which wait for their owners anyway. */
  readonly members: readonly unknown[];
  receive(to: number, from: number, parcel: Parcel): void;
}

/**
 * The processor of each node: it handles one message after another, and each costs what its
 * signatures and bytes do; what it sends leaves when it is signed. Under `ideal` all of it takes
 * no time and passes straight through: a run in which no node ever needs time is played without.
 */
export class Processing {
  private readonly host: ProcessingHost;
  private readonly cpu: Cpu;
  private readonly busyUntil: Micros[] = [];
  /** How many times as long each node takes; absent: 1. */
  private readonly slowness: number[] = [];
  /** A broadcast is signed once: what each node signed last. */
  private readonly signed: unknown[] = [];
  /** How often each node has crashed. */
  private readonly lives: number[] = [];
  private readonly handled: number;
  private readonly departs: number;

  constructor(host: ProcessingHost) {
    this.host = host;
    this.cpu = textAt(host.input.settings, 'network.cpu') as Cpu;
    this.handled = host.kernel.register((_target, _a, ref) => {
      const { life, to, from, parcel } = ref as Arrival;
      if (!this.isLost(to, life, parcel)) host.receive(to, from, parcel);
    });
    this.departs = host.kernel.register((_target, _a, ref) => {
      const { life, from, to, message, parcel } = ref as Departure;
      if (!this.isLost(from, life, parcel)) host.network.send(from, to, message, parcel);
    });
  }

  /**
   * What consensus had before the processor is gone with the node, and the processor is free; all
   * else waits as it does at its sender (faults.ts).
   */
  crashed(member: number): void {
    this.lives[member] = this.lifeOf(member) + 1;
    this.busyUntil[member] = -1;
    this.signed[member] = undefined;
  }

  private lifeOf(member: number): number {
    return this.lives[member] ?? 0;
  }

  private isLost(member: number, life: number, parcel: Parcel): boolean {
    if (parcel.topic !== 'consensus' || life === this.lifeOf(member)) return false;
    this.host.kernel.trace.count('messages.lostToCrash');
    return true;
  }

  /** From now on a node takes so many times as long as was published, under `ideal` too; 1: as before. */
  setSlowness(member: number, times: number): void {
    this.slowness[member] = times;
  }

  /** A message has arrived and waits for the processor. */
  arrive(to: number, from: number, parcel: Parcel, bytes: number): void {
    const { kernel, members } = this.host;
    if (to >= members.length || this.isIdle(to)) return this.host.receive(to, from, parcel);
    const { verifications } = operationsOf(parcel);
    const at = this.work(to, costMicros({ verifications, signatures: 0, hashedBytes: bytes }));
    kernel.schedule(at, this.handled, 0, 0, { life: this.lifeOf(to), to, from, parcel } satisfies Arrival);
  }

  /** A message leaves once it is signed, and after what the node is busy with. */
  send(from: number, to: number, message: Message, parcel: Parcel): void {
    const { kernel, network, members } = this.host;
    if (from >= members.length || this.isIdle(from)) {
      network.send(from, to, message, parcel);
      return;
    }
    const at = this.work(from, this.signingMicros(from, parcel));
    if (at === kernel.now && this.cpu !== 'ideal') network.send(from, to, message, parcel);
    else {
      kernel.schedule(at, this.departs, 0, 0,
        { life: this.lifeOf(from), from, to, message, parcel } satisfies Departure);
    }
  }

  private signingMicros(from: number, parcel: Parcel): Micros {
    const content = parcel.topic === 'consensus' ? parcel.message : parcel;
    if (this.signed[from] === content) return 0;
    this.signed[from] = content;
    const { signatures } = operationsOf(parcel);
    return costMicros({ verifications: 0, signatures, hashedBytes: 0 });
  }

  /** Nothing it does takes time, and what took time is done: nothing is overtaken. */
  private isIdle(member: number): boolean {
    return this.cpu === 'ideal' && (this.slowness[member] ?? 1) === 1
      && (this.busyUntil[member] ?? -1) < this.host.kernel.now;
  }

  private work(member: number, cost: Micros): Micros {
    const { [member]: slowness = 1 } = this.slowness;
    const times = slowness === 1 && this.cpu === 'ideal' ? 0 : slowness;
    const start = Math.max(this.host.kernel.now, this.busyUntil[member] ?? 0);
    this.busyUntil[member] = start + cost * times;
    return start + cost * times;
  }
}
