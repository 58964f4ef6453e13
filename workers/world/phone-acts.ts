import type { Act } from '../script/scenario.ts';
import type { Cast } from './cast.ts';
import type { Consent } from './consent.ts';
import type { Phones } from './phones.ts';

export interface PhoneStage {
  readonly cast: Cast;
  readonly consent: Consent;
  memberNamed(name: string): number;
}

export type PhoneAct = Extract<
  Act, { verb: 'loses-phone' | 'finds-phone' | 'uses-phone' | 'gets-phone' }>;

/** The story's acts about the phone that holds a patient's key. */
export function playPhone(act: PhoneAct, phones: Phones, stage: PhoneStage): void {
  const { cast, consent } = stage;
  const patient = cast.patient(act.patient);
  switch (act.verb) {
    case 'loses-phone': return phones.lose(patient);
    case 'finds-phone': return phones.find(patient, cast.person(act.person), act.unlocked);
    case 'gets-phone': return phones.replace(
      patient, act.place === null ? patient.treatedAt : stage.memberNamed(act.place));
    case 'uses-phone': {
      const thief = cast.person(act.person);
      const keyring = phones.stolenKey(patient, thief);
      if (keyring === null) return;
      const { sections, forMicros } = act;
      return consent.forge(patient, act.grantee, { sections, purposes: [], except: [], forMicros },
        { keyring, signed: (forgery) => phones.forged(patient, thief, forgery) });
    }
  }
}
