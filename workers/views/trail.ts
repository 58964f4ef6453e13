import {
  accessDecided, accessShown, custodyHappened, grantAsked, grantEnded, grantForged, grantSubmitted,
  knowledgeAcquired, leakHappened,
} from '../access/entries.ts';
import type { Datum, Trail, TrailRow, TrailStep } from '../contract.ts';
import { recordWritten } from '../health/entries.ts';
import type { Micros } from '../kernel/micros.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row, Trace } from '../kernel/trace.ts';
import { Concerning } from './concerning.ts';
import { rowsUpTo } from './folded.ts';
import { plural } from './sentence.ts';

/** A record that a member keeps when the story begins. */
export interface KeptFact {
  readonly member: string;
  readonly patient: string;
  readonly section: string;
  readonly record: string;
}

/** Follows a datum through what has happened by a moment: a fold of the trace, as every view is. */
export function trailOf(
  trace: Trace, datum: Datum, moment: Micros, kept: readonly KeptFact[],
): Trail {
  const trail = new TrailFold(trace, datum);
  for (const fact of kept) trail.keep(fact);
  const until = rowsUpTo(trace, moment);
  const concerning = new Concerning(trace, datum);
  for (let row = 0; row < until; row += 1) {
    trail.read(row);
    concerning.read(row);
  }
  trail.close();
  return {
    rows: trail.rows, sentence: sentenceOf(datum, trail.rows), outcomes: [...concerning.outcomes],
    messages: concerning.messagesBy(moment),
  };
}

type Found = { -readonly [K in keyof TrailRow]: TrailRow[K] };

class TrailFold {
  readonly rows: Found[] = [];
  private readonly trace: Trace;
  private readonly datum: Datum;
  /** Why each permitted section was permitted, by request and section. */
  private readonly permits = new Map<string, string>();
  private readonly grants = new Map<string, Found>();
  /** Of a copy, the records that nobody where it lies needs. */
  private readonly unneeded = new Map<Found, Set<string>>();

  constructor(trace: Trace, datum: Datum) {
    this.trace = trace;
    this.datum = datum;
  }

  keep({ member, patient, section, record }: KeptFact): void {
    if (this.isIt(patient, section, record)) {
      this.add('kept', NONE, member, 'It keeps this itself, since before the story begins.');
    }
  }

  read(row: Row): void {
    const { trace } = this;
    if (trace.is(row, accessDecided)) this.decide(row);
    else if (trace.is(row, knowledgeAcquired)) this.acquire(row);
    else if (trace.is(row, leakHappened)) this.leak(row);
    else if (trace.is(row, custodyHappened)) this.custody(row);
    else if (trace.is(row, recordWritten)) this.write(row);
    else if (trace.is(row, grantAsked) || trace.is(row, grantSubmitted)) this.consent(row);
    else if (trace.is(row, grantForged)) this.forge(row);
    else if (trace.is(row, grantEnded)) this.end(row);
  }

  /** Said once of all the records of a line. */
  close(): void {
    for (const [line, { size }] of this.unneeded) {
      line.right += size < line.records ? ` Nobody there needs ${size} of them.` : ' Nobody there needs it.';
    }
  }

  private decide(row: Row): void {
    const { request, section, permit, explanation } = this.trace.get(row, accessDecided);
    if (permit === 1) this.permits.set(`${request}\n${section}`, explanation);
  }

  private acquire(row: Row): void {
    const known = this.trace.get(row, knowledgeAcquired);
    if (!this.isIt(known.patient, known.section, known.record)) return;
    const step = known.holderKind === 'person' ? 'reader' : 'copy';
    this.add(step, row, known.holder, this.rightOf(row, known.section));
  }

  /** Whoever learned it just now learned it without need: the same line, with another name. */
  private leak(row: Row): void {
    const leak = this.trace.get(row, leakHappened);
    if (!this.isIt(leak.patient, leak.section, leak.record)) return;
    this.add('leak', row, leak.holder, rightless(leak));
    const shown = this.trace.cause(row);
    const learned = this.rows.findIndex((line) => line.step === 'reader'
      && line.holder === leak.holder && line.row !== NONE && this.trace.cause(line.row) === shown);
    const line = this.rows[learned];
    if (line === undefined) return;
    line.records -= 1;
    if (line.records === 0) this.rows.splice(learned, 1);
  }

  private custody(row: Row): void {
    const copy = this.trace.get(row, custodyHappened);
    if (!this.isIt(copy.patient, copy.section, copy.record)) return;
    const line = this.rows.findLast(({ step, holder }) => step === 'copy' && holder === copy.organisation);
    if (line !== undefined) this.unneeded.set(line, (this.unneeded.get(line) ?? new Set()).add(copy.record));
  }

  private write(row: Row): void {
    const written = this.trace.get(row, recordWritten);
    const name = written.version === 1 ? written.record : `${written.record}/_history/${written.version}`;
    if (!this.isIt(written.patient, written.section, name)) return;
    this.add('kept', row, written.custodian, `${written.person} wrote it there (${written.how}).`);
  }

