import { describe, expect, it } from 'vitest';
import { CATCH_UP_DECISIONS_MAX, CatchingUp } from './catch-up.ts';
import { certify, isCertified } from './decision.ts';
import type { QbftDecision } from './decision.ts';
import { HEIGHTS_AHEAD_MAX, MESSAGES_HELD_MAX } from './future-messages.ts';
import { catchUp, decided } from './catch-up-messages.ts';
import { signerBitmap } from './seals.ts';
import { payloadOf } from './testing/chain-application.ts';
import { LoneValidator } from './testing/lone-validator.ts';
import { Validators } from './validators.ts';

/** The decisions that validators 1, 2 and 3 came to while this one was away. */
function decisionsMissedBy(validator: LoneValidator, count: number): QbftDecision[] {
  const decisions: QbftDecision[] = [];
  let parent = 'genesis';
  for (let height = 1; height <= count; height += 1) {
    const proposer = height % 4;
    const payload = payloadOf({ height, parent, proposer, transactions: [`t${height}`] });
    parent = payload.digest;
    const seals = [1, 2, 3].map((author) => validator.commitOf(author, 0, payload, height).signed);
    decisions.push({ height, payload, certificate: certify(seals, [1, 2, 3]) });
  }
  return decisions;
}

describe('a validator that learns of decisions', () => {
  it('takes them in order, as far as they are certified, and asks for more', () => {
    const validator = new LoneValidator({ self: 0 });
    const decisions = decisionsMissedBy(validator, 3);
    validator.hear(2, decided(decisions, 9, '1/1'));
    expect(validator.decided.map(({ height }) => height)).toEqual([1, 2, 3]);
    expect(validator.sent).toEqual([{ to: 2, message: catchUp(4) }]);
  });

  it('asks nobody when there is no more', () => {
    const validator = new LoneValidator({ self: 0 });
    validator.hear(2, decided(decisionsMissedBy(validator, 3), 3, '1/1'));
    expect(validator.decided.length).toBe(3);
    expect(validator.sent).toEqual([]);
    expect(validator.timers.size).toBe(0);
  });

  it('asks once a height, whatever it is told', () => {
    const validator = new LoneValidator({ self: 0 });
    const [first] = decisionsMissedBy(validator, 1);
    for (const from of [1, 2, 3, 1]) validator.hear(from, decided([first!], 99, '1/1'));
    expect(validator.said('catch-up').length).toBe(1);
  });

  it('asks nobody who boasts of heights and shows no block', () => {
    const validator = new LoneValidator({ self: 0 });
    validator.hear(2, decided([], 99, '1/1'));
    expect(validator.sent).toEqual([]);
  });

  it('does not take a block whose certificate falls short or does not fit', () => {
    const validator = new LoneValidator({ self: 0 });
    const [good] = decisionsMissedBy(validator, 1);
    const { payload, certificate } = good!;
    const other = payloadOf({ height: 1, parent: 'genesis', proposer: 1, transactions: ['other'] });
    const { seals } = certificate;
    const repeated = [seals[0]!, seals[1]!, seals[1]!];
    const ofHeight2 = [1, 2, 3].map((author) => validator.commitOf(author, 0, payload, 2).signed);
    const prepares = [1, 2, 3].map((author) => validator.prepareOf(author, 0, payload).signed);
    const twisted: QbftDecision[] = [
      { ...good!, certificate: { ...certificate, seals: seals.slice(1), signers: [2, 3] } },
      { ...good!, certificate: { ...certificate, signers: [0, 1, 2] } },
      { ...good!, certificate: { ...certificate, signers: [1, 2] } },
      { ...good!, certificate: { ...certificate, signers: [1, 2, 3, 4] } },
      { ...good!, certificate: { ...certificate, round: 1 } },
      { ...good!, certificate: { ...certificate, height: 2 } },
      { ...good!, certificate: { ...certificate, seals: repeated, signers: [1, 2, 2] } },
      { ...good!, certificate: { ...certificate, seals: seals.map((seal) => ({ ...seal })) } },
      { ...good!, payload: other },
      { ...good!, payload: other, certificate: { ...certificate, digest: other.digest } },
      { ...good!, payload: { ...other, digest: payload.digest } }, // β looks into the body
      { ...good!, certificate: { ...certificate, seals: ofHeight2 } },
      { ...good!, certificate: certify(prepares as never, [1, 2, 3]) },
    ];
    for (const decision of twisted) validator.hear(3, decided([decision], 1, '1/1'));
    expect(validator.decided).toEqual([]);
    validator.hear(3, decided([good!], 1, '1/1'));
    expect(validator.decided.length).toBe(1);
  });

  it('no longer waits to propose what it learns is decided', () => {
    const validator = new LoneValidator({ self: 1 });
    validator.application.submit('t1');
    validator.protocol.onPending(0);
    expect([...validator.timers.keys()]).toEqual(['block']);
    validator.hear(2, decided(decisionsMissedBy(validator, 1), 1, '1/1'));
    expect(validator.timers.size).toBe(0);
  });

  it('keeps its round timer when its informant falls silent', () => {
    const validator = new LoneValidator({ self: 0 });
    validator.hear(2, decided(decisionsMissedBy(validator, 2), 9, '1/1'));
    validator.fire('round');
    expect(validator.said('round-change')).toMatchObject([{ signed: { body: { height: 3 } } }]);
  });
});

