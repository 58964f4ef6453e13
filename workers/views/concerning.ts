import {
  accessAsked, accessDecided, accessLogged, accessRefused, accessServed, grantAsked, grantRevoking,
  grantSubmitted, leakHappened,
} from '../access/entries.ts';
import type { Datum } from '../contract.ts';
import { recordWritten } from '../health/entries.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Row, Trace } from '../kernel/trace.ts';
import { erasureAsked } from '../ledger/entries.ts';
import { requestRead } from './leak-story.ts';

/**
 * Gathers the outcomes that are about a datum, and the messages that they sent. Who asks, decides
 * and grants does so by section: of a single record only its writing is told apart.
 */
export class Concerning {
  readonly outcomes = new Set<Row>();
  private readonly trace: Trace;
  private readonly datum: Datum;
  /** Requests for it: what is decided and served names them alone. */
  private readonly requests = new Set<string>();
  private readonly grants = new Set<string>();
  /** The first leak of each reading of the chart: the row that the lists call it by. */
  private readonly readings = new Map<string, Row>();

  constructor(trace: Trace, datum: Datum) {
    this.trace = trace;
    this.datum = datum;
  }

  read(row: Row): void {
    if (this.trace.is(row, leakHappened)) this.leak(row);
    else if (this.isAboutIt(row)) this.outcomes.add(row);
  }

  /** Rows of messages sent by the moment. */
  messagesBy(moment: Micros): Row[] {
    const { messages } = this.trace;
    const found: Row[] = [];
    for (let row = 0; row < this.trace.messageCount && messages.sentAt(row) <= moment; row += 1) {
      if (this.outcomes.has(messages.cause(row))) found.push(row);
    }
    return found;
  }

  private leak(row: Row): void {
    const { patient, section, record, holder, kind } = this.trace.get(row, leakHappened);
    if (patient !== this.datum.patient) return;
    const key = `${holder}>${kind}>${requestRead(this.trace, row)}`;
    const reading = this.readings.get(key) ?? row;
    this.readings.set(key, reading);
    if (section === this.datum.section && [null, record].includes(this.datum.record)) this.outcomes.add(reading);
  }

  private isAboutIt(row: Row): boolean {
    const { trace } = this;
    if (trace.is(row, accessAsked)) {
      const { patient, sections, request } = trace.get(row, accessAsked);
      if (!this.names(patient, sections)) return false;
      this.requests.add(request);
      return true;
    }
    if (trace.is(row, accessDecided)) {
      const { request, section } = trace.get(row, accessDecided);
      return this.requests.has(request) && section === this.datum.section;
    }
    if (trace.is(row, accessServed)) {
      const { request, section } = trace.get(row, accessServed);
      return this.requests.has(request) && section === this.datum.section;
    }
    if (trace.is(row, accessRefused)) {
      const { patient, sections } = trace.get(row, accessRefused);
      return this.names(patient, sections);
    }
    if (trace.is(row, accessLogged)) {
      const { patient, permitted, refused } = trace.get(row, accessLogged);
      return this.names(patient, permitted) || this.names(patient, refused);
    }
    if (trace.is(row, recordWritten)) return this.isWritten(row);
    return this.isWish(row);
  }

  private isWritten(row: Row): boolean {
    const { patient, section, record, version } = this.trace.get(row, recordWritten);
    const name = version === 1 ? record : `${record}/_history/${version}`;
    return this.names(patient, section)
      && (this.datum.record === null || this.datum.record === name);
  }

  /** What she is asked, grants, denies, takes back or has erased; no sections are all of them. */
  private isWish(row: Row): boolean {
    const { trace } = this;
    if (trace.is(row, grantSubmitted)) {
      const { grant, patient, sections } = trace.get(row, grantSubmitted);
      if (!this.covers(patient, sections)) return false;
      this.grants.add(grant);
      return true;
    }
    if (trace.is(row, grantRevoking)) return this.grants.has(trace.text(row, grantRevoking, 'grant'));
    if (trace.is(row, grantAsked)) {
      const { patient, sections } = trace.get(row, grantAsked);
      return this.covers(patient, sections);
    }
    if (!trace.is(row, erasureAsked)) return false;
    const { patient, sections } = trace.get(row, erasureAsked);
    return this.covers(patient, sections);
  }

  private names(patient: string, sections: string): boolean {
    return patient === this.datum.patient && sections.split(', ').includes(this.datum.section);
  }

  private covers(patient: string, sections: string): boolean {
    return this.names(patient, sections) || (patient === this.datum.patient && sections === '');
  }
}
