import type { Micros } from '../kernel/micros.ts';
import type { SettingValue } from '../settings/register.ts';
import type { ConditionalAct } from './condition.ts';
import type { FaultBody } from './fault.ts';

/** What a scenario's text says, checked and resolved: every name it uses is declared in it. */
export interface Scenario {
  readonly title: string;
  readonly seed: number;
  /** What the clock's zero is, ISO 8601 in UTC, e.g. `2021-07-01T00:00Z`. */
  readonly starts: string;
  /** Only the settings that the text names, in its order; a path occurs once. */
  readonly settings: readonly ScenarioSetting[];
  readonly members: readonly Member[];
  readonly anonymousValidators: number;
  readonly patients: readonly Patient[];
  /** What of the patients' charts is kept elsewhere when the story begins. */
  readonly holdings: readonly Holding[];
  /** FHIR Consents that patients sign as the story begins. */
  readonly consents: readonly ConsentLine[];
  readonly people: readonly Person[];
  readonly workstations: readonly Workstation[];
  /** In order of time; acts of one moment in the order of their lines. */
  readonly story: readonly Act[];
  readonly conditionals: readonly ConditionalAct[];
  readonly reactions: readonly Reaction[];
  readonly expectations: readonly Expectation[];
  readonly text: string;
}

/**
 * Where a piece of a scenario was written: the 1-based line, and what the line says without its
 * comment and with single spaces, so that aligning a script changes nothing that is recorded.
 */
export interface Origin {
  readonly line: number;
  readonly text: string;
}

export interface ScenarioSetting extends Origin {
  readonly path: string;
  readonly value: SettingValue;
}

export const MEMBER_KINDS = [
  'clinic', 'hospital', 'payer', 'lab', 'pharmacy', 'regulator',
] as const;
export type MemberKind = (typeof MEMBER_KINDS)[number];

/** Where patients are treated; a patient is always at one of these. */
export const PROVIDER_KINDS: readonly MemberKind[] = ['clinic', 'hospital'];

export interface Member extends Origin {
  readonly name: string;
  readonly kind: MemberKind;
  readonly region: string;
  /** A client uses the network and does not validate blocks. */
  readonly client: boolean;
}

export interface Patient extends Origin {
  readonly name: string;
  /** The clinic or hospital that treats her when the story begins. */
  readonly at: string;
  /** The chart file's name, e.g. `synthea/Norma_Pagan`; no two patients share one. */
  readonly chart: string;
}

/**
 * Some of a patient's records at another member: sections of her chart that are kept there and not
 * at her own place, copies of sections as they stand when the story begins, or a chart of another
 * file that is about her too.
 */
export type Holding = Origin & { readonly patient: string; readonly at: string } & (
  | { readonly what: 'sections' | 'copies'; readonly sections: readonly string[] }
  | { readonly what: 'chart'; readonly chart: string }
);

export interface ConsentLine extends Origin {
  /** A sample's name, such as hl7/consent-example-notOrg, or the path of a file. */
  readonly file: string;
  readonly patient: string;
  /** Who a name in it stands for here, a person or a member; both null where nobody is said. */
  readonly named: string | null;
  readonly here: string | null;
  readonly rootIsException: boolean;
}

export const PERSON_ROLES = [
  'clinician', 'staff', 'adjudicator', 'coordinator', 'proxy',
] as const;
export type PersonRole = (typeof PERSON_ROLES)[number];

export interface Person extends Origin {
  readonly name: string;
  readonly role: PersonRole;
  readonly speciality?: string;
  readonly at: string;
  /** Null: always on shift. */
  readonly shift: DailyHours | null;
}

/** Minutes since midnight, 0 to 1440; from > to runs over midnight; the two always differ. */
export interface DailyHours {
  readonly fromMinute: number;
  readonly toMinute: number;
}

export interface Workstation extends Origin {
  readonly name: string;
  readonly at: string;
  /** Null: the setting `session.idleLockMinutes` says. */
  readonly locksAfterMicros: Micros | null;
}

export type Act = Origin & { readonly at: Micros } & ActBody;

