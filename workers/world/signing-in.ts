import type { Kernel } from '../kernel/kernel.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Row } from '../kernel/trace.ts';
import { assert } from '../kernel/assert.ts';
import type { Person } from './cast.ts';
import type { Desk } from './desk.ts';

export type Means = 'password' | 'badge';

/** What is done at a desk once there is a session. */
export type AtDesk = (desk: Desk) => void;

/** Somebody on the way into a session, and what waits for it. */
export interface SigningIn {
  readonly person: Person;
  readonly owner: Person;
  readonly means: Means;
  readonly ticket: number;
  readonly waiting: { readonly cause: Row; readonly then: AtDesk }[];
}

export interface SignInTimes {
  /** Where the story does not say how; `before`: they had signed in before, and it takes no time. */
  readonly usual: Means | 'before';
  readonly passwordMicros: Micros;
  readonly badgeMicros: Micros;
}

/** The time it takes to sign in; what is asked meanwhile waits for it. */
export class SigningsIn {
  private readonly kernel: Kernel;
  private readonly times: SignInTimes;
  private readonly done: number;
  private readonly open: (desk: Desk, signing: SigningIn) => void;

  constructor(kernel: Kernel, times: SignInTimes,
    open: (desk: Desk, signing: SigningIn) => void) {
    this.kernel = kernel;
    this.times = times;
    this.open = open;
    this.done = kernel.register((_target, _a, ref) => this.finish(ref as Desk));
  }

  /** How a person signs in of whom a line says only that she works. Null: she is signed in. */
  get unsaid(): Means | null {
    return this.times.usual === 'before' ? null : this.times.usual;
  }

  /** How a person signs in of whom a line says that she does, and not how. */
  get usual(): Means {
    return this.unsaid ?? 'password';
  }

  begin(desk: Desk, person: Person, owner: Person, means: Means): SigningIn {
    assert(desk.session === null, 'a screen is signed in to when nobody is');
    assert(desk.signingIn === null, 'one person signs in at a time');
    const micros = means === 'badge' ? this.times.badgeMicros : this.times.passwordMicros;
    const ticket = this.kernel.schedule(this.kernel.now + micros, this.done, 0, 0, desk);
    const signing: SigningIn = { person, owner, means, ticket, waiting: [] };
    desk.signingIn = signing;
    desk.sitter = person;
    return signing;
  }

  /** She leaves before it is done. */
  giveUp(desk: Desk): SigningIn | null {
    const { signingIn } = desk;
    if (signingIn !== null) this.kernel.cancel(signingIn.ticket);
    desk.signingIn = null;
    return signingIn;
  }

  private finish(desk: Desk): void {
    const { signingIn } = desk;
    assert(signingIn !== null, 'a sign-in that was given up does not come to its end');
    desk.signingIn = null;
    this.open(desk, signingIn);
    for (const { cause, then } of signingIn.waiting) this.kernel.within(cause, () => then(desk));
  }
}
