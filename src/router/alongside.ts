/**
 * Which run a link puts beside its own: `beside=parent`, or `beside=run` and what makes that run of the same
 * scenario, as for the link's own: `beside.seed=7&beside.set=…&beside.b=…&beside.n=…`.
 */
import { words } from '../words/en.ts';
import { readNames, writeNames, type Names } from './names.ts';
import { readOverrides, readSeed, SEED_MAX, writeOverrides, type Overrides } from './overrides.ts';
import { depthOf, parentOf, readSteps, sameSteps, writeSteps, type Stepped } from './steps.ts';
import { shown } from './text.ts';

export interface AlongsideRun extends Stepped {
  readonly names: Names;
}

export type Alongside = 'parent' | AlongsideRun;

const PREFIX = 'beside.';

/** Parts of a query; none where there is nothing to stand beside the run. */
export function writeAlongside(beside: Alongside | null, own: Stepped): string[] {
  if (beside === null) return [];
  // The run as written has no parent: once it is left again, its branch stands beside it as before.
  if (beside === 'parent') return parentOf(own) === null ? [] : ['beside=parent'];
  const { seed, settings, steps, names } = beside;
  const parts = ['beside=run'];
  if (seed !== null) parts.push(`${PREFIX}seed=${seed}`);
  if (Object.keys(settings).length > 0) parts.push(`${PREFIX}set=${writeOverrides(settings)}`);
  if (steps.length > 0) parts.push(`${PREFIX}b=${writeSteps(steps)}`);
  if (names.length > 0) parts.push(`${PREFIX}n=${writeNames(names)}`);
  return parts;
}

/** What a link says of it, part by part, until all of the link has been read. */
export class AlongsideReading {
  private how: string | null = null;
  private seed: number | null = null;
  private settings: Overrides = {};
  /** As the link writes them: what they led to may stand behind them. */
  private rawSteps: string | null = null;
  private rawNames: string | null = null;
  private hasParts = false;

  /** Whether that part is one of these; what cannot be read of it is said in `ignored`. */
  take(key: string, value: string, rawValue: string, ignored: string[]): boolean {
    switch (key) {
      case 'beside': this.how = value; return true;
      case `${PREFIX}seed`:
        this.seed = readSeed(value);
        if (this.seed === null) ignored.push(words.link.badSeed(shown(value), SEED_MAX));
        break;
      case `${PREFIX}set`: this.settings = readOverrides(this.settings, rawValue, ignored); break;
      case `${PREFIX}b`: this.rawSteps = rawValue; break;
      case `${PREFIX}n`: this.rawNames = rawValue; break;
      default: return false;
    }
    this.hasParts = true;
    return true;
  }

  /** Beside the run of the link itself; null where nothing is, and then it is said why. */
  of(own: Stepped, ignored: string[]): Alongside | null {
    const { how, seed, settings } = this;
    if (how === null && !this.hasParts) return null;
    const refused = (sentence: string): null => {
      ignored.push(sentence);
      return null;
    };
    const parent = parentOf(own);
    if (how === 'parent') return parent === null ? refused(words.link.noParent) : 'parent';
    if (how === null) return refused(words.link.badBesideSteps);
    if (how !== 'run') return refused(words.link.badBeside(shown(how)));
    const steps = this.rawSteps === null ? [] : readSteps(this.rawSteps, seed, settings);
    if (steps === null) return refused(words.link.badBesideSteps);
    const run = { seed, settings, steps };
    if (sameSteps(run, own)) return refused(words.link.besideItself);
    if (parent !== null && sameSteps(run, parent)) return 'parent';
    const names = this.rawNames === null ? [] : readNames(this.rawNames, depthOf(run));
    if (names === null) ignored.push(words.link.badNames);
    return { ...run, names: names ?? [] };
  }
}
