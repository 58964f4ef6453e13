import type { Kernel } from '../kernel/kernel.ts';
import { patientMoved } from '../health/entries.ts';
import { regionNamed } from '../net/regions.ts';
import type { Network } from '../net/network.ts';
import type { Act } from '../script/scenario.ts';
import type { Cast } from './cast.ts';
import type { Consent } from './consent.ts';
import type { Desks } from './desks.ts';
import { storyAct } from './entries.ts';
import { EVENT } from './event-kinds.ts';
import { fetched } from './extras.ts';
import type { Extras } from './extras.ts';
import { playFault } from './fault-acts.ts';
import type { Needs } from './needs.ts';
import type { Requests } from './requests.ts';
import { playPhone } from './phone-acts.ts';
import { playSession } from './session-acts.ts';
import type { Stillness } from './stillness.ts';
import type { Use } from './use.ts';
import type { Patient } from './cast.ts';

export interface Stagehands {
  readonly kernel: Kernel;
  readonly network: Network;
  readonly extras: Extras;
  readonly cast: Cast;
  readonly needs: Needs;
  readonly desks: Desks;
  readonly requests: Requests;
  readonly consent: Consent;
  readonly use: Use;
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
  const { cast, needs, desks, requests, consent, extras } = stage;
  const signing = SIGNED_BY_PATIENTS.get(act.verb);
  if (signing !== undefined && 'patient' in act) {
    const patient = cast.patient(act.patient);
    // A proxy signs on a phone of her own.
    const isHers = (act.verb !== 'grants' && act.verb !== 'revokes') || act.proxy === null;
    if (isHers && extras.phones?.isAtHand(patient) === false) {
      return extras.phones.miss(patient, patient.name, `${signing} anything`, 'the phone is lost');
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
      return desks.use(person, act.workstation, (desk) => fetched(extras.emergency, act).begin(
        person, desk, cast.patient(act.patient), act.sections, act.reason, act.at));
    }
    case 'erases': return fetched(extras.erasures, act).ask(
      cast.patient(act.patient), act.custodian, act.sections);
    case 'writes':
    case 'amends':
    case 'copies': {
      const person = cast.person(act.person);
      return desks.use(person, act.workstation, () =>
        fetched(extras.writings, act).play(act, person, cast.patient(act.patient)));
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
      return playPhone(act, fetched(extras.phones, act), stage);
    case 'loads': return fetched(extras.load, act).begin(act);
    default: return playFault(act, extras);
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
    const { phones } = stage.extras;
    if (phones === null || phones.isAtHand(patient)) stage.consent.enrol(patient, to);
    else phones.miss(patient, patient.name, `sign that ${to} treats her`, 'the phone is lost');
  });
}
