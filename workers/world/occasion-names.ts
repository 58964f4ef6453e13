import { NameHash } from '../kernel/name-hash.ts';

/** Of a FHIR id, which a grant's name becomes when it is exported. */
const ID_LENGTH_MAX = 64;
/** What is kept of a longer one before its hash, and room for being said again. */
const KEPT_LENGTH = 48;

/**
 * Names by who, whom and when: the same grant, need or erasure has the same name, and luck, in every
 * arm (ADR 0077). Letters, digits, points and hyphens, as the id of a FHIR resource.
 */
export class OccasionNames {
  /** What is named, such as `grant`. */
  private readonly what: string;

  private readonly taken = new Set<string>();

  constructor(what: string) {
    this.what = what;
  }

  /** `occasion` is a moment as the script writes it, `day 3 11:00 (2)` where it is its second time. */
  next(who: string, whom: string, occasion: string): string {
    const whole = `${who}-${this.what}-${whom}-${occasion}`
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
