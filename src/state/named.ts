import { sameChosen, writeSelection } from '../router/chosen.ts';
import { sameDatum, writeDatum } from '../router/datum.ts';
import type { StageRoute } from '../router/route.ts';
import type { Datum, Subject } from '../../workers/contract.ts';
import { words } from '../words/en.ts';
import type { Visit } from './visit.svelte.ts';

/** Says of what a link names whether the run that stands has it; what it has not is let go of. */
export async function sayWhatIsMissing(visit: Visit, { chosen, follow }: StageRoute): Promise<void> {
  const [isThere, isFollowed] = await Promise.all([
    chosen === null || isInRun(visit, chosen), follow === null || isInCharts(visit, follow),
  ]).catch(() => [true, true]);
  // The reader may have chosen something else meanwhile.
  const { route } = visit;
  if (chosen !== null && !isThere && sameChosen(chosen, route.chosen)) {
    visit.router.note(words.link.notInRun(writeSelection(chosen)));
    visit.selection.choose(null, visit.clock.atMicros);
    visit.address.replace({ ...visit.route, chosen: null });
  }
  if (follow !== null && !isFollowed && sameDatum(follow, route.follow)) {
    visit.router.note(words.link.notInCharts(writeDatum(follow)));
    visit.follower.choose(null, visit.clock.atMicros);
    visit.address.replace({ ...visit.route, follow: null });
  }
}

async function isInRun({ engine, clock }: Visit, chosen: Subject): Promise<boolean> {
  return await engine.life(chosen, clock.endsAtMicros) !== null;
}

/** What the run has at its end it may not have yet. */
async function isInCharts({ engine, clock }: Visit, { patient, section, record }: Datum): Promise<boolean> {
  const charts = await engine.charts(clock.endsAtMicros);
  const found = charts.find((chart) => chart.patient === patient)?.sections.find((each) => each.section === section);
  return found !== undefined && (record === null || found.records.some((each) => each.record === record));
}
