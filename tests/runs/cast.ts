const MEMBERS = `
network
  clinic   boise-clinic   in us-west
  hospital tampa-general  in us-east
  payer    state-payer    in us-east
  lab      reno-labs      in us-west
`;

const PEOPLE = `people
  patient   ana       at boise-clinic, chart "synthea/Norma_Pagan"
  clinician dr-rivas  cardiologist at tampa-general
`;

export interface CastOptions {
  /** Lines of the network after the four members, and of the people after the two. */
  readonly members?: readonly string[];
  readonly people?: readonly string[];
}

/** Two members in the east, two in the west, a patient and her doctor: a scenario up to its `story`. */
export function cast(title: string, { members = [], people = [] }: CastOptions = {}): string {
  const lines = (of: readonly string[]): string => of.map((line) => `  ${line}\n`).join('');
  return `scenario "${title}"${MEMBERS}${lines(members)}${PEOPLE}${lines(people)}story\n`;
}
