const MEMBERS = `
network
  clinic   boise-clinic   in us-west
  hospital tampa-general  in us-east
  payer    state-payer    in us-east
  lab      reno-labs      in us-west
`;

export interface CastOptions {
  /** Lines of the network after the four members, and of the people after the two. */
  readonly members?: readonly string[];
  readonly people?: readonly string[];
  /** What the patient has instead of `synthea/Norma_Pagan`. */
  readonly chart?: string;
  /** When her doctor works; always, unless said. */
  readonly shift?: string;
}

/** Two members in the east, two in the west, a patient and her doctor: a scenario up to its `story`. */
export function cast(title: string, options: CastOptions = {}): string {
  const { members = [], people = [], chart = 'synthea/Norma_Pagan', shift } = options;
  const lines = (of: readonly string[]): string => of.map((line) => `  ${line}\n`).join('');
  const two = [`patient   ana       at boise-clinic, chart "${chart}"`,
    `clinician dr-rivas  cardiologist at tampa-general${shift === undefined ? '' : `, on shift ${shift}`}`];
  return `scenario "${title}"${MEMBERS}${lines(members)}people\n${lines([...two, ...people])}story\n`;
}