describe('a validator that is asked', () => {
  function informant(count: number): LoneValidator {
    const validator = new LoneValidator({ self: 0 });
    validator.hear(2, decided(decisionsMissedBy(validator, count), count, '1/1'));
    expect(validator.decided.length).toBe(count);
    return validator;
  }

  it('answers CATCH-UP with as many decisions as one answer holds', () => {
    const validator = informant(40);
    validator.hear(3, catchUp(5));
    const [answer] = validator.said('decided');
    expect(validator.sent.at(-1)!.to).toBe(3);
    expect(answer!.head).toBe(40);
    expect(answer!.decisions.map(({ height }) => height))
      .toEqual(Array.from({ length: CATCH_UP_DECISIONS_MAX }, (_, index) => 5 + index));
  });

  it('says nothing about heights it has not decided, or that never were', () => {
    const validator = informant(4);
    for (const height of [5, 99, 0, -1]) validator.hear(3, catchUp(height));
    expect(validator.sent).toEqual([]);
  });
});

describe('a validator that is asked for what it has not decided yet', () => {
  it('answers once it has, and once', () => {
    const validator = new LoneValidator({ self: 0 });
    const [first, second] = decisionsMissedBy(validator, 2);
    validator.hear(3, catchUp(1));
    validator.hear(3, catchUp(1));
    validator.hear(2, decided([first!], 1, '1/1'));
    expect(validator.said('decided')).toHaveLength(1);
    expect(validator.sent.at(-1)).toMatchObject({ to: 3, message: { head: 1 } });
    validator.hear(2, decided([second!], 2, '1/2'));
    expect(validator.said('decided')).toHaveLength(1);
  });

  it('remembers one height for each that asks, the last', () => {
    const validator = new LoneValidator({ self: 0 });
    for (const height of [9, 2, 1]) validator.hear(3, catchUp(height));
    validator.hear(2, decided(decisionsMissedBy(validator, 3), 3, '1/1'));
    expect(validator.said('decided').map(({ decisions }) => decisions[0]!.height)).toEqual([1]);
  });
});

describe('a validator that asks', () => {
  it('asks all where it is itself the one who would know', () => {
    const sent: unknown[] = [];
    const catchingUp = new CatchingUp({ self: 0, firstHeight: 1 }, () => true, {
      send: (to) => { sent.push(to); }, broadcast: () => { sent.push('all'); } });
    catchingUp.ask(0, 1);
    catchingUp.ask(2, 2);
    expect(sent).toEqual(['all', 2]);
  });
});

