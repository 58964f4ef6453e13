import { Knowledge } from '../access/knowledge.ts';
import { KeyRegistry } from '../crypto/keys.ts';
import type { Keyring } from '../crypto/keys.ts';
import type { Vault } from '../health/vault.ts';
import { assert } from '../kernel/assert.ts';
import { Kernel } from '../kernel/kernel.ts';
import type { Micros } from '../kernel/micros.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row } from '../kernel/trace.ts';
import type { Block } from '../ledger/block.ts';
import { genesisBlock } from '../ledger/genesis.ts';
import { Replica } from '../ledger/replica.ts';
import type { AppliedTransaction } from '../ledger/replica.ts';
import type { RecordIndexCall } from '../ledger/contracts/record-index.ts';
import type { SignedTransaction, Transaction } from '../ledger/transaction.ts';
import type { Network } from '../net/network.ts';
import type { Act } from '../script/scenario.ts';
import { AccessLog } from './access-log.ts';
import { Cast } from './cast.ts';
import type { Patient, Person } from './cast.ts';
import { connect } from './connecting.ts';
import { Consent } from './consent.ts';
import { Custody } from './custody.ts';
import type { Models } from './deciding.ts';
import type { Desks } from './desks.ts';
import { Ending } from './ending.ts';
import { EVENT } from './event-kinds.ts';
import { Exposure } from './exposure.ts';
import { makeExtras } from './extras.ts';
import type { Extras } from './extras.ts';
import { Faults } from './faults.ts';
import { Finality } from './finality.ts';
import { furnish } from './furnishing.ts';
import { genesisTransactions } from './genesis.ts';
import { custodiansOf } from './holdings.ts';
import { keyHolders } from './input.ts';
import type { RunInput } from './input.ts';
import { joinConsensus, readSettings } from './joining.ts';
import { startingCopies, startingVault } from './keepers.ts';
import { Needs } from './needs.ts';
import { MemberNode } from './node.ts';
import { networkMembers, validatorsOf, type NetworkMember } from './network-members.ts';
import type { Parcel } from './parcel.ts';
import { holdPlaced } from './placement.ts';
import { play, schedulePlay } from './play.ts';
import { RunSettings } from './run-settings.ts';
import { receive, submit } from './post.ts';
import { purposeByRole } from './purpose.ts';
import { Requests } from './requests.ts';
import { Safety } from './safety.ts';
import { hoursAt, millisecondsAt } from './setting-values.ts';
import { Stillness } from './stillness.ts';
import { Use } from './use.ts';
import { Viewing } from './viewing.ts';
import { Wishes } from './wishes.ts';

/** A whole network with its people, assembled from a scenario and ready to play its story. */
export class World extends RunSettings {
  readonly kernel: Kernel;
  readonly network: Network;
  readonly cast: Cast;
  readonly members: readonly NetworkMember[];
  /** Network indices of the members that validate, in order: validator i is validators[i]. */
  readonly validators: readonly number[];
  readonly nodes: readonly MemberNode[];
  readonly genesis: Block;
  readonly keys: KeyRegistry;
  readonly models: Models;
  readonly knowledge = new Knowledge();
  readonly wishes = new Wishes((index) => this.memberName(index));
  readonly needs: Needs;
  readonly desks: Desks;
  readonly viewing: Viewing;
  readonly accessLog: AccessLog;
  readonly custody: Custody;
  readonly requests: Requests;
  readonly use: Use;
  readonly consent: Consent;
  readonly exposure: Exposure;
  readonly ending: Ending;
  private readonly keyrings: Map<string, Keyring>;
  readonly stillness: Stillness;
  readonly faults: Faults;
  readonly finality: Finality;
  readonly safety: Safety;
  readonly extras: Extras;
  private readonly memberIndices: ReadonlyMap<string, number>;

  constructor(input: RunInput) {
    super(input);
    const { scenario, settings } = input;
    this.kernel = new Kernel({ seed: input.seed, keepMessages: input.keepMessages });
    this.members = networkMembers(scenario);
    this.memberIndices = new Map(this.members.map((member, index) => [member.name, index]));
    this.validators = validatorsOf(this.members);
    this.ending = new Ending(input, this.kernel, this.validators.length);
    this.cast = new Cast(scenario, input.charts);
    for (const { copy, original } of startingCopies(this.cast.patients)) this.knowledge.copied(copy, original);
    this.keys = new KeyRegistry(input.seed);
    this.keyrings = new Map(keyHolders(scenario).map((entity) => [entity, this.keys.issue(entity)]));
    this.network = connect(this);
    this.models = this.modelsFor(this.members);
    const vaults = this.members.map(({ name }, index) => startingVault(
      this.keyringOf(name), this.saltsCommitments, this.cast.patients, index));
    this.genesis = genesisBlock(genesisTransactions(
      scenario, this.cast, this.members, (entity) => this.keyringOf(entity), vaults,
      input.publicKeys, this.placement));
    this.safety = new Safety(this, input.protocol.guarantees(readSettings(settings)));
    this.nodes = this.members.map((_member, index) => this.createNode(index, vaults[index]));
    this.needs = new Needs(this.kernel, this.knowledge, hoursAt(settings, 'need.lastsHours'),
      (index) => this.memberName(index), (row, person) => {
        this.exposure.refresh(row);
        this.use.decideAgain(this.nodeOf(person.member), row, person);
      });
    this.desks = furnish(this);
    this.viewing = new Viewing(this.kernel, this.knowledge, this.needs, this.wishes,
      ({ member }, patient, section) => custodiansOf(this.nodeOf(member), patient, section),
      (person, patient, part) => this.extras.phones?.forgeryFor(person, patient, part) ?? NONE);
    this.accessLog = new AccessLog(this);
    this.custody = new Custody(this);
    this.requests = new Requests(this);
    this.use = new Use(this);
    this.consent = new Consent(this);
    this.exposure = new Exposure(this);
    this.finality = new Finality(this);
    this.stillness = new Stillness(this);
    this.faults = new Faults(this.kernel);
    this.kernel.on(EVENT.timer, (target, setting, ref) =>
      this.fireTimer(this.nodeOf(target), ref as string, setting));
    this.extras = makeExtras(this);
    joinConsensus(this);
    // Before the first act, which may also be at the first moment.
    this.kernel.on(EVENT.start, () => this.start());
    this.kernel.schedule(0, EVENT.start, 0, 0, null);
    schedulePlay(scenario.story, this);
    // Nothing to do: it is there so that a quiet network's clock still reaches the end.
    this.kernel.on(EVENT.end, () => undefined);
    this.kernel.schedule(this.ending.endsAt, EVENT.end, 0, 0, null);
  }

