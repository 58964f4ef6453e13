/** A story with a grant of every kind: to persons and places, a denial, and a forgery. */
import { deflateRawSync } from 'node:zlib';

const STORY = `scenario "Grants of every kind"
network
  clinic   boise-clinic  in us-west
  hospital tampa-general in us-east
  payer    state-payer   in us-east
  lab      reno-labs     in us-west
people
  patient   ana      at boise-clinic, chart "synthea/Norma_Pagan"
  clinician dr-rivas cardiologist at tampa-general
  staff     porter   at tampa-general
story
  day 1 09:00  ana grants dr-rivas ana/conditions for 24h
  day 1 09:01  ana grants tampa-general ana/allergies for 72h
  day 1 09:02  ana denies porter ana/conditions
  day 1 10:00  ana loses the phone
  day 1 10:10  porter finds the phone of ana unlocked
  day 1 10:20  porter uses the phone of ana to grant porter ana/medications for 72h
  day 2 12:00  ana gets a new phone
`;

/** Its link: it is carried whole. */
export const grantsLink = (query: string): string =>
  `#/stage/~1.${deflateRawSync(Buffer.from(STORY)).toString('base64url')}?${query}`;
