import { readingSaid } from '../../contract.ts';
import type { LeakPage, PageLink } from '../../contract.ts';
import type { Micros } from '../../kernel/micros.ts';
import { NONE } from '../../kernel/trace.ts';
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
  const story = stories[place];
  if (story === undefined) return null;
  const first = story.rows[0] ?? NONE;
  const { kind, holder, owner, patient } = story;
  const causes = open.why(first);
  const session = owner === holder ? '' : ` in ${owner}'s session`;
  return {
    kind: 'leak', id: String(first), title: titleOf(story),
    sentence: `${plural(story.rows.length, 'leak')}, ${kind}: ${titleOf(story)}${session} without need. `
      + `By what right? ${rightless(story)}`,
    since: trace.at(first), mark: { kind: 'leak', row: first },
    before: leakLink(stories[place - 1]), after: leakLink(stories[place + 1]),
    events: causes.filter((step) => step.at <= at).reverse()
      .map((step) => ({ row: step.row, at: step.at, sentence: step.sentence })),
    leakKind: kind, leaks: story.rows.length, holder, owner, patient,
    sections: sectionsOf(shelf, story), causes, stoppable: stoppableFrom(trace, story),
  };
}

function titleOf({ holder, patient, records }: LeakStory): string {
  return readingSaid(holder, records.length, patient);
}

function leakLink(story: LeakStory | undefined): PageLink | null {
  const row = story?.rows[0];
  return story === undefined || row === undefined ? null : { kind: 'leak', id: String(row), label: titleOf(story) };
}

/** A record is called by what it says of itself; one that nobody keeps any more has only its name. */
function sectionsOf(shelf: Shelf, { patient, parts }: LeakStory): LeakPage['sections'] {
  const kept = versionsKept(shelf, patient);
  return [...parts].map(([section, records]) => ({ section, records: records.map((name) => {
    const found = kept.find((each) => each.name === name);
    return found === undefined ? { kind: 'record' as const, id: `${patient}/${name}`, label: name } : recordLink(found);
  }) }));
}
