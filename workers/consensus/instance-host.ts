import type { QbftCertificate } from './decision.ts';
import type { Payload } from './protocol.ts';

/** What surrounds an instance: one height of a chain of them. */
export interface InstanceHost {
  /** 2:9 "set timer to stopped", 2:10 `Decide(λ, value, Qcommit)`. */
  decide(payload: Payload, certificate: QbftCertificate): void;
  /** The first round is over, so its beginning is no longer waited for. */
  leftFirstRound(): void;
  /** Called before anything is said that must not be contradicted after a crash. */
  persist(): void;
}
