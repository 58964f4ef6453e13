import { describe, expect, it } from 'vitest';
import { KeyRegistry } from '../crypto/keys.ts';
import { qbft } from './qbft.ts';
import type { QbftMessage } from './qbft-messages.ts';
import { ChainApplication } from './testing/chain-application.ts';
import { LoneValidator } from './testing/lone-validator.ts';
import { TestNetwork } from './testing/test-network.ts';

const SECOND = 1_000_000;

describe('an impostor', () => {
  it('cannot vote for others: its messages under their names are thrown away', () => {
    // Validator 3 rewrites its own votes as if validators 0 and 2 had made them.
    let forged = 0;
    const network = new TestNetwork({
      members: 4,
      tamper: (from, to, message) => {
        if (from !== 3 || message.kind !== 'commit') return message;
        forged += 1;
        const signer = `validator-${(to + 1) % 3}`;
        return { ...message, signed: { ...message.signed, signer } };
      },
    });
    network.crash(2); // without validator 3's real votes there is no quorum
    network.submit('a');
    network.run(5 * SECOND);
    expect(forged).toBeGreaterThan(0);
    expect(network.counts.get('consensus.forgeries')).toBe(2);
    expect(network.decisionsOf(0)).toEqual([]);
  });

  it('cannot propose in the leader\'s place', () => {
    const validator = new LoneValidator({ self: 0 });
    validator.begin();
    const own = validator.proposalOf(3, 0, validator.block(1));
    validator.hear(3, { ...own, signed: { ...own.signed, signer: 'validator-1' } });
    expect(validator.sent).toEqual([]);
    expect(validator.counts.get('consensus.forgeries')).toBe(1);
  });

  it('cannot alter what another has signed', () => {
    const validator = new LoneValidator({ self: 0 });
    validator.begin();
    const { signed, ...rest } = validator.proposalOf(1, 0, validator.block(1));
    const payload = validator.block(1, ['mine']);
    const body = { ...signed.body, digest: payload.digest };
    validator.hear(3, { ...rest, payload, signed: { ...signed, body } });
    expect(validator.sent).toEqual([]);
    expect(() => {
      (signed.body as { digest: string }).digest = payload.digest;
    }).toThrow(TypeError);
  });

  it('cannot use a key of a stranger, nor one kind of message as another', () => {
    const validator = new LoneValidator({ self: 0 });
    validator.begin();
    const block = validator.block(1);
    validator.hear(1, validator.proposalOf(1, 0, block));
    const before = validator.sent.length;
    const stranger = validator.registry.issue('stranger').sign(
      { kind: 'prepare', height: 1, round: 0, digest: block.digest } as const);
    validator.hear(2, { ...validator.prepareOf(2, 0, block), signed: stranger });
    const sealed = validator.commitOf(2, 0, block);
    validator.hear(2, { ...sealed, kind: 'prepare' } as unknown as QbftMessage);
    expect(validator.sent.length).toBe(before);
    expect(validator.counts.get('consensus.forgeries')).toBe(2);
  });

  it('cannot upset a validator with rounds and heights that are no numbers to count with', () => {
    const validator = new LoneValidator({ self: 0 });
    validator.begin();
    const block = validator.block(1);
    for (const strange of [0.5, -1, NaN, Infinity]) {
      validator.hear(3, validator.prepareOf(3, strange, block));
      validator.hear(3, validator.roundChangeOf(3, strange));
    }
    for (const strange of [1.5, NaN, Infinity]) {
      validator.hear(3, validator.prepareOf(3, 0, block, strange));
    }
    expect(validator.counts.get('consensus.forgeries')).toBe(11);
    expect(validator.sent).toEqual([]);
  });

  it('cannot start a validator with a key that is not its own', () => {
    const registry = new KeyRegistry(1);
    const names = ['a', 'b', 'c', 'd'];
    const [keyring] = names.map((name) => registry.issue(name));
    const effects = { send: () => 0, broadcast: () => 0, setTimer: () => 0, cancelTimer: () => 0,
      decide: () => 0, revert: () => 0, persist: () => 0, record: () => 0, count: () => 0 };
    expect(() => qbft({
      self: 1, members: 4, names, keyring: keyring!, registry, blockIntervalMicros: 1,
      requestTimeoutMicros: 1, emptyBlocks: false, idle: 'closed-form',
    }, new ChainApplication(1), effects)).toThrow('its own key');
  });
});
