/** How much a default is worth: seen in a source, worked out from one, or our own guess. */
export type Certainty = 'published' | 'derived' | 'assumption';

/** One entry of the register; the editor, the laboratory and the documents are made from it. */
export interface Setting {
  /** As scripts, links and `--set` write it; the unit is in the name. */
  readonly path: string;
  readonly meaning: string;
  /** '' for choices and switches. */
  readonly unit: string;
  readonly kind: 'integer' | 'number' | 'choice' | 'boolean';
  readonly default: SettingValue;
  readonly choices?: readonly string[];
  /** Inclusive. */
  readonly min?: number;
  readonly max?: number;
  /** Whose figure the default is; 'assumption' where it is nobody's. */
  readonly source: string;
  readonly year?: number;
  readonly certainty: Certainty;
  /** What a reader sees when it is set badly. */
  readonly goesWrong: string;
}

export type SettingValue = number | string | boolean;

/** Every path of the register with its value. */
export type Settings = Readonly<Record<string, SettingValue>>;
