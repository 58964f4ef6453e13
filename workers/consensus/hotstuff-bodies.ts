import { inserted, without } from './list-copy.ts';
import type { Payload } from './protocol.ts';

/** Bodies of blocks that are not decided yet, one for each digest, in the order they came. */
export class Bodies {
  /** Never changed but replaced, so that the disk may keep it. A handful as a rule. */
  all: readonly Payload[] = [];

  get(digest: string): Payload | undefined {
    const place = this.placeOf(digest);
    return place < 0 ? undefined : this.all[place];
  }

  /** Or -1; along a branch the body of the block below came before, so that one looks there first. */
  placeOf(digest: string, before = this.all.length): number {
    const { all } = this;
    for (let place = Math.min(before, all.length) - 1; place >= 0; place -= 1) {
      if (all[place]!.digest === digest) return place;
    }
    for (let place = all.length - 1; place >= before; place -= 1) {
      if (all[place]!.digest === digest) return place;
    }
    return -1;
  }

  /** In the place of another that has its digest. */
  set(payload: Payload): void {
    const { all } = this;
    const place = this.placeOf(payload.digest);
    this.all = place < 0 ? inserted(all, all.length, payload) : all.with(place, payload);
  }

  delete(digest: string): void {
    const place = this.placeOf(digest);
    if (place >= 0) this.all = without(this.all, place);
  }
}