  private consent(row: Row): void {
    const { trace } = this;
    if (trace.is(row, grantAsked)) {
      const asked = trace.get(row, grantAsked);
      if (!this.covers(asked.patient, asked.sections)) return;
      this.add('asked', row, asked.person, `${asked.patient} is asked for ${asked.sections}.`);
      return;
    }
    const given = trace.get(row, grantSubmitted);
    if (!this.covers(given.patient, given.sections)) return;
    const step = given.type === 'deny' ? 'denied' : 'grant';
    const line = this.add(step, row, given.grantee, `${given.patient} says: ${given.words.replace(/\.?$/, '.')}`);
    this.grants.set(given.grant, line);
  }

  /** Noted right after it was signed: the patient never said it. */
  private forge(row: Row): void {
    const forged = this.trace.get(row, grantForged);
    const line = this.grants.get(forged.grant);
    if (line === undefined) return;
    const words = this.trace.text(line.row, grantSubmitted, 'words');
    line.right = `Forged by ${forged.person}, with ${forged.patient}'s phone: ${words}`;
  }

  /** Ended where it first ended: from there on somebody acts by it. */
  private end(row: Row): void {
    const line = this.grants.get(this.trace.text(row, grantEnded, 'grant'));
    if (line !== undefined) line.endedAt ??= this.trace.at(row);
  }

  /** Records learned together are one line. */
  private add(step: TrailStep, row: Row, holder: string, right: string): Found {
    const at = row === NONE ? 0 : this.trace.at(row);
    const last = this.rows.findLast((line) => line.step === step && line.holder === holder);
    if (last !== undefined && last.at === at && !CONSENTS.includes(step)) {
      last.records += 1;
      return last;
    }
    const line: Found = { step, row, at, holder, records: 1, right, endedAt: null };
    this.rows.push(line);
    return line;
  }

  /** The decision it was shown by, found up the causes. */
  private rightOf(row: Row, section: string): string {
    const { trace } = this;
    for (let cause = trace.cause(row); cause !== NONE; cause = trace.cause(cause)) {
      if (trace.is(cause, accessShown)) {
        const request = trace.text(cause, accessShown, 'request');
        const permit = this.permits.get(`${request}\n${section}`);
        if (permit !== undefined) return permit;
      }
      if (trace.is(cause, accessDecided)) return trace.text(cause, accessDecided, 'explanation');
    }
    return 'It came with its key.';
  }

  private isIt(patient: string, section: string, record: string): boolean {
    const { datum } = this;
    return patient === datum.patient && section === datum.section
      && (datum.record === null || record === datum.record);
  }

  /** No sections named means all of them. */
  private covers(patient: string, sections: string): boolean {
    return patient === this.datum.patient
      && (sections === '' || sections.split(', ').includes(this.datum.section));
  }
}

/** Each is a line of its own. */
const CONSENTS: readonly TrailStep[] = ['asked', 'grant', 'denied'];

/** Why there was no right. */
export function rightless({ kind, holder, owner }: { kind: string; holder: string; owner: string }): string {
  if (kind !== 'unauthorised') return LEAK_RIGHTS[kind] ?? kind;
  return holder === owner ? 'None: the patient never signed the grant it rests on.'
    : `None: it was read in ${owner}'s session.`;
}

const LEAK_RIGHTS: Readonly<Record<string, string>> = {
  misdelivered: 'None: it was sent to the wrong place.',
  inferred: 'None: it was worked out from what was visible.',
  cached: 'None any more: the copy outlived the permission for it.',
  stale: 'None any more: the right to it had ended.',
  'over-privileged': 'The rules allowed it; no need did.',
};

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function sentenceOf({ patient, section, record }: Datum, rows: readonly TrailRow[]): string {
  const what = `${patient}'s ${section}${record === null ? '' : `, ${record}`}`;
  if (rows.length === 0) return `Up to this moment nobody keeps ${what}, and nobody has asked for it.`;
  return `${capital(what)}: ${reachOf(rows)}.`;
}

/** How many can decrypt it, have read it, and have read it without need; to stand in a sentence. */
export function reachOf(rows: readonly TrailRow[]): string {
  const holders = (...steps: TrailStep[]): number =>
    new Set(rows.filter(({ step }) => steps.includes(step)).map(({ holder }) => holder)).size;
  const readers = holders('reader', 'leak');
  const leaked = holders('leak');
  const leaks = rows.filter(({ step }) => step === 'leak').reduce((sum, { records }) => sum + records, 0);
  return `${plural(holders('kept', 'copy'), 'organisation')} can decrypt it, `
    + `${readers === 1 ? '1 person has' : `${readers} people have`} read it, `
    + `${leaked === 0 ? 'nobody' : leaked} without need${leaks === 0 ? '' : ` (${plural(leaks, 'leak')})`}`;
}