  get endsAt(): Micros {
    return this.ending.endsAt;
  }

  get reactions(): RunInput['scenario']['reactions'] {
    return this.input.scenario.reactions;
  }

  nodeOf(member: number): MemberNode {
    const node = this.nodes[member];
    assert(node !== undefined, 'a member has a node');
    return node;
  }

  memberName(index: number): string {
    return this.nodeOf(index).name;
  }

  memberNamed(name: string): number {
    const index = this.memberIndices.get(name);
    assert(index !== undefined, `${name} is a member of the network`);
    return index;
  }

  regionOf(member: number): string {
    return this.members[member]?.region ?? '';
  }

  keyringOf(entity: string): Keyring {
    const keyring = this.keyrings.get(entity);
    assert(keyring !== undefined, `${entity} holds a key`);
    return keyring;
  }

  takeKey(patient: string, keyring: Keyring): void {
    this.keyrings.set(patient, keyring);
  }

  grantRow(node: string, grant: string): Row {
    return this.finality.grantRow(node, grant);
  }

  /** Why someone asks: what she needs it for, else what her role is for. */
  purposeOf(person: Person, patient: Patient): string {
    return this.needs.purposeOf(person.name, patient.name)
      ?? purposeByRole(person);
  }

  pursues(person: Person, patient: Patient, purpose: string): boolean {
    return purpose === purposeByRole(person)
      || this.needs.isFor(person.name, patient.name, purpose);
  }

  /** Clients hear of final blocks from the first validator of their region, or the first of all. */
  clientsOf(validator: number): number[] {
    return this.members.flatMap((member, index) => {
      if (member.validates) return [];
      const near = this.validators.find((other) => this.regionOf(other) === member.region);
      return (near ?? this.validators[0]) === validator ? [index] : [];
    });
  }

  appended(node: MemberNode, block: Block, applied: readonly AppliedTransaction[], row: Row): void {
    this.finality.appended(node, block, applied, row);
    this.extras.conditions?.appended(node, block.header.height);
    this.ending.appended(node);
  }

  send(from: number, to: number, kind: string, bytes: number, occasion: string, parcel: Parcel): void {
    const { processing } = this.extras;
    const message = { kind, bytes, occasion };
    if (processing === null) this.network.send(from, to, message, parcel);
    else processing.send(from, to, message, parcel);
  }

  /** What a node or a phone has taken in and now acts on. */
  receive(to: number, from: number, parcel: Parcel): void {
    receive(this, to, from, parcel);
  }


  emptyReplica(): Replica {
    return new Replica(this.genesis, { registry: this.keys, ...this.replicaLimits });
  }

  play(act: Act): void {
    play(act, this);
  }

  private fireTimer(node: MemberNode, timer: string, setting: number): void {
    this.faults.whenReached(node, () => {
      if (node.isSet(timer, setting)) node.fireTimer(timer);
    });
  }

  placed(node: MemberNode, transaction: Transaction & RecordIndexCall, row: Row): void {
    holdPlaced(this, node, transaction, row);
  }

  /** Whoever forgot to lock a screen has left it before; the others sign out and go home. */
  shiftEnded(person: Person): void {
    this.desks.goHome(person);
  }

  /** The node's own transaction; `row` submitted it. */
  submitAt(node: MemberNode, transaction: SignedTransaction, row: Row): void {
    this.consent.submissions.set(transaction.body.id, row);
    this.kernel.within(row, () => submit(this, node, transaction));
  }

  private start(): void {
    for (const node of this.nodes) {
      node.start();
      for (const { body } of this.genesis.transactions) {
        if (body.contract === 'record-index') this.placed(node, body, NONE);
      }
    }
    this.exposure.start();
    for (const brought of this.input.consents) {
      this.consent.bring(brought, this.cast.patient(brought.patient));
    }
  }

  private createNode(index: number, vault: Vault | undefined): MemberNode {
    const name = this.members[index]?.name ?? '';
    assert(vault !== undefined, 'a member has a vault');
    const most = millisecondsAt(this.input.settings, 'network.clockSkewMillisecondsMax');
    const skewMicros = this.kernel.draws.below(most + 1, name, 'clock-skew', 'start');
    return new MemberNode({ index, name, skewMicros },
      { replica: this.emptyReplica(), vault }, this);
  }
}
