import type { Micros } from '../kernel/micros.ts';
import type { Row } from '../kernel/trace.ts';
import type { Patient, Person } from './cast.ts';
import type { Desk } from './desk.ts';
import type { RecordRequest } from './parcel.ts';

/** What one custodian keeps of a section. */
export interface Part {
  readonly section: string;
  readonly custodian: string;
}

/** An ask as the asking member keeps it until every section is answered. */
export interface Ask {
  readonly request: RecordRequest;
  readonly principal: Person;
  readonly patient: Patient;
  readonly desk: Desk;
  /** Asked for, not merely opened: a refusal for want of a grant goes to the patient's phone. */
  readonly isDeliberate: boolean;
  readonly row: Row;
  readonly at: Micros;
  /** Sections refused so far, by custodian, to be asked for again under a later grant. */
  readonly refused: Map<string, Set<string>>;
  /** Sections that the patient has been asked for. */
  readonly consentAsked: Set<string>;
  isRetryPending: boolean;
  /** Times it was sent again, and when last; -1: never. */
  attempts: number;
  sentAgainAt: Micros;
}
