import type { Guarantees } from '../consensus/entry.ts';
import type { Tolerance } from '../contract.ts';

/** How many validators may fail before a protocol no longer keeps what it promises, in words. */
export function toleranceOf(
  { faults, safeWith, liveWith, finality = 'deterministic', model }: Guarantees, validators: number,
): Tolerance {
  const safe = safeWith(validators);
  const live = liveWith(validators);
  return { validators, faults, finality, safeWith: safe, liveWith: live, model,
    sentence: finality === 'probabilistic' ? takenBack(validators, live)
      : sentenceOf(faults, validators, safe, live) };
}

/** There is no f where a decision is never for certain, with nobody at fault. */
function takenBack(validators: number, live: number): string {
  const goesOn = validators === 1 ? 'The only validator has to be up'
    : `Of ${validators} validators ${live} may be down, and the network goes on`;
  return `${goesOn}; what is final may be taken back when another chain proves heavier.`;
}

function sentenceOf(faults: Guarantees['faults'], validators: number, safe: number,
  live: number): string {
  const lies = faults === 'byzantine';
  if (validators === 1) return `f = 0: the only validator may ${lies ? 'neither lie nor' : 'not'} be down.`;
  const failing = lies ? 'lie or be down' : 'be down';
  const f = `f = ${safe}: of ${validators} validators`;
  if (safe === 0) return `${f} not one may ${failing}${lies ? '' : ', and none may lie'}.`;
  const most = `${f} ${safe} may ${failing}`;
  if (live < safe) {
    const down = live === 0 ? 'none may be down' : `only ${live} may be down`;
    return `${most} and the others still agree, but ${down} if they are to go on.`;
  }
  return `${most}, and the others still agree and go on${lies ? '' : '; none may lie'}.`;
}
