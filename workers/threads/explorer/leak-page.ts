import { leaksSaid, readingSaid } from '../../contract.ts';
import type { LeakPage, PageLink } from '../../contract.ts';
import type { Micros } from '../../kernel/micros.ts';
import { NONE } from '../../kernel/trace.ts';
import type { Trace } from '../../kernel/trace.ts';
import { leakStories, stoppableFrom } from '../../views/leak-story.ts';
import type { LeakStory } from '../../views/leak-story.ts';
import { rightless } from '../../views/trail.ts';
import { plural } from './block-page.ts';
import { recordLink, versionsKept } from './records.ts';
import type { Shelf } from './shelf.ts';

/** One reading that nobody needed: what, to whom, why, and from when it could be stopped. */
export function leakPage(shelf: Shelf, row: number, at: Micros): LeakPage | null {
  const { trace, open } = shelf;
  const stories = leakStories(trace);
  const place = stories.findIndex(({ rows }) => rows.includes(row));
  const whole = stories[place];
  if (whole === undefined) return null;
  const first = whole.rows[0] ?? NONE;
  // What comes after the moment is not told at it; before there is any, all of it is.
  const story = leakStories(trace, at).find(({ rows }) => rows[0] === first) ?? whole;
  const { kind, holder, owner, patient } = story;
  const told = leaksSaid(kind, holder, story.rows.length, patient);
  // The reading is told, not the first of its records.
  const causes = open.why(first).map((step) => (step.row === first ? { ...step, sentence: told } : step));
  return {
    kind: 'leak', id: String(first), title: titleOf(story),
    sentence: `${told} By what right? ${rightless(story)}`,
    since: trace.at(first), mark: { kind: 'leak', row: first },
    before: leakLink(stories[place - 1]), after: leakLink(stories[place + 1]),
    events: causes.filter((step) => step.at <= at).reverse()
      .map((step) => ({ row: step.row, at: step.at, sentence: step.sentence })),
    leakKind: kind, leaks: story.rows.length, holder, owner, patient,
    sections: sectionsOf(shelf, story), causes, stoppable: stoppableFrom(trace, story),
  };
}

/** The readings that leaked by a moment, each with its leaks; of one chart, or of all. */
export function readingsBy(trace: Trace, at: Micros, patient: string | null = null): PageLink[] {
  return leakStories(trace, at).filter((story) => patient === null || story.patient === patient)
    .map((story) => ({ kind: 'leak', id: String(story.rows[0]),
      label: `${titleOf(story)}: ${plural(story.rows.length, 'leak')}` }));
}

function titleOf({ holder, patient, records }: LeakStory): string {
  return readingSaid(holder, records.length, patient);
}

function leakLink(story: LeakStory | undefined): PageLink | null {
  const row = story?.rows[0];
  return story === undefined || row === undefined ? null : { kind: 'leak', id: String(row), label: titleOf(story) };
}

/**
 * A record is called by what it says of itself, and by its date where others say the same; one that
 * nobody keeps any more has only its name.
 */
function sectionsOf(shelf: Shelf, { patient, parts }: LeakStory): LeakPage['sections'] {
  const kept = new Map(versionsKept(shelf, patient).map((each) => [each.name, each]));
  return [...parts].map(([section, names]) => {
    const said = names.map((name) => kept.get(name)?.record.display ?? name);
    return { section, records: names.map((name): PageLink => {
      const found = kept.get(name);
      if (found === undefined) return { kind: 'record', id: `${patient}/${name}`, label: name };
      const { display, date } = found.record;
      const isShared = said.filter((each) => each === display).length > 1;
      return isShared && date !== null ? { ...recordLink(found), label: `${display}, ${date.slice(0, 10)}` }
        : recordLink(found);
    }) };
  });
}
