import {
  accessDecided, grantForged, grantSubmitted, grantWithdrawn,
} from '../access/entries.ts';
import { register } from '../contract.ts';
import type { Candidate } from '../contract.ts';
import { needBegan, needMet, patientMoved, phoneLost, recordWritten } from '../health/entries.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row, Trace } from '../kernel/trace.ts';
import { actsAfterRow } from './acts-after.ts';
import {
  lineAt, partsOf, secondAfter, sectionsOf, setting, toTheSecond, type Preventing,
} from './preventing.ts';

/** Against a leak that the rules allowed: the rule, the grant it rests on, the wish that came late. */
export function consentCandidates(preventing: Preventing): Candidate[] {
  const { trace, ancestors } = preventing;
  const decided = ancestors.find((row) => trace.is(row, accessDecided));
  if (decided === undefined) return [];
  if (isInHouse(trace, decided)) return recordCandidates(preventing, decided);
  const forged = forgeryCandidates(preventing);
  return [
    ...ruleCandidates(preventing, decided), ...forged, ...wishCandidates(preventing),
    ...forged.length > 0 ? [] : grantCandidates(preventing),
  ];
}

/** Another model, or a shorter reach of the one there is. */
function ruleCandidates({ trace, settings }: Preventing, decided: Row): Candidate[] {
  const { policies, explanation } = trace.get(decided, accessDecided);
  const why = `It was permitted: ${explanation}`;
  const names = policies.split(', ');
  const found: Candidate[] = [];
  if (names.includes('emergency-any-provider')) {
    found.push(setting('access.breakGlassReach', 'treating', 'Only who treats the patient breaks the glass', why));
  }
  if (names.includes('any-member')) {
    found.push(setting('network.reach', 'treating', 'Only who treats the patient, or did, reads the shared ledger', why));
  }
  const placement = settings['records.placement'];
  if (placement !== 'off-chain' && placement !== undefined) {
    found.push(setting('records.placement', 'off-chain', 'Records stay off the chain',
      `With ${placement} every member holds every record.`));
  }
  if (names.includes('any-member') || names.includes('treating-member')) {
    found.push(...otherModels(String(settings['network.access'])).map((model) =>
      setting('network.access', model, `Access by ${model}`, why)));
  }
  return found;
}

function otherModels(present: string): string[] {
  const found = register.find(({ path }) => path === 'network.access');
  const choices = found !== undefined && 'choices' in found ? found.choices : [];
  return choices.filter((choice) => choice !== present);
}

/** The grants that a decision rested on: not given, given back when it had served, or narrower. */
function grantCandidates(preventing: Preventing): Candidate[] {
  const { trace, ancestors, leak, owner, at } = preventing;
  // In one block with it there may be grants to others.
  const isHis = (grantee: string): boolean => grantee === owner || grantee === placeOf(preventing, owner);
  const grants = ancestors.filter((row) => trace.is(row, grantSubmitted)
    && trace.text(row, grantSubmitted, 'type') === 'permit');
  return grants.flatMap((row) => {
    const { grantee, patient } = trace.get(row, grantSubmitted);
    if (patient !== leak.patient || !isHis(grantee)) return [];
    const why = `It rested on what ${patient} granted ${grantee} on ${toTheSecond(trace.at(row))}.`;
    const found: Candidate[] = [];
    const served = lastMet(preventing, row);
    if (served !== NONE) {
      found.push({
        title: `${patient} takes it back from ${grantee} as soon as it has served`,
        why: `${why} What was needed was had by ${toTheSecond(trace.at(served))}, and the grant ran on.`,
        change: { lines: [lineAt(secondAfter(trace.at(served), at), `${patient} revokes ${grantee}`)] },
      });
    }
    const after = actsAfterRow(trace, row);
    if (!isNeeded(preventing)) {
      found.push({
        title: `${patient} keeps ${sectionsOf(leak)} back from ${grantee}`,
        why: `The grant covered ${sectionsOf(leak)}, which ${owner} did not need.`,
        change: { lines: [lineAt(after, `${patient} denies ${grantee} ${partsOf(leak)}`)] },
      });
    }
    found.push({
      title: `${patient} thinks better of granting ${grantee} at once`, why,
      change: { lines: [lineAt(after, `${patient} revokes ${grantee}`)] },
    });
    return found;
  });
}

/** Whether the session's owner ever needed some of those sections of that chart before. */
function isNeeded({ trace, leak, owner, at }: Preventing): boolean {
  for (let row = 0; row < trace.outcomeCount && trace.at(row) < at; row += 1) {
    if (!trace.is(row, needBegan)) continue;
    const { person, patient, sections } = trace.get(row, needBegan);
    if (person === owner && patient === leak.patient
      && sections.split(', ').some((section) => leak.sections.includes(section))) return true;
  }
  return false;
}

