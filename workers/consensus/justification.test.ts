import { describe, expect, it } from 'vitest';
import type { Signed } from '../crypto/keys.ts';
import { highestPrepared, isValidRoundChange, justifyProposal, justifyRoundChange }
  from './justification.ts';
import type { PrepareBody } from './qbft-messages.ts';
import { LoneValidator } from './testing/lone-validator.ts';
import { Validators } from './validators.ts';

/** Algorithm 4 of Moniz 2020 over every kind of true and false evidence. n = 4, quorum 3. */
function bench(members = 4) {
  const peers = new LoneValidator({ self: 0, members });
  const names = peers.keyrings.map((keyring) => keyring.holder);
  return { peers, validators: new Validators(names, peers.registry) };
}

describe('4:5 HighestPrepared(Qrc)', () => {
  it('is ⊥ when nobody has prepared', () => {
    const { peers } = bench();
    expect(highestPrepared([0, 1, 2].map((author) => peers.roundChangeOf(author, 3).signed)))
      .toBeNull();
  });

  it('is the pair of the highest prepared round, round 0 included', () => {
    const { peers } = bench();
    const zero = peers.preparedBy([0, 1, 2], 0, peers.block(1, ['zero']));
    const two = peers.preparedBy([0, 1, 2], 2, peers.block(3, ['two']));
    const at = (prepared: typeof zero | null) => peers.roundChangeOf(0, 4, prepared).signed;
    expect(highestPrepared([at(null), at(zero)])).toEqual({ round: 0, digest: '1<1>zero' });
    expect(highestPrepared([at(two), at(null), at(zero)])).toEqual({ round: 2, digest: '1<3>two' });
    expect(highestPrepared([at(zero), at(two)])).toEqual({ round: 2, digest: '1<3>two' });
  });
});

