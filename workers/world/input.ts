import type { AccessModel } from '../access/model.ts';
import type { ProtocolEntry } from '../consensus/entry.ts';
import type { Provision } from '../grants/provision.ts';
import type { Chart } from '../health/bundle.ts';
import { keyName } from '../crypto/keys.ts';
import type { MoreContracts } from '../ledger/contracts/contract.ts';
import type { Scenario } from '../script/scenario.ts';
import { proxiesIn } from './cast.ts';
import type { ExtraClasses } from './extras.ts';
import { networkMembers } from './network-members.ts';
import type { Settings } from '../settings/register.ts';

/**
 * Everything a run depends on, prepared before it starts: same input, same outcomes (DESIGN 3).
 * The chart files and policies arrive already read, because reading them is asynchronous.
 */
export interface RunInput {
  readonly scenario: Scenario;
  readonly settings: Settings;
  /** Paths of those that are not at the register's default, in its order. */
  readonly changed: readonly string[];
  readonly seed: number;
  /** How the members agree: what the setting `network.consensus` names. */
  readonly protocol: ProtocolEntry;
  /** What the story has lines for beyond what every story needs. */
  readonly extras: ExtraClasses;
  /** Contracts that the story calls and not every story does. */
  readonly contracts: MoreContracts;
  /** What assertions say by number, where one that is broken may be an outcome (`ruleOf`); else empty. */
  readonly rules: readonly string[];
  /** Charts by the path the scenario gives them, e.g. `synthea/Norma_Pagan`. */
  readonly charts: ReadonlyMap<string, Chart>;
  /** FHIR Consents that are signed as the story begins, in the order of their lines. */
  readonly consents: readonly BroughtConsent[];
  /** SHA-256 of every chart, Consent and policy file used, by path: part of what the run is. */
  readonly fileDigests: ReadonlyMap<string, string>;
  /** Decides what crosses between organisations. */
  readonly access: AccessModel;
  /** Decides what an organisation's own people see of its own records; the same in every arm. */
  readonly inHouse: AccessModel;
  /** Decides what a clinician reaches by breaking the glass. */
  readonly breakGlass: AccessModel;
  /** Ed25519 public keys in lower-case hex, by entity. */
  readonly publicKeys: ReadonlyMap<string, string>;
  /** Messages are kept for the stage and only counted for the lab. */
  readonly keepMessages: boolean;
  /** `simulated` fires every empty tick of a network at rest: the dumb twin of `closed-form`. */
  readonly idle: 'closed-form' | 'simulated';
}

/** A FHIR Consent as this network can keep it. */
export interface BroughtConsent {
  readonly patient: string;
  readonly file: string;
  /** Null where it says nothing that can be acted on here. */
  readonly provision: Provision | null;
  /** How it was read where it can be read otherwise. */
  readonly notes: readonly string[];
  /** How many parts of it are not modelled. */
  readonly notModelled: number;
  /** Names in it that stand for nobody here; rules about them alone are left out. */
  readonly unknown: readonly string[];
}

/** Whose public keys a run needs: every holder's, and one for each new phone of the story. */
export function publicKeyNames(scenario: Scenario): string[] {
  const names = keyHolders(scenario);
  const keys = new Map<string, number>();
  for (const act of scenario.story) {
    if (act.verb !== 'gets-phone') continue;
    const key = (keys.get(act.patient) ?? 1) + 1;
    keys.set(act.patient, key);
    names.push(keyName(act.patient, key));
  }
  return names;
}

/** Who holds a key pair: every member of the network, every patient and every proxy. */
export function keyHolders(scenario: Scenario): string[] {
  return [
    ...networkMembers(scenario).map((member) => member.name),
    ...scenario.patients.map((patient) => patient.name),
    ...proxiesIn(scenario).map(({ name }) => name),
  ];
}
