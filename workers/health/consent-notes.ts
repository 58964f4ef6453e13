import type { FileProblem } from './bundle.ts';
import { FILE_PROBLEMS_MAX } from './bundle.ts';
import type { Consent, ConsentReading } from './consent.ts';
import { property, writePath, type JsonNode, type JsonPath } from './json.ts';
import { positionAt } from './position.ts';

/** What is found while a Consent is read: what is wrong, how it was read, and what was not. */
export class ConsentNotes {
  readonly notes: string[] = [];
  readonly notModelled: { pointer: string; sentence: string }[] = [];
  private readonly problems: (FileProblem & { offset: number })[] = [];
  private readonly text: string;
  private readonly path: string;

  constructor(text: string, path: string) {
    this.text = text;
    this.path = path;
  }

  problem(node: JsonNode, pointer: string, sentence: string): void {
    this.problems.push({ offset: node.offset, path: this.path, pointer,
      ...positionAt(this.text, node.offset), sentence });
  }

  note(sentence: string): void {
    if (!this.notes.includes(sentence)) this.notes.push(sentence);
  }

  unmodelled(pointer: string, sentence: string): void {
    this.notModelled.push({ pointer, sentence });
  }

  /** The value of a property that R4 requires. */
  required(node: JsonNode, pointer: string, name: string): JsonNode | undefined {
    const found = property(node, name);
    if (found === undefined) this.problem(node, `${pointer}.${name}`, `R4 requires ${name} here.`);
    return found?.children?.[1];
  }

  /** Nothing that R4 does not have there is passed over. */
  knowsAll(node: JsonNode, pointer: string, known: readonly string[]): void {
    if (node.type !== 'object') {
      this.problem(node, pointer, 'An object should stand here.');
      return;
    }
    for (const { children } of node.children ?? []) {
      const [key] = children ?? [];
      const name = String(key?.value);
      // `_status` holds the extensions of the primitive `status`.
      if (key === undefined || known.includes(name.replace(/^_/, ''))) continue;
      this.problem(key, `${pointer}.${name}`, `R4 has no element ${name} here.`);
    }
  }

  failed(fault: { offset: number; path?: JsonPath; sentence: string }): ConsentReading {
    return { ok: false, problems: [{ path: this.path, pointer: writePath(fault.path ?? []),
      ...positionAt(this.text, fault.offset), sentence: fault.sentence }] };
  }

  result(consent: Consent): ConsentReading {
    if (this.problems.length === 0) return { ok: true, consent };
    return { ok: false, problems: [...this.problems]
      .sort((a, b) => a.offset - b.offset).slice(0, FILE_PROBLEMS_MAX)
      .map(({ path, pointer, line, column, sentence }) =>
        ({ path, pointer, line, column, sentence })) };
  }
}
