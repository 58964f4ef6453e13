import { PROTOCOLS } from '../../settings/protocols.ts';

export interface SwarmCommand {
  readonly seeds: number;
  readonly firstSeed: number;
  /** Null: all of them. */
  readonly protocol: string | null;
  readonly over: boolean;
  /** The folder in which what is found is written. */
  readonly out: string;
}

export const SWARM_USAGE = `Usage: npm run swarm -- [--seeds N] [--from N] [--protocol NAME] [--over] [--out FOLDER]

  --seeds N         how many networks to draw for each protocol; 100 unless said
  --from N          the first seed; 1 unless said
  --protocol NAME   one protocol; all of them unless said
  --over            let more fail than the protocol tolerates, and stop at the first that breaks
  --out FOLDER      where a failure is written as a scenario; here unless said
`;

const SEEDS_MAX = 1_000_000;

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
    if (!['--seeds', '--from', '--protocol', '--out'].includes(option)) {
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
  return { seeds, firstSeed, protocol, over: given.has('--over'), out: given.get('--out') ?? '.' };
}

function wholeNumber(text: string): number | null {
  return /^\d{1,7}$/.test(text) && Number(text) <= SEEDS_MAX ? Number(text) : null;
}
