import { clockFace } from '../../words/moment.ts';

/**
 * What is written at a tick: what changes from the one before it, finest last; what stays is said once,
 * above the first. Brief where the lanes are narrow.
 */
export function tickWords(at: number, before: number | undefined, isBrief: boolean): { above: string; time: string } {
  const [face, last] = [clockFace(at), before === undefined ? null : clockFace(before)];
  if (!isBrief) {
    return { above: face.day === last?.day ? '' : face.day, time: `${face.time}.${face.thousandths}` };
  }
  const minute = `${face.day.replace('day ', 'd')} ${face.time.slice(0, 5)}`;
  const known = last !== null && minute === `${last.day.replace('day ', 'd')} ${last.time.slice(0, 5)}`;
  return { above: known ? '' : minute, time: `${face.time.slice(5)}.${face.thousandths}` };
}
