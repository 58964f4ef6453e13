/** The fixed things of a run by their place in the lists that frames refer to. */
export interface StageCast {
  readonly members: readonly { readonly name: string; readonly region: string }[];
  readonly people: readonly string[];
  readonly patients: readonly { readonly name: string; readonly at: number }[];
  readonly workstations: readonly string[];
}

export class CastIndex {
  readonly cast: StageCast;
  private readonly members: ReadonlyMap<string, number>;
  private readonly people: ReadonlyMap<string, number>;
  private readonly patients: ReadonlyMap<string, number>;
  private readonly workstations: ReadonlyMap<string, number>;

  constructor(cast: StageCast) {
    this.cast = cast;
    this.members = byName(cast.members.map((member) => member.name));
    this.people = byName(cast.people);
    this.patients = byName(cast.patients.map((patient) => patient.name));
    this.workstations = byName(cast.workstations);
  }

  /** -1 where the name is none of them, here and below. */
  member(name: string): number {
    return this.members.get(name) ?? -1;
  }

  person(name: string): number {
    return this.people.get(name) ?? -1;
  }

  patient(name: string): number {
    return this.patients.get(name) ?? -1;
  }

  workstation(name: string): number {
    return this.workstations.get(name) ?? -1;
  }

  /** What a grant's `grantee` names, as in the frame: a person, a place, a role, anyone, several. */
  kindOf(grantee: string): 0 | 1 | 2 | 3 | 4 {
    if (grantee === 'anyone') return 3;
    if (grantee.includes(', ')) return 4;
    if (this.people.has(grantee)) return 0;
    return this.members.has(grantee) ? 1 : 2;
  }

  /** The members that a member's or a region's name stands for. */
  membersNamed(name: string): number[] {
    return this.cast.members.flatMap((member, index) =>
      (member.name === name || member.region === name ? [index] : []));
  }
}

function byName(names: readonly string[]): Map<string, number> {
  return new Map(names.map((name, index) => [name, index]));
}
