import type { ScenarioCard } from '../../workers/contract.ts';

/**
 * What the gallery shows of each scenario, made when the app was built. Empty where there is none:
 * the stories themselves are there all the same.
 */
export async function loadCards(base: string): Promise<ReadonlyMap<string, ScenarioCard>> {
  try {
    const answer = await fetch(new URL('cards.json', base));
    const file = await answer.json() as { version: number; cards?: readonly ScenarioCard[] };
    if (file.version !== 1) return new Map();
    return new Map((file.cards ?? []).map((card) => [card.name, card]));
  } catch {
    return new Map();
  }
}