export type ActBody =
  | { readonly verb: 'moves'; readonly patient: string; readonly to: string }
  | {
      readonly verb: 'needs'; readonly person: string; readonly patient: string;
      readonly sections: readonly string[]; readonly purpose: string; readonly withinMicros: Micros;
    }
  | {
      /** `workstation` null: the first free one of the person's place. */
      readonly verb: 'asks'; readonly person: string; readonly patient: string;
      readonly sections: readonly string[]; readonly workstation: string | null;
    }
  | {
      readonly verb: 'writes'; readonly person: string; readonly patient: string;
      readonly section: string; readonly words: string; readonly workstation: string | null;
    }
  | {
      /** `what` is found in the line of the record that is to say `words` from now on. */
      readonly verb: 'amends'; readonly person: string; readonly patient: string;
      readonly section: string; readonly what: string; readonly words: string;
      readonly workstation: string | null;
    }
  | {
      readonly verb: 'copies'; readonly person: string; readonly patient: string;
      readonly sections: readonly string[]; readonly workstation: string | null;
    }
  | {
      readonly verb: 'erases'; readonly patient: string; readonly custodian: string;
      readonly sections: readonly string[];
    }
  | {
      readonly verb: 'breaks'; readonly person: string; readonly patient: string;
      readonly sections: readonly string[]; readonly reason: string;
      readonly workstation: string | null;
    }
  | ({ readonly verb: 'grants'; readonly patient: string; readonly grantee: string } & Signed & Granted)
  | {
      readonly verb: 'extends'; readonly patient: string; readonly grantee: string;
      readonly byMicros: Micros;
    }
  | ({ readonly verb: 'denies'; readonly patient: string } & Denied)
  | ({ readonly verb: 'revokes'; readonly patient: string; readonly grantee: string } & Signed)
  | {
      readonly verb: 'appoints' | 'dismisses'; readonly patient: string; readonly proxy: string;
    }
  | { readonly verb: 'lifts'; readonly patient: string; readonly grantee: string | null }
  | {
      readonly verb: 'leaves'; readonly person: string; readonly workstation: string;
      readonly locked: boolean; readonly badge: boolean;
    }
  | {
      /** `as` null: as oneself; `by` null: as the setting `session.signIn` says. */
      readonly verb: 'signs-in'; readonly person: string; readonly as: string | null;
      readonly workstation: string; readonly by: 'password' | 'badge' | null;
      readonly opens: string | null;
    }
  | { readonly verb: 'loses-phone'; readonly patient: string }
  | {
      readonly verb: 'finds-phone'; readonly person: string; readonly patient: string;
      readonly unlocked: boolean;
    }
  | {
      /** No sections: the whole chart. */
      readonly verb: 'uses-phone'; readonly person: string; readonly patient: string;
      readonly grantee: string; readonly sections: readonly string[]; readonly forMicros: Micros;
    }
  /** `place` null: where she is treated. */
  | { readonly verb: 'gets-phone'; readonly patient: string; readonly place: string | null }
  | { readonly verb: 'locks' | 'looks'; readonly person: string; readonly workstation: string }
  | {
      readonly verb: 'closes'; readonly person: string; readonly patient: string;
      readonly workstation: string;
    }
  | {
      readonly verb: 'sits'; readonly person: string; readonly workstation: string;
      readonly opens: string | null;
    }
  | {
      /** Open loop; on average that many a minute, or exactly where `evenly`. */
      readonly verb: 'loads'; readonly perMinute: number; readonly forMicros: Micros;
      readonly evenly: boolean;
      /** Null: as small as they come. */
      readonly bytes: number | null;
    }
  | FaultBody;

/** Who signs: a proxy, or null for the patient herself. */
export interface Signed {
  readonly proxy: string | null;
}

/** What a patient lets somebody read; the grantee is a person, or everybody at a member. */
export interface Granted {
  /** None: the whole chart; in an answer those that were asked for. */
  readonly sections: readonly string[];
  /** None: what the grantee's role is for; in an answer what was asked for. */
  readonly purposes: readonly string[];
  /** Words of records that she keeps back; see vocabulary.ts. */
  readonly except: readonly string[];
  readonly forMicros: Micros;
}

/** What a patient lets nobody read whom she names, whatever else she grants. */
export interface Denied {
  /** Null: anyone. */
  readonly grantee: string | null;
  /** None: the whole chart. */
  readonly sections: readonly string[];
  /** Only records about one of these; none: all of them. */
  readonly about: readonly string[];
  /** None: whatever for. */
  readonly purposes: readonly string[];
  /** Persons and members who may read just that. */
  readonly except: readonly string[];
  /** Null: until she lifts it. */
  readonly forMicros: Micros | null;
}

export interface Reaction extends Origin, Signed, Granted {
  readonly patient: string;
  /**
   * Null: anyone who asks. A reaction that names the person comes before one for the person's
   * place, and that before one for anyone.
   */
  readonly grantee: string | null;
}

/** `brokenBecause`: the author means it to be broken, and says why. */
export type Expectation = Origin & { readonly brokenBecause?: string } & (
  | {
      readonly kind: 'reaches'; readonly patient: string; readonly section: string;
      readonly person: string; readonly withinMicros: Micros;
    }
  | { readonly kind: 'leaks'; readonly atMost: number }
  | { readonly kind: 'agrees' }
  | { readonly kind: 'grants-final' }
);
