import type { Kernel } from '../kernel/kernel.ts';
import type { Act } from '../script/scenario.ts';
import type { Cast } from './cast.ts';
import type { Desks } from './desks.ts';
import type { Requests } from './requests.ts';
import { closeChart } from './screen.ts';
import type { AtDesk } from './signing-in.ts';
import type { Use } from './use.ts';

export interface SessionStage {
  readonly kernel: Kernel;
  readonly cast: Cast;
  readonly desks: Desks;
  readonly requests: Requests;
  readonly use: Use;
}

export type SessionAct = Extract<
  Act, { verb: 'leaves' | 'sits' | 'signs-in' | 'locks' | 'closes' | 'looks' }>;

/** The story's acts about screens, each by whoever is in front of one. */
export function playSession(act: SessionAct, stage: SessionStage): void {
  const { cast, desks, requests, use, kernel } = stage;
  const person = cast.person(act.person);
  switch (act.verb) {
    case 'leaves': return desks.leave(person, act.workstation, act.locked, act.badge);
    case 'sits': return desks.sit(person, act.workstation, opening(act.opens));
    case 'signs-in': return desks.signIn(person, act.as === null ? person : cast.person(act.as),
      act.workstation, act.by, opening(act.opens));
    case 'locks': return desks.lock(person, act.workstation);
    case 'closes': {
      const desk = desks.seatOf(person, act.workstation);
      const patient = cast.patient(act.patient);
      if (desk === null || closeChart(kernel, desk, person, patient)) return;
      return desks.refuse(person, desk, `${patient.name}'s chart is not open there`);
    }
    case 'looks': return use.look(desks.at(act.workstation), person);
  }

  /** Reads the screen as it is, then whatever else the session may see of a chart. */
  function opening(patient: string | null): AtDesk {
    return (desk) => {
      use.look(desk, person);
      if (patient !== null) requests.open(desk, cast.patient(patient), act.at);
    };
  }
}