describe('messages of later heights', () => {
  it('wait until their height comes, and are then heard in order', () => {
    const validator = new LoneValidator({ self: 0 });
    const [first, second] = decisionsMissedBy(validator, 2);
    validator.hear(2, validator.proposalOf(2, 0, second!.payload, [], [], 2));
    validator.hear(3, validator.prepareOf(3, 0, second!.payload, 2));
    validator.hear(2, validator.prepareOf(2, 0, second!.payload, 2));
    expect(validator.sent).toEqual([]);
    validator.hear(1, decided([first!], 1, '1/1'));
    expect(validator.sent.map(({ message }) => message.kind)).toEqual(['prepare', 'commit']);
  });

  it('are heard also when a tick of our own decides', () => {
    const validator = new LoneValidator({ self: 1 });
    const block = validator.block(1);
    const next = payloadOf(
      { height: 2, parent: block.digest, proposer: 2, transactions: ['b'] });
    // Liars commit to a block they can only guess; so the leader decides as soon as it proposes.
    for (const author of [0, 2, 3]) validator.hear(author, validator.commitOf(author, 0, block));
    validator.hear(2, validator.proposalOf(2, 0, next, [], [], 2));
    validator.begin('a');
    expect(validator.decided.map(({ height }) => height)).toEqual([1]);
    expect(validator.said('prepare').map(({ signed }) => signed.body.height)).toEqual([1, 2]);
  });

  it('carry a validator over several heights at once', () => {
    const validator = new LoneValidator({ self: 0 });
    const decisions = decisionsMissedBy(validator, 5);
    for (const { height, payload } of [...decisions].reverse()) {
      validator.hear(height % 4, validator.proposalOf(height % 4, 0, payload, [], [], height));
      for (const author of [1, 2, 3]) {
        validator.hear(author, validator.commitOf(author, 0, payload, height));
      }
    }
    expect(validator.decided.map(({ height }) => height)).toEqual([1, 2, 3, 4, 5]);
  });

  it('are kept within a bound of heights, beyond which we ask instead', () => {
    const validator = new LoneValidator({ self: 0 });
    const far = decisionsMissedBy(validator, HEIGHTS_AHEAD_MAX + 2);
    const at = (height: number) => validator.commitOf(3, 0, far[height - 1]!.payload, height);
    validator.hear(3, at(HEIGHTS_AHEAD_MAX + 1));
    expect(validator.sent).toEqual([]);
    validator.hear(3, at(HEIGHTS_AHEAD_MAX + 2));
    validator.hear(3, at(HEIGHTS_AHEAD_MAX + 2));
    expect(validator.sent).toEqual([{ to: 3, message: catchUp(1) }]);
  });

  it('are kept within a bound for each author, so that none can crowd out others', () => {
    const validator = new LoneValidator({ self: 0 });
    const [first, second] = decisionsMissedBy(validator, 2);
    for (let count = 0; count < 10 * MESSAGES_HELD_MAX; count += 1) {
      validator.hear(3, validator.commitOf(3, count % 60, second!.payload, 2));
    }
    validator.hear(2, validator.proposalOf(2, 0, second!.payload, [], [], 2));
    for (const author of [1, 2]) {
      validator.hear(author, validator.commitOf(author, 0, second!.payload, 2));
    }
    validator.hear(1, decided([first!], 1, '1/1'));
    expect(validator.decided.length).toBe(2);
  });

  it('wake a validator at rest: somebody is busy', () => {
    const validator = new LoneValidator({ self: 0 });
    const [, second] = decisionsMissedBy(validator, 2);
    expect(validator.timers.size).toBe(0);
    validator.hear(3, validator.commitOf(3, 0, second!.payload, 2));
    expect(validator.timers.get('round')).toBe(4_000_000);
  });
});

describe('a certificate', () => {
  it('shows its signers as a bitmap, validator 0 first', () => {
    expect(signerBitmap([0, 1, 3], 4)).toBe('1101');
    expect(signerBitmap([], 3)).toBe('000');
    expect(signerBitmap([4, 5, 6], 7)).toBe('0000111');
  });

  it('holds for exactly a quorum of distinct validators', () => {
    const validator = new LoneValidator({ self: 0, members: 7 });
    const validators = new Validators(
      validator.keyrings.map(({ holder }) => holder), validator.registry);
    const payload = validator.block(1);
    const by = (authors: number[]) => ({ height: 1, payload, certificate: certify(
      authors.map((author) => validator.commitOf(author, 0, payload).signed), authors) });
    expect(isCertified(validators, by([0, 2, 3, 5, 6]))).toBe(true);
    expect(isCertified(validators, by([0, 2, 3, 5]))).toBe(false);
    expect(isCertified(validators, by([0, 2, 3, 6, 5]))).toBe(false);
    expect(isCertified(validators, by([0, 1, 2, 3, 4, 5, 6]))).toBe(true);
  });
});
