import { assert } from '../kernel/assert.ts';
import { parseSetting } from '../settings/register.ts';
import type { Piece } from './act.ts';
import { opening, spaced } from './line.ts';
import type { Origin, Scenario } from './scenario.ts';
import type { Statement } from './statement.ts';

/** Without the lines that say otherwise. */
export const SEED_DEFAULT = 1;
export const STARTS_DEFAULT = '2021-07-01T00:00Z';

/** A statement and what it adds to the scenario. */
export interface Said {
  readonly statement: Statement;
  readonly piece: Piece;
}

type PieceOf<K extends Piece['is']> = Extract<Piece, { readonly is: K }>;
export type SaidOf<K extends Piece['is']> = Omit<Said, 'piece'> & { readonly piece: PieceOf<K> };

/** What was said of one kind, in the order of the lines. */
export function piecesOf<K extends Piece['is']>(said: readonly Said[], is: K): SaidOf<K>[] {
  return said.filter((each): each is Said & SaidOf<K> => each.piece.is === is);
}

/** Puts the pieces of a text that has no problems together. */
export function assemble(said: readonly Said[], text: string): Scenario {
  const draft: Draft = {
    title: '', seed: SEED_DEFAULT, starts: STARTS_DEFAULT, settings: [], members: [],
    anonymousValidators: 0, patients: [], holdings: [], consents: [], people: [],
    workstations: [], story: [], conditionals: [], reactions: [],
    expectations: [], text,
  };
  for (const { statement, piece } of said) {
    const { line: { number, tokens }, at, waiting } = statement;
    if (waiting === null || piece.is !== 'act') {
      addPiece(draft, piece, { line: number, text: spaced(tokens) }, at);
      continue;
    }
    const saysWhen = opening(tokens, waiting.length);
    const saysAct = spaced(tokens.slice(waiting.length));
    draft.conditionals.push({
      line: number, text: `${saysWhen} ${saysAct}`, when: waiting.when, act: piece.act, saysWhen, saysAct,
    });
  }
  return draft;
}

type Draft = {
  -readonly [K in keyof Scenario]: Scenario[K] extends readonly (infer T)[] ? T[] : Scenario[K];
};

function addPiece(draft: Draft, piece: Piece, origin: Origin, at: number | null): void {
  switch (piece.is) {
    case 'title': draft.title = piece.title; return;
    case 'seed': draft.seed = piece.seed; return;
    case 'starts': draft.starts = piece.starts; return;
    case 'settings':
      for (const { path, text } of piece.settings) {
        const setting = parseSetting(path, text);
        assert(setting.ok, 'The rules have checked every setting.');
        draft.settings.push({ ...origin, path, value: setting.value });
      }
      return;
    case 'member': draft.members.push({ ...origin, ...piece.member }); return;
    case 'validators': draft.anonymousValidators = piece.count; return;
    case 'patient': draft.patients.push({ ...origin, ...piece.patient }); return;
    case 'consent': draft.consents.push({ ...origin, ...piece.consent }); return;
    case 'holding': draft.holdings.push({ ...origin, ...piece.holding }); return;
    case 'person': draft.people.push({ ...origin, ...piece.person }); return;
    case 'workstation': draft.workstations.push({ ...origin, ...piece.workstation }); return;
    case 'act':
      assert(at !== null, 'Every act of the story has its moment.');
      draft.story.push({ ...origin, at, ...piece.act });
      return;
    case 'reaction': draft.reactions.push({ ...origin, ...piece.reaction }); return;
    case 'expectation': draft.expectations.push({ ...origin, ...piece.expectation }); return;
  }
}
