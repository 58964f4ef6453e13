import { HOME } from '../router/route.ts';
import type { Visit } from '../state/visit.svelte.ts';
import { pack } from './pack.ts';

/**
 * Runs a script of the user's own, in the address like every other run. `from` names the scenario
 * that it started from, and `original` is that one's text: a script that is again the same needs
 * no copy of itself. False where it is too long for an address.
 */
export async function runText(
  visit: Visit, text: string, from: string | null, original: string | null,
): Promise<boolean> {
  const packed = text === original ? null : await pack(text);
  if (packed === null && text !== original) return false;
  // What was appended to the story stands in the text by now.
  visit.change({ scenario: from ?? (packed === null ? HOME : null), packed, steps: [] });
  return true;
}
