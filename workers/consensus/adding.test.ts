import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { protocol } from './testing/dictator.ts';
import { ProtocolNetwork } from './testing/test-network.ts';
import type { Seat, SeatEffects } from './entry.ts';
import type { Protocol, Wire } from './protocol.ts';
import { Invariants } from './invariants.ts';

describe('docs/CONSENSUS.md, adding a protocol', () => {
  it('shows the very file that is tested here', () => {
    const page = readFileSync(new URL('../../docs/CONSENSUS.md', import.meta.url), 'utf8');
    const file = readFileSync(new URL('./testing/dictator.ts', import.meta.url), 'utf8');
    const [, shown] = /```ts\n([^]*?)```/.exec(page) ?? [];
    expect(shown).toBe(file.replaceAll('\'../', '\'./'));
  });

  it('runs four of them, who decide the same blocks', () => {
    const create = protocol.assemble({
      names: ['a', 'b', 'c', 'd'], registry: { verify: () => true }, idle: 'closed-form',
      settings: { micros: () => 2_000_000, number: () => 0, text: () => '', flag: () => false },
      below: () => 0,
    });
    const network = new ProtocolNetwork<Wire>({
      members: 4,
      invariants: new Invariants({ members: 4, signers: () => 1 }),
      create: (seat) => create({ ...seat, lostDisk: false, disk: null,
        effects: seat.effects as SeatEffects } satisfies Seat) as Protocol<Wire>,
    });
    network.submit('a', 1_000_000);
    network.submit('b', 9_000_000);
    network.run(20_000_000);
    for (const member of [0, 1, 2, 3]) {
      expect(network.application(member).chain.map(({ digest }) => digest))
        .toEqual(['1<0>a', '2<0>b']);
    }
  });
});