describe('4:1 JustifyRoundChange(Qrc)', () => {
  it('holds for a quorum that has prepared nothing, and not for one fewer', () => {
    const { peers, validators } = bench();
    const changes = [0, 1, 2].map((author) => peers.roundChangeOf(author, 1).signed);
    expect(justifyRoundChange(validators, 1, 1, changes, [])).toBe(true);
    expect(justifyRoundChange(validators, 1, 1, changes.slice(1), [])).toBe(false);
  });

  it('needs a quorum of PREPAREs for the highest prepared pair, and not one fewer', () => {
    const { peers, validators } = bench();
    const prepared = peers.preparedBy([0, 1, 2], 0, peers.block(1));
    const changes = [peers.roundChangeOf(0, 1).signed, peers.roundChangeOf(1, 1, prepared).signed,
      peers.roundChangeOf(2, 1).signed];
    expect(justifyRoundChange(validators, 1, 1, changes, prepared.prepares)).toBe(true);
    expect(justifyRoundChange(validators, 1, 1, changes, prepared.prepares.slice(1))).toBe(false);
    expect(justifyRoundChange(validators, 1, 1, changes, [])).toBe(false);
  });

  it('refuses PREPAREs of another round, value or height, repeated or forged', () => {
    const { peers, validators } = bench();
    const block = peers.block(1);
    const prepared = peers.preparedBy([0, 1, 2], 1, block);
    const changes = [0, 1, 2].map((author) => peers.roundChangeOf(author, 2, prepared).signed);
    const justify = (prepares: typeof prepared.prepares) =>
      justifyRoundChange(validators, 1, 2, changes, prepares);
    const [first, second, third] = prepared.prepares;
    expect(justify([first!, second!, third!])).toBe(true);
    expect(justify([first!, second!, second!])).toBe(false);
    expect(justify([first!, second!, { ...third! }])).toBe(false);
    expect(justify([first!, second!, peers.prepareOf(2, 0, block).signed])).toBe(false);
    const other = peers.prepareOf(2, 1, peers.block(1, ['b'])).signed;
    expect(justify([first!, second!, other])).toBe(false);
    expect(justify([first!, second!, peers.prepareOf(2, 1, block, 2).signed])).toBe(false);
  });

  it('refuses ROUND-CHANGEs of another round or height, repeated or forged', () => {
    const { peers, validators } = bench();
    const [first, second] = [0, 1].map((author) => peers.roundChangeOf(author, 1).signed);
    const justify = (third: NonNullable<typeof first>) =>
      justifyRoundChange(validators, 1, 1, [first!, second!, third], []);
    expect(justify(peers.roundChangeOf(3, 1).signed)).toBe(true);
    expect(justify(peers.roundChangeOf(3, 2).signed)).toBe(false);
    expect(justify(peers.roundChangeOf(3, 1, null, 2).signed)).toBe(false);
    expect(justify(second!)).toBe(false);
    expect(justify({ ...peers.roundChangeOf(3, 1).signed })).toBe(false);
  });

  it('refuses a value prepared in the round it justifies, or later, or before the first', () => {
    const { peers, validators } = bench();
    const justify = (preparedRound: number) => {
      const prepared = peers.preparedBy([0, 1, 2], preparedRound, peers.block(1));
      const changes = [0, 1, 2].map((author) => peers.roundChangeOf(author, 2, prepared));
      expect(isValidRoundChange(validators, changes[0]!)).toBe(preparedRound === 0);
      const signed = changes.map((message) => message.signed);
      return justifyRoundChange(validators, 1, 2, signed, prepared.prepares);
    };
    expect([-1, 0, 2, 3].map(justify)).toEqual([false, true, false, false]);
  });

  it('refuses a COMMIT dressed as a PREPARE, and a stranger', () => {
    const { peers, validators } = bench();
    const block = peers.block(1);
    const prepared = peers.preparedBy([0, 1], 0, block);
    const changes = [0, 1, 2].map((author) => peers.roundChangeOf(author, 1, prepared).signed);
    const sealed = peers.commitOf(2, 0, block).signed as never;
    const stranger = peers.registry.issue('stranger').sign(
      { kind: 'prepare', height: 1, round: 0, digest: block.digest } as const);
    const justify = (third: Signed<PrepareBody>) =>
      justifyRoundChange(validators, 1, 1, changes, [...prepared.prepares, third]);
    expect(justify(peers.prepareOf(2, 0, block).signed)).toBe(true);
    expect(justify(sealed)).toBe(false);
    expect(justify(stranger)).toBe(false);
  });
});

describe('4:3 JustifyPrePrepare', () => {
  it('needs no reason in the first round', () => {
    const { peers, validators } = bench();
    expect(justifyProposal(validators, peers.proposalOf(1, 0, peers.block(1)))).toBe(true);
  });

  it('needs a justified round change in any later one', () => {
    const { peers, validators } = bench();
    const changes = [0, 1, 3].map((author) => peers.roundChangeOf(author, 1).signed);
    const block = peers.block(2);
    const justify = (evidence: typeof changes) =>
      justifyProposal(validators, peers.proposalOf(2, 1, block, evidence));
    expect(justify([])).toBe(false);
    expect(justify(changes.slice(1))).toBe(false);
    expect(justify(changes)).toBe(true);
  });

  it('allows no other value than the highest prepared one', () => {
    const { peers, validators } = bench();
    const prepared = peers.preparedBy([0, 1, 2], 0, peers.block(1));
    const changes = [peers.roundChangeOf(0, 1, prepared).signed,
      ...[1, 3].map((author) => peers.roundChangeOf(author, 1).signed)];
    const propose = (block: typeof prepared.payload) =>
      justifyProposal(validators, peers.proposalOf(2, 1, block, changes, prepared.prepares));
    expect(propose(prepared.payload)).toBe(true);
    expect(propose(peers.block(2, ['mine']))).toBe(false);
  });

  it('allows the newer of two prepared values and not the older', () => {
    const { peers, validators } = bench();
    const older = peers.preparedBy([0, 1, 2], 0, peers.block(1, ['older']));
    const newer = peers.preparedBy([0, 1, 3], 1, peers.block(2, ['newer']));
    const changes = [peers.roundChangeOf(0, 2, newer), peers.roundChangeOf(2, 2, older),
      peers.roundChangeOf(1, 2)].map(({ signed }) => signed);
    const propose = ({ payload, prepares }: typeof older) =>
      justifyProposal(validators, peers.proposalOf(3, 2, payload, changes, prepares));
    expect(propose(newer)).toBe(true);
    expect(propose(older)).toBe(false);
  });
});

