import { PROTOCOLS } from '../../settings/protocols.ts';
import { VALIDATORS_MOST } from './swarm/draw-case.ts';

export interface SwarmCommand {
  readonly seeds: number;
  readonly firstSeed: number;
  /** Null: all of them. */
  readonly protocol: string | null;
  readonly over: boolean;
  /** How many there are, and how many of them lie; null: as each seed draws it. */
  readonly validators: number | null;
  readonly liars: number | null;
  readonly format: 'text' | 'json';
  /** The folder in which what is found is written. */
  readonly out: string;
}

export const SWARM_USAGE = `Usage: npm run swarm -- [--seeds N] [--from N] [--protocol NAME] [--validators N]
                        [--over [--liars N]] [--out FOLDER] [--format text|json]

  --seeds N         how many networks to draw for each protocol; 100 unless said
  --from N          the first seed; 1 unless said
  --protocol NAME   one protocol; all of them unless said
  --validators N    so many in every network, 1 to ${VALIDATORS_MOST}; as each seed draws it unless said
  --over            let more fail than the protocol tolerates, and stop at the first that breaks
  --liars N         with --over: so many lie, from the beginning to the end
  --out FOLDER      where a failure is written as a scenario; here unless said
  --format json     a list with what became of each protocol, the scenarios in it
`;

const SEEDS_MAX = 1_000_000;

const OPTIONS = ['--seeds', '--from', '--protocol', '--validators', '--liars', '--out', '--format'];

export function readSwarmArguments(
  words: readonly string[],
): SwarmCommand | { readonly sentence: string } {
  const given = new Map<string, string>();
  for (let place = 0; place < words.length; place += 1) {
    const [option = '', joined] = (words[place] ?? '').split('=', 2);
    if (option === '--over') {
      given.set(option, '');
      continue;
    }
    if (!OPTIONS.includes(option)) {
      return { sentence: `I do not know "${option}".\n\n${SWARM_USAGE}` };
    }
    const value = joined ?? words[place += 1];
    if (value === undefined) return { sentence: `${option} needs a value.` };
    if (given.has(option)) return { sentence: `${option} is given twice.` };
    given.set(option, value);
  }
  const seeds = wholeNumber(given.get('--seeds') ?? '100');
  const firstSeed = wholeNumber(given.get('--from') ?? '1');
  if (seeds === null || firstSeed === null || seeds === 0) {
    return { sentence: `--seeds and --from are whole numbers up to ${SEEDS_MAX}.` };
  }
  const protocol = given.get('--protocol') ?? null;
  if (protocol !== null && !PROTOCOLS.includes(protocol)) {
    return { sentence: `There is no protocol "${protocol}". There are: ${PROTOCOLS.join(', ')}.` };
  }
  const format = given.get('--format') ?? 'text';
  if (format !== 'text' && format !== 'json') return { sentence: '--format is text or json.' };
  const network = readNetwork(given);
  if ('sentence' in network) return network;
  return { seeds, firstSeed, protocol, ...network, format, out: given.get('--out') ?? '.' };
}

type Network = Pick<SwarmCommand, 'over' | 'validators' | 'liars'>;

function readNetwork(given: ReadonlyMap<string, string>): Network | { readonly sentence: string } {
  const over = given.has('--over');
  const [validators, liars] = [given.get('--validators'), given.get('--liars')].map((text) =>
    (text === undefined ? null : wholeNumber(text) ?? NaN)) as [number | null, number | null];
  if (validators !== null && !(validators >= 1 && validators <= VALIDATORS_MOST)) {
    return { sentence: `--validators is a whole number from 1 to ${VALIDATORS_MOST}.` };
  }
  if (liars !== null && !over) {
    return { sentence: '--liars goes with --over: up to the threshold each seed draws how many fail.' };
  }
  if (liars !== null && !(liars >= 1 && liars <= (validators ?? VALIDATORS_MOST) - 2)) {
    return { sentence: '--liars is a whole number from 1, and leaves two honest validators to disagree.' };
  }
  return { over, validators, liars };
}

function wholeNumber(text: string): number | null {
  return /^\d{1,7}$/.test(text) && Number(text) <= SEEDS_MAX ? Number(text) : null;
}
