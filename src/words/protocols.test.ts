import { expect, it } from 'vitest';
import { protocolWords } from './en-protocols.ts';

it('what a member of Raft says first, and is no answer, stands among the words of Raft', () => {
  const said = protocolWords.get('raft')?.entries.map(([word]) => word);
  for (const kind of ['append', 'commit-notice', 'heartbeat', 'pre-vote', 'request-vote', 'change-request']) {
    expect(said).toContain(kind);
  }
});
