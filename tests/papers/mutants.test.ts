/** Checks that cannot fail say nothing: each mutation, and each kind of message lost, is found. */
import { describe, expect, it } from 'vitest';
import { RaftNetwork } from '../../workers/consensus/testing/raft-network.ts';
import { TestNetwork } from '../../workers/consensus/testing/test-network.ts';
import { findings } from './findings.ts';
import { mutated } from './mutant.ts';
import type { Mutation } from './mutant.ts';
import type { Networks } from './played.ts';

const OWN: Networks = { TestNetwork, RaftNetwork };

const QUORUM = 'return Math.ceil((members + faultsTolerated(members) + 1) / 2)';
const MAJORITY = 'return Math.floor(members / 2) + 1';

const MUTATIONS: readonly (Mutation & { protocol: 'qbft' | 'raft'; name: string })[] = [
  { protocol: 'qbft', name: 'a quorum of one more', file: 'consensus/quorum.ts', from: QUORUM, to: `${QUORUM} + 1` },
  { protocol: 'qbft', name: 'a quorum of one less', file: 'consensus/quorum.ts', from: QUORUM, to: `${QUORUM} - 1` },
  { protocol: 'raft', name: 'a majority of one more', file: 'consensus/quorum.ts', from: MAJORITY, to: `${MAJORITY} + 1` },
  { protocol: 'raft', name: 'a majority of one less', file: 'consensus/quorum.ts', from: MAJORITY, to: `${MAJORITY} - 1` },
];

const KINDS = {
  qbft: ['proposal', 'prepare', 'commit', 'round-change', 'catch-up', 'decided'],
  raft: ['append', 'append-reply', 'commit-notice', 'heartbeat', 'heartbeat-reply', 'pre-vote',
    'pre-vote-reply', 'request-vote', 'vote'],
} as const;

describe.each(['qbft', 'raft'] as const)('%s', (protocol) => {
  it('does what its checks ask, as it is', () => {
    expect(findings(protocol, OWN)).toEqual([]);
  });

  it.each(KINDS[protocol])('does not without its %s messages', (kind) => {
    const found = findings(protocol, withoutKind(kind));
    expect(found).not.toEqual([]);
  });

  it('sends no kind of message that is not dropped here', () => {
    expect([...sentKinds(protocol)].sort()).toEqual([...KINDS[protocol]].sort());
  });

  it.each(MUTATIONS.filter((each) => each.protocol === protocol))('does not with $name',
    async (mutation) => {
      const networks = await mutated(mutation);
      try {
        expect(findings(protocol, networks)).not.toEqual([]);
      } finally {
        networks.remove();
      }
    });
});

describe('a mutated copy', () => {
  it('that changes nothing is found nothing against', async () => {
    const networks = await mutated({ file: 'consensus/quorum.ts', from: QUORUM, to: QUORUM });
    try {
      expect(networks.TestNetwork).not.toBe(TestNetwork);
      expect(findings('qbft', networks)).toEqual([]);
      expect(findings('raft', networks)).toEqual([]);
    } finally {
      networks.remove();
    }
  });
});

/** Networks on which nobody ever receives a message of this kind. */
function withoutKind(kind: string): Networks {
  return watched((message) => message.kind !== kind);
}

function sentKinds(protocol: 'qbft' | 'raft'): Set<string> {
  const kinds = new Set<string>();
  findings(protocol, watched((message) => {
    kinds.add(message.kind);
    return true;
  }));
  return kinds;
}

function watched(passes: (message: { kind: string }) => boolean): Networks {
  return {
    TestNetwork: class extends TestNetwork {
      constructor(options: ConstructorParameters<typeof TestNetwork>[0]) {
        super({ ...options, tamper: (_from, _to, message) => (passes(message) ? message : null) });
      }
    },
    RaftNetwork: class extends RaftNetwork {
      constructor(options: ConstructorParameters<typeof RaftNetwork>[0]) {
        super({ ...options, tamper: (_from, _to, message) => (passes(message) ? message : null) });
      }
    },
  };
}
