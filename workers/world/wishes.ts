import { NONE } from '../kernel/trace.ts';
import type { Row } from '../kernel/trace.ts';

/**
 * What each patient wants, from the moment she says so: her wish counts when she signs it, while
 * the network may still act on what was final before (DESIGN 4).
 */
export class Wishes {
  private readonly withdrawn = new Map<string, Row>();
  private readonly given = new Set<string>();

  grant(patient: string, person: string): void {
    this.withdrawn.delete(`${patient}>${person}`);
    this.given.add(`${patient}>${person}`);
  }

  /** `row` is the outcome of her saying so. */
  revoke(patient: string, person: string, row: Row): void {
    this.withdrawn.set(`${patient}>${person}`, row);
    this.given.delete(`${patient}>${person}`);
  }

  /** She let the person see something and has not taken it back. */
  welcomes(patient: string, person: string): boolean {
    return this.given.has(`${patient}>${person}`);
  }

  /** The withdrawal that stands against the person; NONE where there is none. */
  withdrawal(patient: string, person: string): Row {
    return this.withdrawn.get(`${patient}>${person}`) ?? NONE;
  }
}
