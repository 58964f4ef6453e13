import { assert } from '../kernel/assert.ts';

/** A record as far as knowing it goes: its id, whose chart, which section. */
export interface KnownRecord {
  readonly record: string;
  readonly patient: string;
  readonly section: string;
}

/** Who needs to know which sections: a person, and the organisation she needs them for. */
export interface KnowledgeNeed {
  readonly need: string;
  readonly holders: readonly string[];
  readonly patient: string;
  readonly sections: readonly string[];
}

/**
 * Who holds which plaintext, and who needs to. Ground truth: policies, actors and detectors never
 * see it. It is driven in the order of events and needs no clock. A holder is a person who was
 * shown the record, or an organisation able to decrypt it without another party's act.
 */
export class Knowledge {
  private readonly holders = new Map<string, Holder>();
  private readonly needs = new Map<string, KnowledgeNeed>();
  /** Of every verbatim copy, the record that first said the same. */
  private readonly originals = new Map<string, string>();

  beginNeed(need: KnowledgeNeed): void {
    assert(!this.needs.has(need.need), 'a need begins once');
    assert(need.sections.length > 0, 'a need names at least one section');
    this.needs.set(need.need, need);
    this.count(need);
    for (const topic of this.topicsOf(need)) {
      // A need that begins while another covers the same continues it: no lack lies between.
      if (topic.needsOpen === 0) topic.lacksEnded += 1;
      topic.needsOpen += 1;
    }
  }

  endNeed(id: string): void {
    const need = this.needs.get(id);
    assert(need !== undefined, 'only an open need ends');
    this.needs.delete(id);
    this.count(need);
    for (const topic of this.topicsOf(need)) {
      assert(topic.needsOpen > 0, 'a need that ends was open');
      topic.needsOpen -= 1;
    }
  }

  needed(holder: string, patient: string, section: string): boolean {
    return this.topic(holder, patient, section).needsOpen > 0;
  }

  /** How many needs of the holder have begun or ended: equal counts mean equal needs. */
  needChanges(holder: string): number {
    return this.holder(holder).needChanges;
  }

  /**
   * The copy says, letter for letter, what the original says: whoever knows the one knows the other,
   * and has leaked or holds nothing new (DESIGN 4 counts plaintext, not files).
   */
  copied(copy: string, original: string): void {
    this.originals.set(copy, this.plaintextOf(original));
  }

  /** Plaintext reaches the holder. True the first time ever; nobody forgets. */
  acquire(holder: string, record: string): boolean {
    const { held } = this.holder(holder);
    const plaintext = this.plaintextOf(record);
    if (held.has(plaintext)) return false;
    held.add(plaintext);
    return true;
  }

  /**
   * Whether an acquisition now is a leak to be counted: true for the first of each (holder,
   * record, continuous lack of need). A need that comes and goes starts a new lack.
   */
  leakOnce(holder: string, known: KnownRecord): boolean {
    const topic = this.topic(holder, known.patient, known.section);
    if (topic.needsOpen > 0) return false;
    const plaintext = this.plaintextOf(known.record);
    if (topic.leakedIn.get(plaintext) === topic.lacksEnded) return false;
    topic.leakedIn.set(plaintext, topic.lacksEnded);
    return true;
  }

  holds(holder: string, record: string): boolean {
    return this.holders.get(holder)?.held.has(this.plaintextOf(record)) ?? false;
  }

  /** Everyone who has the plaintext, in code-unit order. */
  holdersOf(record: string): string[] {
    const names: string[] = [];
    const plaintext = this.plaintextOf(record);
    for (const [name, holder] of this.holders) if (holder.held.has(plaintext)) names.push(name);
    return names.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  }

  private count(need: KnowledgeNeed): void {
    for (const holder of new Set(need.holders)) this.holder(holder).needChanges += 1;
  }

  private plaintextOf(record: string): string {
    return this.originals.get(record) ?? record;
  }

  private topicsOf(need: KnowledgeNeed): Topic[] {
    const sections = [...new Set(need.sections)];
    return [...new Set(need.holders)].flatMap(
      (holder) => sections.map((section) => this.topic(holder, need.patient, section)));
  }

  private topic(holder: string, patient: string, section: string): Topic {
    const { topics } = this.holder(holder);
    let sections = topics.get(patient);
    if (sections === undefined) topics.set(patient, (sections = new Map<string, Topic>()));
    let topic = sections.get(section);
    if (topic === undefined) {
      topic = { needsOpen: 0, lacksEnded: 0, leakedIn: new Map() };
      sections.set(section, topic);
    }
    return topic;
  }

  private holder(name: string): Holder {
    let holder = this.holders.get(name);
    if (holder === undefined) {
      holder = { held: new Set(), topics: new Map(), needChanges: 0 };
      this.holders.set(name, holder);
    }
    return holder;
  }
}

interface Holder {
  readonly held: Set<string>;
  /** By patient, then by section. */
  readonly topics: Map<string, Map<string, Topic>>;
  needChanges: number;
}

/** What one holder has to do with one section of one chart. */
interface Topic {
  needsOpen: number;
  /** How many stretches without need are over: the name of the present one. */
  lacksEnded: number;
  /** By record: the stretch in which its last leak was counted. */
  readonly leakedIn: Map<string, number>;
}
