/** What its paper calls an attempt to agree, with its number. */
export function attemptOf(protocol: string): string {
  if (protocol === 'raft') return 'term';
  return protocol === 'pbft' || protocol === 'hotstuff' ? 'view' : 'round';
}
