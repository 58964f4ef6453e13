/** The example of DESIGN section 6, with a chart that is passed in; what tests start from. */
export const EXAMPLE = `scenario "Ana moves from Boise to Tampa"
seed 42

network
  consensus qbft, block every 2s
  access patient-grant
  clinic   boise-clinic   in us-west
  hospital tampa-general  in us-east
  payer    state-payer    in us-east
  lab      reno-labs      in us-west

people
  patient   ana       at boise-clinic, chart "synthea/Sofia_Koepp"
  clinician dr-rivas  cardiologist at tampa-general, on shift 08:00-18:00
  staff     porter    at tampa-general
  workstation ward-3  at tampa-general, locks after 10m

story
  day 3 09:00   ana moves to tampa-general
  day 3 11:00   dr-rivas needs ana/allergies, ana/medications for treatment within 30m
  day 3 11:00   dr-rivas asks for ana/allergies, ana/medications
  when asked    ana grants dr-rivas for 24h
  day 3 12:10   dr-rivas leaves ward-3 unlocked
  day 3 12:15   porter sits down at ward-3 and opens ana
  day 4 08:00   link us-west us-east is cut for 15m

expect
  ana/allergies reaches dr-rivas within 30m
  leaks at most 1
  every node agrees
`;

export const CHARTS = ['synthea/Sofia_Koepp', 'synthea/Norma_Pagan', 'synthea/Asa_Hermiston',
  'ips/complete'];

export type Part = 'top' | 'network' | 'people' | 'story' | 'expect';

/** A cast that the single lines of tests and documents can name. */
const STAGE: Readonly<Record<Part, readonly string[]>> = {
  top: ['scenario "A line by itself"'],
  network: ['clinic boise-clinic in us-west', 'hospital tampa-general in us-east'],
  people: [
    'patient ana at boise-clinic, chart "synthea/Norma_Pagan"',
    'patient ben at tampa-general, chart "synthea/Asa_Hermiston"',
    'clinician dr-rivas cardiologist at tampa-general',
    'staff porter at tampa-general',
    'proxy maria at boise-clinic',
    'workstation ward-3 at tampa-general',
  ],
  story: [],
  expect: [],
};

/** Lines of one block in a whole scenario, which leaves out what those lines declare themselves. */
export function staged(part: Part, lines: string): string {
  const own = lines.split('\n').map(firstTwo);
  const blocks = (Object.keys(STAGE) as Part[]).flatMap((block) => {
    const kept = STAGE[block].filter((line) => {
      const [word, name] = firstTwo(line);
      return block !== part || !own.some(([first, second]) => (
        second === name || (block === 'top' && first === word)));
    });
    return [...block === 'top' ? [] : [block], ...kept, ...block === part ? [lines] : []];
  });
  return blocks.join('\n');
}

function firstTwo(line: string): string[] {
  return line.trim().split(/\s+/).slice(0, 2);
}
