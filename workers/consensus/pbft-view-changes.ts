import type { Signed } from '../crypto/keys.ts';
import type { Checkpoints } from './pbft-checkpoints.ts';
import { LatestMessages } from './latest-messages.ts';
import type { Log } from './pbft-log.ts';
import { newView, viewChange } from './pbft-messages.ts';
import type { NewView, NewViewBody, PrePrepareBody, ViewChange, ViewChangeBody }
  from './pbft-messages.ts';
import { isValidNewView, isValidViewChange, orderOf } from './pbft-proofs.ts';
import type { NewViewOrder } from './pbft-proofs.ts';
import type { Payload } from './protocol.ts';
import type { SigningKey, Validators } from './validators.ts';

/** Section 4.4: what the VIEW-CHANGEs heard amount to, and the messages made of them. */
export class ViewChanges {
  private readonly latest: LatestMessages<ViewChange>;
  private readonly validators: Validators;
  private readonly keyring: SigningKey;
  private readonly log: Log;
  private readonly checkpoints: Checkpoints;
  private readonly genesis: number;

  constructor(
    place: { validators: Validators; genesis: number },
    parts: { keyring: SigningKey; log: Log; checkpoints: Checkpoints },
  ) {
    this.validators = place.validators;
    this.genesis = place.genesis;
    this.keyring = parts.keyring;
    this.log = parts.log;
    this.checkpoints = parts.checkpoints;
    this.latest = new LatestMessages(
      place.validators.members, (message) => message.signed.body.view);
  }

  /** ⟨VIEW-CHANGE, v+1, n, C, P, i⟩ of this replica, as things stand. */
  create(view: number, executed: number): ViewChange {
    const { lastPrepared } = this.log;
    const prepared = [...this.log.prepared];
    const signed = this.keyring.sign<ViewChangeBody>(
      { kind: 'view-change', view, checkpoint: this.checkpoints.stable, prepared });
    return viewChange(signed, lastPrepared, executed);
  }

  isValid({ signed, payload }: ViewChange): boolean {
    const last = signed.body.prepared.at(-1)?.prePrepare.body;
    if ((payload?.digest ?? null) !== (last?.digest ?? null)) return false;
    return isValidViewChange(this.validators, signed, this.place);
  }

  add(author: number, message: ViewChange): boolean {
    return this.latest.add(author, message);
  }

  /**
   * 2f + 1 have left the views below; who has gone further counts too, since his earlier message
   * is as good as heard.
   */
  hasQuorum(view: number): boolean {
    return this.latest.countAbove(view - 1) >= this.validators.quorum;
  }

  /**
   * Section 4.5.2: f + 1 valid ones for views above ours prove that an honest replica has gone
   * ahead; then "the smallest view in the set", else null.
   */
  viewToJoin(view: number): number | null {
    return this.latest.countAbove(view) > this.validators.faults
      ? this.latest.lowestAbove(view) : null;
  }

  /** ⟨NEW-VIEW, v+1, V, O⟩ of the new primary; null where V does not determine O. */
  propose(
    view: number, payloadOf: (sequence: number, digest: string) => Payload | null,
  ): { message: NewView; order: NewViewOrder } | null {
    const messages = this.latest.at(view);
    // "2f valid view-change messages for view v + 1 from other replicas", and its own.
    if (messages.length < this.validators.quorum) return null;
    const viewChanges = messages.map(({ signed }) => signed);
    const order = orderOf(viewChanges);
    if (order === null) return null;
    const prePrepares = order.proofs.map(({ prePrepare: { body: { sequence, digest } } }) =>
      this.keyring.sign<PrePrepareBody>({ kind: 'pre-prepare', view, sequence, digest }));
    const last = prePrepares.at(-1)?.body;
    const payload = last === undefined ? null : payloadOf(last.sequence, last.digest)
      ?? messages.find((each) => each.payload?.digest === last.digest)?.payload ?? null;
    const signed: Signed<NewViewBody> = this.keyring.sign<NewViewBody>(
      { kind: 'new-view', view, viewChanges, prePrepares });
    return { message: newView(signed, payload), order };
  }

  /** What a valid NEW-VIEW obliges to; null when it is not valid. */
  orderOf({ signed }: NewView): NewViewOrder | null {
    return isValidNewView(this.validators, signed.body, this.place);
  }

  private get place(): { genesis: number; span: number } {
    return { genesis: this.genesis, span: this.checkpoints.span };
  }
}
