import type { Kernel } from '../kernel/kernel.ts';
import { patientMoved } from '../health/entries.ts';
import { regionNamed } from '../net/regions.ts';
import type { Network } from '../net/network.ts';
import type { Act } from '../script/scenario.ts';
import type { Cast } from './cast.ts';
import type { Consent } from './consent.ts';
import type { Desks } from './desks.ts';
import type { Emergency } from './emergency.ts';
import type { Erasures } from './erasures.ts';
import { storyAct } from './entries.ts';
import { EVENT } from './event-kinds.ts';
import type { FaultActs } from './fault-acts.ts';
import type { LoadClients } from './load.ts';
import type { Needs } from './needs.ts';
import type { Requests } from './requests.ts';
import { playPhone } from './phone-acts.ts';
import type { Phones } from './phones.ts';
import { playSession } from './session-acts.ts';
import type { Stillness } from './stillness.ts';
import type { Use } from './use.ts';
import type { Writings } from './writings.ts';
import type { Patient } from './cast.ts';

export interface Stagehands {
  readonly kernel: Kernel;
  readonly network: Network;
  readonly cast: Cast;
  readonly needs: Needs;
  readonly desks: Desks;
  readonly requests: Requests;
  readonly consent: Consent;
  readonly emergency: Emergency;
  readonly erasures: Erasures;
  readonly phones: Phones;
  readonly use: Use;
  readonly writings: Writings;
  readonly faultActs: FaultActs;
  readonly load: LoadClients;
  readonly stillness: Stillness;
  memberName(index: number): string;
  memberNamed(name: string): number;
  regionOf(member: number): string;
}

/** Puts the story's acts on the queue and plays each at its moment. */
export function schedulePlay(story: readonly Act[], stage: Stagehands): void {
  const { kernel } = stage;
  kernel.on(EVENT.act, (number, _a, ref) => {
    const act = ref as Act;
    const row = kernel.record(storyAct, 'story', { act: number, text: act.text });
    // An act may be a fault, which heartbeats would meet: none passes in closed form over it.
    stage.stillness.stir();
    kernel.within(row, () => play(act, stage));
  });
  story.forEach((act, index) => kernel.schedule(act.at, EVENT.act, index + 1, 0, act));
}

/** What a patient does with her phone, and cannot do without it. */
const SIGNED_BY_PATIENTS: ReadonlyMap<string, string> = new Map([
  ['grants', 'grant'], ['denies', 'deny'], ['revokes', 'revoke'], ['extends', 'extend'], ['lifts', 'lift a denial of'],
  ['erases', 'erase'], ['appoints', 'appoint'], ['dismisses', 'dismiss'],
]);

export function play(act: Act, stage: Stagehands): void {
  const { cast, needs, desks, requests, consent, phones } = stage;
  const signing = SIGNED_BY_PATIENTS.get(act.verb);
  if (signing !== undefined && 'patient' in act) {
    const patient = cast.patient(act.patient);
    // A proxy signs on a phone of her own.
    const isHers = (act.verb !== 'grants' && act.verb !== 'revokes') || act.proxy === null;
    if (isHers && !phones.isAtHand(patient)) {
      return phones.miss(patient, patient.name, `${signing} anything`, 'the phone is lost');
    }
  }
  switch (act.verb) {
    case 'moves': return move(cast.patient(act.patient), act.to, stage);
    case 'needs': return needs.begin(
      cast.person(act.person), cast.patient(act.patient), act.sections, act.purpose,
      act.withinMicros);
    case 'asks': return desks.use(cast.person(act.person), act.workstation, (desk) =>
      requests.ask(desk, cast.patient(act.patient), act.sections, act.at));
    case 'breaks': {
      const person = cast.person(act.person);
      return desks.use(person, act.workstation, (desk) => stage.emergency.begin(
        person, desk, cast.patient(act.patient), act.sections, act.reason, act.at));
    }
    case 'erases': return stage.erasures.ask(
      cast.patient(act.patient), act.custodian, act.sections);
    case 'writes':
    case 'amends':
    case 'copies': {
      const person = cast.person(act.person);
      return desks.use(person, act.workstation, () =>
        stage.writings.play(act, person, cast.patient(act.patient)));
    }
    case 'grants': return consent.grant(cast.patient(act.patient), act.grantee, act);
    case 'denies': return consent.deny(cast.patient(act.patient), act);
    case 'revokes': return consent.revoke(
      cast.patient(act.patient), act.grantee, 'permit', act.proxy);
    case 'extends': return consent.extend(cast.patient(act.patient), act.grantee, act.byMicros);
    case 'appoints': return consent.setProxy(cast.patient(act.patient), act.proxy, 'appoint');
    case 'dismisses': return consent.setProxy(cast.patient(act.patient), act.proxy, 'dismiss');
    case 'lifts': return consent.revoke(cast.patient(act.patient), act.grantee, 'deny');
    case 'leaves':
    case 'sits':
    case 'signs-in':
    case 'locks':
    case 'closes':
    case 'looks':
      return playSession(act, stage);
    case 'loses-phone':
    case 'finds-phone':
    case 'uses-phone':
    case 'gets-phone':
      return playPhone(act, stage);
    case 'loads': return stage.load.begin(act);
    default: return stage.faultActs.play(act);
  }
}

/** She is treated elsewhere from now on; her phone travels with her, the records stay. */
function move(patient: Patient, to: string, stage: Stagehands): void {
  const member = stage.memberNamed(to);
  const row = stage.kernel.record(patientMoved, patient.name, {
    patient: patient.name, from: stage.memberName(patient.treatedAt), to,
  });
  patient.relationshipEnds.set(patient.treatedAt, row);
  patient.relationshipEnds.delete(member);
  patient.treatedAt = member;
  stage.network.relocate(patient.wallet, regionNamed(stage.regionOf(member)));
  stage.kernel.within(row, () => {
    if (stage.phones.isAtHand(patient)) stage.consent.enrol(patient, to);
    else stage.phones.miss(patient, patient.name, `sign that ${to} treats her`, 'the phone is lost');
  });
}
