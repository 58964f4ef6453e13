import { consensusCommitted, consensusConfigured } from './entries.ts';
import type { Durable } from './raft-durable.ts';
import type { RaftEffects, RaftOptions } from './raft-options.ts';

/** "If commitIndex > lastApplied: apply" (figure 2): here a block is final. */
export function applyUpTo(
  commit: number, durable: Durable, options: RaftOptions, effects: RaftEffects,
): void {
  while (durable.applied < commit) {
    const next = durable.applied + 1;
    const entry = durable.log.at(next);
    durable.markApplied(next);
    options.witness?.committed(options.self, next, entry);
    const { height, term, leader, payload, servers } = entry;
    if (servers !== undefined) {
      effects.record(consensusConfigured,
        { term, servers: servers.map((each) => options.nameOf(each)).join(', ') });
    }
    if (payload === null) continue;
    const { digest } = payload;
    effects.record(consensusCommitted, { height, term, digest });
    // Raft has no proof to show: the certificate names whose word stands behind the block.
    effects.decide(height, payload, { height, round: term, digest, signers: [leader] });
  }
}
