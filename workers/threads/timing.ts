import type { Settings } from '../settings/register.ts';

/** What is wrong with Raft's times together, as a sentence; each alone the register has checked. */
export function timingProblem(settings: Settings): string | null {
  const heartbeat = settings['consensus.heartbeatMilliseconds'];
  const least = settings['consensus.electionTimeoutMinMilliseconds'];
  const most = settings['consensus.electionTimeoutMaxMilliseconds'];
  if (Number(least) <= Number(heartbeat)) {
    return `An election timeout of ${String(least)} ms is not longer than the heartbeat interval of `
      + `${String(heartbeat)} ms, so nodes would give up leaders that are well.`;
  }
  if (Number(most) < Number(least)) {
    return `The longest election timeout, ${String(most)} ms, is shorter than the shortest, `
      + `${String(least)} ms.`;
  }
  return null;
}