/** The last time before the leak that a need of the session's owner for this chart was met. */
function lastMet({ trace, leak, owner, at }: Preventing, since: Row): Row {
  const needs = new Set<string>();
  let last: Row = NONE;
  for (let row = 0; row < trace.outcomeCount && trace.at(row) < at; row += 1) {
    if (trace.is(row, needBegan)) {
      const need = trace.get(row, needBegan);
      if (need.person === owner && need.patient === leak.patient) needs.add(need.need);
    } else if (trace.is(row, needMet) && row > since
      && needs.has(trace.text(row, needMet, 'need'))) last = row;
  }
  return last;
}

/** Who holds her phone signs as she would: until she has a new key, or has said no beforehand. */
function forgeryCandidates(preventing: Preventing): Candidate[] {
  const { trace, leak, enabledBy, at } = preventing;
  if (enabledBy === NONE || !trace.is(enabledBy, grantForged)) return [];
  const { patient, grantee, person } = trace.get(enabledBy, grantForged);
  const found: Candidate[] = [{
    title: `${patient} had denied ${grantee} ${sectionsOf(leak)} beforehand`,
    why: `${person} signed for ${grantee} with ${patient}\u2019s phone; a denial outweighs what is signed later.`,
    change: { lines: [lineAt(0, `${patient} denies ${grantee} ${partsOf(leak)}`)] },
  }];
  for (let row = 0; row < enabledBy; row += 1) {
    if (!trace.is(row, phoneLost) || trace.text(row, phoneLost, 'patient') !== patient) continue;
    found.push({
      title: `${patient} gets a new phone as soon as the old one is lost`,
      why: `The phone lost on ${toTheSecond(trace.at(row))} still signed on ${toTheSecond(trace.at(enabledBy))}.`,
      change: { lines: [lineAt(secondAfter(trace.at(row), at), `${patient} gets a new phone`)] },
    });
  }
  return found;
}

/** Her no was said, or she had gone, and it was read all the same. */
function wishCandidates(preventing: Preventing): Candidate[] {
  const { trace, leak, enabledBy, owner } = preventing;
  if (enabledBy === NONE) return [];
  if (trace.is(enabledBy, grantWithdrawn)) {
    const { grantee } = trace.get(enabledBy, grantWithdrawn);
    const met = lastMet(preventing, 0);
    if (met === NONE || trace.at(met) >= trace.at(enabledBy)) return [];
    return [{
      title: `${leak.patient} takes it back from ${grantee} earlier`,
      why: `The withdrawal of ${toTheSecond(trace.at(enabledBy))} came too late to be final where it was read.`,
      change: { lines: [
        lineAt(secondAfter(trace.at(met), trace.at(enabledBy)), `${leak.patient} revokes ${grantee}`)] },
    }];
  }
  if (!trace.is(enabledBy, patientMoved)) return [];
  const { from } = trace.get(enabledBy, patientMoved);
  return [owner, from].map((grantee) => ({
    title: `${leak.patient} denies ${grantee} ${sectionsOf(leak)} on leaving ${from}`,
    why: `${from} no longer treated ${leak.patient} since ${toTheSecond(trace.at(enabledBy))}.`,
    change: { lines: [
      lineAt(actsAfterRow(trace, enabledBy), `${leak.patient} denies ${grantee} ${partsOf(leak)}`)] },
  }));
}

/** What a place reads of its own it need not have kept: copies that were filed, or the record itself. */
function recordCandidates(preventing: Preventing, decided: Row): Candidate[] {
  const { trace, leak, at } = preventing;
  const { decider } = trace.get(decided, accessDecided);
  const written = lastWritten(preventing);
  const met = lastMet(preventing, 0);
  const from = Math.max(written === NONE ? 0 : trace.at(written), met === NONE ? 0 : trace.at(met));
  return [{
    title: `${leak.patient} has ${decider} erase its ${sectionsOf(leak)}`,
    why: `${decider} keeps ${sectionsOf(leak)} itself, and its own system asks no patient.`,
    change: { lines: [lineAt(secondAfter(from, at),
      `${leak.patient} asks ${decider} to erase ${partsOf(leak)}`)] },
  }];
}

/** When the last of the records came to be where it was read; NONE where it always was. */
function lastWritten({ trace, leak, at }: Preventing): Row {
  let last: Row = NONE;
  for (let row = 0; row < trace.outcomeCount && trace.at(row) < at; row += 1) {
    if (trace.is(row, recordWritten) && isIn(leak.records, trace.text(row, recordWritten, 'record'))) last = row;
  }
  return last;
}

/** A version's name begins with its record's. */
function isIn(records: readonly string[], written: string): boolean {
  return records.some((record) => record.startsWith(written));
}

/** A place's own system, which asks neither the ledger nor the patient. */
function isInHouse(trace: Trace, decided: Row): boolean {
  return trace.text(decided, accessDecided, 'policies').split(', ').includes('own-clinician');
}

function placeOf({ cast }: Preventing, person: string): string {
  return cast.members[cast.people.find(({ name }) => name === person)?.member ?? -1]?.name ?? '';
}

