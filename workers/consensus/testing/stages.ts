import type { Payload } from '../protocol.ts';
import { LoneValidator } from './lone-validator.ts';

interface Stage {
  readonly validator: LoneValidator;
  readonly block: Payload;
}

/** Validator 0 of 4 has accepted the proposal of round 0 and prepared the block in it. */
export function preparing(): Stage {
  const validator = new LoneValidator({ self: 0 });
  validator.begin();
  const block = validator.block(1);
  validator.hear(1, validator.proposalOf(1, 0, block));
  return { validator, block };
}

/** Validator 0 of 4 has locked the block of round 0, because a quorum has prepared it. */
export function locked(): Stage {
  const { validator, block } = preparing();
  for (const author of [1, 2]) validator.hear(author, validator.prepareOf(author, 0, block));
  return { validator, block };
}
