import { piecesOf } from './draft.ts';
import type { Said, SaidOf } from './draft.ts';
import { nearestWords } from './nearest.ts';
import type { Explanation, Problems } from './problem.ts';
import type { Rule } from './rules.ts';
import { either, quote } from './sentence.ts';
import { slotPlace } from './statement.ts';
import { WRITABLE_WORDS } from './vocabulary.ts';

/** What must be true of the charts, and of who keeps which part of them. */
export const CHART_RULES: readonly Rule[] = [chartsExist, sectionsHaveOneKeeper, copiesAreElsewhere,
  chartsAreApart, cliniciansWrite, sectionsAreWritable];

interface Named {
  readonly statement: Said['statement'];
  readonly patient: string;
  readonly chart: string;
}

/** Every chart file that is named, with whose it is. */
function chartsNamed(said: readonly Said[]): Named[] {
  return said.flatMap(({ statement, piece }): Named[] => {
    if (piece.is === 'patient') {
      return [{ statement, patient: piece.patient.name, chart: piece.patient.chart }];
    }
    if (piece.is !== 'holding' || piece.holding.what !== 'chart') return [];
    return [{ statement, patient: piece.holding.patient, chart: piece.holding.chart }];
  });
}

function chartsExist(
  { said, charts, ownCharts }: Parameters<Rule>[0], problems: Problems,
): void {
  const owners = new Map<string, string>();
  for (const { statement, patient, chart } of chartsNamed(said)) {
    const owner = owners.get(chart);
    const place = slotPlace(statement, 'chart');
    const isOwn = ownCharts && chart.endsWith('.json');
    const isKnown = /^(synthea|ips)\/[^/]+$/.test(chart) && charts?.includes(chart) !== false;
    if (!isOwn && !isKnown) {
      problems.add(place, () => unknownChart(chart, charts ?? []));
    } else if (owner !== undefined) {
      problems.add(place, {
        sentence: `This chart is already ${owner}\u2019s; a chart belongs to one patient.`,
      });
    } else {
      owners.set(chart, patient);
    }
  }
}

function unknownChart(chart: string, charts: readonly string[]): Explanation {
  const near = nearestWords(chart, charts);
  const [only] = near;
  const unknown = `There is no chart "${quote(chart)}".`;
  if (only === undefined) {
    const known = charts.length === 0
      ? 'A chart is written "synthea/NAME", such as "synthea/Norma_Pagan".'
      : `There are ${charts.join(', ')}.`;
    return { sentence: `${unknown} ${known}` };
  }
  const sentence = `${unknown} Did you mean ${either(near.map((name) => `"${name}"`))}?`;
  return near.length === 1 ? { sentence, fix: `"${only}"` } : { sentence };
}

/** Each section of her first chart is kept once; whoever has it too has copies. */
function sectionsHaveOneKeeper({ said }: Parameters<Rule>[0], problems: Problems): void {
  const homes = homesOf(said);
  const keepers = new Map<string, string>();
  for (const { statement, piece: { holding } } of holdingsOf(said)) {
    if (holding.what !== 'sections') continue;
    const { patient, at, sections } = holding;
    if (homes.get(patient) === at) {
      problems.add(slotPlace(statement, 'at'), {
        sentence: `${at} keeps ${patient}\u2019s chart already; name another place, or leave this out.`,
      });
    }
    const twice = sections.find((section) => keepers.has(`${patient}/${section}`));
    if (twice !== undefined) {
      const path = `${patient}/${twice}`;
      problems.add(slotPlace(statement, 'records'), {
        sentence: `${keepers.get(path)} keeps ${path} already; what another place has of it is `
          + `\`copies of ${path}\`.`,
      });
    }
    for (const section of sections) keepers.set(`${patient}/${section}`, at);
  }
}

function copiesAreElsewhere({ said }: Parameters<Rule>[0], problems: Problems): void {
  const homes = homesOf(said);
  const keepers = new Map<string, string>();
  for (const { piece: { holding } } of holdingsOf(said)) {
    if (holding.what !== 'sections') continue;
    for (const section of holding.sections) keepers.set(`${holding.patient}/${section}`, holding.at);
  }
  const copied = new Set<string>();
  for (const { statement, piece: { holding } } of holdingsOf(said)) {
    if (holding.what !== 'copies') continue;
    const { patient, at, sections } = holding;
    for (const section of sections) {
      const path = `${patient}/${section}`;
      if ((keepers.get(path) ?? homes.get(patient)) === at) {
        problems.add(slotPlace(statement, 'at'), {
          sentence: `${at} keeps ${path} itself; copies are at another place.`,
        });
      } else if (copied.has(`${path} ${at}`)) {
        problems.add(slotPlace(statement, 'records'), {
          sentence: `${at} has copies of ${path} already; once is enough.`,
        });
      }
      copied.add(`${path} ${at}`);
    }
  }
}

/** A further chart is at a place that keeps no whole chart of hers yet. */
function chartsAreApart({ said }: Parameters<Rule>[0], problems: Problems): void {
  const places = new Set([...homesOf(said)].map(([patient, home]) => `${patient} ${home}`));
  for (const { statement, piece: { holding } } of holdingsOf(said)) {
    if (holding.what !== 'chart') continue;
    const { patient, at } = holding;
    if (places.has(`${patient} ${at}`)) {
      problems.add(slotPlace(statement, 'at'), {
        sentence: `${at} keeps a chart of ${patient}\u2019s already; one place keeps one.`,
      });
    }
    places.add(`${patient} ${at}`);
  }
}

function homesOf(said: readonly Said[]): Map<string, string> {
  return new Map(piecesOf(said, 'patient').map(({ piece }) => [piece.patient.name, piece.patient.at]));
}

function holdingsOf(said: readonly Said[]): SaidOf<'holding'>[] {
  return piecesOf(said, 'holding');
}

const WRITES: ReadonlySet<string> = new Set(['writes', 'amends', 'copies']);

function cliniciansWrite({ said }: Parameters<Rule>[0], problems: Problems): void {
  const roles = new Map(piecesOf(said, 'person').map(
    ({ piece }) => [piece.person.name, piece.person.role]));
  for (const { statement, piece } of said) {
    if (piece.is !== 'act' || !WRITES.has(piece.act.verb) || !('person' in piece.act)) continue;
    const role = roles.get(piece.act.person);
    if (role === undefined || role === 'clinician') continue;
    problems.add(slotPlace(statement, 'person'), {
      sentence: `${piece.act.person} is ${role}; only a clinician writes in a chart.`,
    });
  }
}

function sectionsAreWritable({ said }: Parameters<Rule>[0], problems: Problems): void {
  for (const { statement, piece } of said) {
    if (piece.is !== 'act') continue;
    const { act } = piece;
    if (act.verb !== 'writes' || WRITABLE_WORDS.includes(act.section)) continue;
    problems.add(slotPlace(statement, 'record'), {
      sentence: `A record of ${act.section} is more than a line can say. Write into `
        + `${either([...WRITABLE_WORDS])}.`,
    });
  }
}
