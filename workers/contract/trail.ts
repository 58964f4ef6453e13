/** What is followed: a section of a chart, or one record of it. */
export interface Datum {
  readonly patient: string;
  readonly section: string;
  /** Null: all records of the section. */
  readonly record: string | null;
}

/** Where a datum has gone by a moment, in order: who could know it, since when, by what right. */
export interface Trail {
  readonly rows: readonly TrailRow[];
  /** One sentence: how many hold it, how many have read it, how many should not have. */
  readonly sentence: string;
  /**
   * The outcomes by then that are about it: asked, decided, served, granted, indexed, noted; and of each
   * reading that leaked it the first leak, by which the reading is called.
   */
  readonly outcomes: readonly number[];
  /** The messages by then that such an outcome sent. */
  readonly messages: readonly number[];
}

/**
 * kept: a custodian has it of its own; copy: an organisation can now decrypt it; asked, grant and
 * denied: what the patient was asked, gave and shut out; reader: a person has seen it; leak: with
 * no need to.
 */
export type TrailStep = 'kept' | 'copy' | 'asked' | 'grant' | 'denied' | 'reader' | 'leak';

export interface TrailRow {
  readonly step: TrailStep;
  /** The first outcome of it; -1 for what was so from the start. */
  readonly row: number;
  readonly at: number;
  /** A member, or a person. */
  readonly holder: string;
  readonly records: number;
  /** Under what right, as a sentence; of a leak, why there was none. */
  readonly right: string;
  /** When a grant ended, µs; null while it stands, and for everything else: nobody forgets. */
  readonly endedAt: number | null;
}

/** The sections of a chart that there are by a moment, and the records of each. */
export interface ChartIndex {
  readonly patient: string;
  readonly sections: readonly {
    readonly section: string;
    /** Each by its id and in one line of plain words. */
    readonly records: readonly { readonly record: string; readonly display: string }[];
  }[];
}
