import { NameHash } from '../kernel/name-hash.ts';

/** Of a FHIR id, which a grant's name becomes when it is exported. */
const ID_LENGTH_MAX = 64;
/** What is kept of a longer one before its hash, and room for being said again. */
const KEPT_LENGTH = 48;

/**
 * Grants are named by who gives, to whom and when: the same grant has the same name, and luck, in
 * every arm (ADR 0077). Letters, digits, points and hyphens, as the id of a FHIR resource.
 */
export class GrantNames {
  private readonly taken = new Set<string>();

  /** `giver` is the patient, and who signs for her; `occasion` is when it was said, or asked for. */
  next(giver: string, grantee: string, occasion: string): string {
    const whole = `${giver}-grant-${grantee}-${occasion}`
      .replace(/\)/g, '').replace(/ \(?/g, '-').replace(/[^A-Za-z0-9-]+/g, '.');
    const base = whole.length <= ID_LENGTH_MAX - 4 ? whole
      : `${whole.slice(0, KEPT_LENGTH)}-${hex(new NameHash().text(whole))}`;
    let name = base;
    for (let again = 2; this.taken.has(name); again += 1) name = `${base}-${again}`;
    this.taken.add(name);
    return name;
  }
}

function hex({ low }: NameHash): string {
  return low.toString(16).padStart(8, '0');
}
