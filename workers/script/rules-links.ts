import { piecesOf } from './draft.ts';
import type { Problems } from './problem.ts';
import type { Book, Rule } from './rules.ts';
import { slotPlace } from './statement.ts';
import { REGION_WORDS } from './vocabulary.ts';

/** What must be true of the links that the story cuts or makes worse. */
export const LINK_RULES: readonly Rule[] = [linkHasTwoSides, somebodyIsOutside];

function linkHasTwoSides({ said }: Book, problems: Problems): void {
  for (const { statement, piece } of said) {
    if (piece.is !== 'act' || !('a' in piece.act) || piece.act.a !== piece.act.b) continue;
    problems.add(slotPlace(statement, 'b'), {
      sentence: `A link has two sides; both are ${piece.act.a} here.`,
    });
  }
}

/** A region cut from all needs somebody in it, and somebody elsewhere. */
function somebodyIsOutside({ said, partial }: Book, problems: Problems): void {
  const members = piecesOf(said, 'member').map(({ piece }) => piece.member);
  if (partial || members.length === 0) return;
  for (const { statement, piece } of said) {
    if (piece.is !== 'act' || piece.act.verb !== 'isolates' || !REGION_WORDS.includes(piece.act.side)) continue;
    const { side } = piece.act;
    const inside = members.filter(({ region }) => region === side);
    const [one, other = one] = [inside[0]?.name, members[0]?.region];
    if (inside.length === 0) {
      problems.add(slotPlace(statement, 'side'), { sentence: `No member is in ${side}, so that nobody `
        + `would notice that it is cut off. Members are in ${other}.` });
    } else if (inside.length === members.length) {
      problems.add(slotPlace(statement, 'side'), { sentence: `Every member is in ${side}, so that there `
        + `is nobody to cut it from. Cut a member from all, such as ${one}, or put one elsewhere.` });
    }
  }
}
