/**
 * Portable mathematics: the only transcendental functions allowed in a run (DESIGN 3.3).
 * `Math.sqrt` is exact by IEEE 754 and needs no twin here.
 */
export { exp } from './exp.ts';
export { log } from './log.ts';
export { pow } from './pow.ts';
