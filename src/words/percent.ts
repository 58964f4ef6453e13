import type { Progress } from '../../workers/contract.ts';

/** How far a run that is being opened has got, as one says it. */
export function percent(progress: Progress | null): string {
  const share = progress === null ? 0 : progress.atMicros / Math.max(1, progress.endsAtMicros);
  return `${Math.round(share * 100)} %`;
}