describe('a valid ROUND-CHANGE', () => {
  it('shows the payload and the quorum of what it says it prepared', () => {
    const { peers, validators } = bench();
    const prepared = peers.preparedBy([0, 1, 2], 0, peers.block(1));
    expect(isValidRoundChange(validators, peers.roundChangeOf(3, 1))).toBe(true);
    const message = peers.roundChangeOf(3, 1, prepared);
    expect(isValidRoundChange(validators, message)).toBe(true);
    expect(isValidRoundChange(validators, { ...message, preparedPayload: null })).toBe(false);
    expect(isValidRoundChange(validators, { ...message, preparedPayload: peers.block(1, ['b']) }))
      .toBe(false);
    expect(isValidRoundChange(validators, { ...message, prepares: prepared.prepares.slice(1) }))
      .toBe(false);
  });

  it('goes up from a round prepared before it, and says both parts or neither', () => {
    const { peers, validators } = bench();
    const prepared = peers.preparedBy([0, 1, 2], 2, peers.block(3));
    expect(isValidRoundChange(validators, peers.roundChangeOf(3, 3, prepared))).toBe(true);
    expect(isValidRoundChange(validators, peers.roundChangeOf(3, 2, prepared))).toBe(false);
    expect(isValidRoundChange(validators, peers.roundChangeOf(3, 0))).toBe(false);
    const half = (preparedRound: number | null, preparedDigest: string | null) =>
      peers.keyrings[3]!.sign(
        { kind: 'round-change', height: 1, round: 3, preparedRound, preparedDigest } as const);
    const message = peers.roundChangeOf(3, 3, prepared);
    expect(isValidRoundChange(validators, { ...message, signed: half(2, null) })).toBe(false);
    expect(isValidRoundChange(validators, { ...message, signed: half(null, '1<3>a') })).toBe(false);
    expect(isValidRoundChange(validators, { ...message, signed: half(-1, '1<3>a') })).toBe(false);
  });
});

describe('a locked value', () => {
  it('is not given up for a proposal that hides it', () => {
    const validator = new LoneValidator({ self: 0 });
    validator.begin();
    const block = validator.block(1);
    const prepared = validator.preparedBy([0, 1, 3], 0, block);
    const changes = [validator.roundChangeOf(0, 1, prepared).signed,
      ...[1, 3].map((author) => validator.roundChangeOf(author, 1).signed)];
    validator.hear(2, validator.proposalOf(2, 1, validator.block(2, ['other']), changes));
    validator.hear(2, validator.proposalOf(
      2, 1, validator.block(2, ['other']), changes, prepared.prepares));
    expect(validator.said('prepare')).toEqual([]);
    validator.hear(2, validator.proposalOf(2, 1, block, changes, prepared.prepares));
    expect(validator.said('prepare')).toMatchObject([{ signed: { body: { round: 1 } } }]);
  });

  it('is followed to a later round by a justified proposal alone', () => {
    const validator = new LoneValidator({ self: 0 });
    validator.begin();
    const changes = [1, 2, 3].map((author) => validator.roundChangeOf(author, 2).signed);
    validator.hear(3, validator.proposalOf(3, 2, validator.block(3), changes));
    expect(validator.protocol.status()).toMatchObject({ round: 2, phase: 'preparing' });
    expect(validator.timers.get('round')).toBe(2_000_000 + 16_000_000);
  });
});
