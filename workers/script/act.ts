import type { Form, ValuesOf } from './form.ts';
import type {
  ActBody, ConsentLine, Expectation, Holding, Member, Origin, Patient, Person, Reaction, Workstation,
} from './scenario.ts';

/** Where in a text an act may stand. A reaction is a line of the story after `when asked`. */
export type Block = 'top' | 'network' | 'people' | 'story' | 'reaction' | 'expect';

/** The blocks that a line of their own opens, in the order in which they are written. */
export const HEADINGS = ['network', 'people', 'story', 'expect'] as const;
export type Heading = (typeof HEADINGS)[number];

export type Values = Readonly<Record<string, unknown>>;

/** One entry of the table of acts: all that the language knows of one kind of line. */
export interface ActEntry {
  /** Its name in the JSON form. */
  readonly id: string;
  readonly block: Block;
  readonly form: Form;
  /** A text may hold it once. */
  readonly once?: boolean;
  /** How many of its first words the formatter writes in columns with the lines around it. */
  readonly columns?: number;
  /** What the line does, in one sentence. */
  readonly sentence: string;
  /** One line as it is written; a test parses it. */
  readonly example: string;
  /** What a careful writer must also know; docs/SCRIPT.md says it word for word. */
  readonly doc: string;
  build(values: Values): Piece;
}

/** What one line adds to a scenario. */
export type Piece =
  | { readonly is: 'title'; readonly title: string }
  | { readonly is: 'seed'; readonly seed: number }
  | { readonly is: 'starts'; readonly starts: string }
  | { readonly is: 'settings'; readonly settings: readonly SettingPiece[] }
  | { readonly is: 'member'; readonly member: Bare<Member> }
  | { readonly is: 'validators'; readonly count: number }
  | { readonly is: 'patient'; readonly patient: Bare<Patient> }
  | { readonly is: 'holding'; readonly holding: Bare<Holding> }
  | { readonly is: 'consent'; readonly consent: Bare<ConsentLine> }
  | { readonly is: 'person'; readonly person: Bare<Person> }
  | { readonly is: 'workstation'; readonly workstation: Bare<Workstation> }
  | { readonly is: 'act'; readonly act: ActBody }
  | { readonly is: 'reaction'; readonly reaction: Bare<Reaction> }
  | { readonly is: 'expectation'; readonly expectation: Bare<Expectation> };

/** `slot` is the one to underline if the register refuses the value. */
export interface SettingPiece {
  readonly path: string;
  readonly text: string;
  readonly slot: string;
}

/** Without its place in the text, which the parser adds; distributes over unions. */
export type Bare<T extends Origin> = T extends unknown ? Omit<T, keyof Origin> : never;

interface TypedEntry<F extends Form> extends Omit<ActEntry, 'form' | 'build'> {
  readonly form: F;
  build(values: ValuesOf<F>): Piece;
}

/** An entry whose `build` is typed by its own form: a match of the form yields those values. */
export function act<const F extends Form>(entry: TypedEntry<F>): ActEntry {
  return entry as unknown as ActEntry;
}
