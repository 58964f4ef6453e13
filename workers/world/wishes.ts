/**
 * What each patient wants, from the moment she says so: her wish counts when she submits it,
 * while the network may still act on what was final before (DESIGN 4).
 */
export class Wishes {
  private readonly withdrawn = new Set<string>();

  grant(patient: string, person: string): void {
    this.withdrawn.delete(`${patient}>${person}`);
  }

  revoke(patient: string, person: string): void {
    this.withdrawn.add(`${patient}>${person}`);
  }

  forbids(patient: string, person: string): boolean {
    return this.withdrawn.has(`${patient}>${person}`);
  }
}
