import { grantSubmitted, leakHappened } from '../../access/entries.ts';
import type {
  ExplorerPage, PageAddress, PageKind, PageLink, SignatureFacts, SignedThing,
} from '../../contract.ts';
import { keyName } from '../../crypto/keys.ts';
import { materialise, verifySignature } from '../../crypto/materialise.ts';
import { utf8 } from '../../crypto/utf8.ts';
import { recordWritten } from '../../health/entries.ts';
import type { Micros } from '../../kernel/micros.ts';
import type { Row } from '../../kernel/trace.ts';
import { versionedName } from '../../ledger/contracts/record-index.ts';
import { certificatePreimage } from '../../ledger/proof.ts';
import { transactionBytes } from '../../ledger/transaction.ts';
import { grantsSigned } from '../../views/grant-life.ts';
import type { OpenRun } from '../open-run.ts';
import { blockPage } from './block-page.ts';
import { chartPage } from './chart-page.ts';
import { find } from './find.ts';
import { grantPage } from './grant-page.ts';
import { leakPage, readingsBy } from './leak-page.ts';
import { memberPage } from './member-page.ts';
import { proposalPage } from './proposal-page.ts';
import { recordPage } from './record-page.ts';
import { hashIn, Shelf } from './shelf.ts';
import { textOf, transactionPage } from './transaction-page.ts';

/** Of each kind as many as a list is looked through; the search finds the others. */
const LISTED_MAX = 60;

/** The pages of a finished run: one for each block, transaction, record, chart, grant, leak and member. */
export class Explorer {
  readonly #open: OpenRun;
  readonly #shelf: Shelf;

  constructor(open: OpenRun) {
    this.#open = open;
    this.#shelf = new Shelf(open);
  }

  /** As things stand at a moment; null where there is no such thing in this run. */
  page(address: PageAddress, at: Micros): ExplorerPage | null {
    const shelf = this.#shelf;
    const { kind, id } = address.kind === 'row' ? this.#ofRow(address.id) ?? { kind: 'member', id: '' } : address;
    switch (kind) {
      case 'block': {
        const kept = shelf.blockCalled(id);
        return kept === null ? proposalPage(shelf, id, at) : blockPage(shelf, kept, at);
      }
      case 'transaction': {
        const placed = shelf.transactionCalled(id);
        return placed === null ? null : transactionPage(shelf, placed, at);
      }
      case 'record': return recordPage(shelf, id, at);
      case 'chart': return chartPage(shelf, id, at);
      case 'grant': return grantPage(shelf, id, at);
      case 'leak': return /^\d{1,9}$/.test(id) ? leakPage(shelf, Number(id), at) : null;
      case 'proposal': return proposalPage(shelf, id, at);
      case 'member': return memberPage(shelf, id, at);
      case 'row': return null;
    }
  }

  find(text: string): PageLink[] {
    return find(this.#shelf, text);
  }

  /** What there is by a moment, kind by kind. */
  contents(at: Micros): PageLink[] {
    const { world, trace, chain } = this.#shelf;
    const blocks = chain.filter(({ block: { header } }) => header.timestampMicros <= at).slice(-LISTED_MAX);
    return [
      ...world.members.map(({ name }) => link('member', name, name)),
      ...world.cast.patients.map(({ name }) => link('chart', name, `${name}'s chart`)),
      ...grantsSigned(trace).filter(({ row }) => trace.at(row) <= at)
        .map(({ grant }) => link('grant', grant, grant)).slice(-LISTED_MAX),
      ...readingsBy(trace, at).slice(-LISTED_MAX),
      ...blocks.map((kept) => this.#shelf.blockLink(kept)),
    ];
  }

  /** The real signatures, made now: in the run itself they are ideal (ADR 0003). */
  sign(thing: SignedThing): SignatureFacts[] {
    if (thing.kind === 'transaction') {
      const placed = this.#shelf.transactionCalled(thing.id);
      if (placed === null) return [];
      const { signer, key, body } = placed.signed;
      return [this.#signature(keyName(signer, key), transactionBytes(body))];
    }
    const certificate = this.#shelf.blocks.get(thing.block)?.certificate ?? null;
    if (certificate === null) return [];
    const preimage = certificatePreimage(certificate.digest, certificate.signers);
    const { validators } = this.#shelf.world;
    return certificate.signers.map((signer) =>
      this.#signature(this.#shelf.world.memberName(validators[signer] ?? 0), preimage));
  }

  #signature(signer: string, preimage: Uint8Array): SignatureFacts {
    const { seed, publicKeys } = this.#open.input;
    return {
      signer, publicKey: publicKeys.get(signer) ?? '', preimage: textOf(preimage),
      signature: materialise(seed, signer, preimage),
    };
  }

  /** What a row of the trace is about. */
  #ofRow(id: string): { kind: PageKind; id: string } | null {
    const { trace } = this.#shelf;
    const row = /^\d{1,9}$/.test(id) ? Number(id) : -1;
    if (row < 0 || row >= trace.outcomeCount) return null;
    const values = this.#valuesAt(row);
    if (trace.is(row, leakHappened)) return { kind: 'leak', id };
    if (trace.is(row, grantSubmitted) || values.has('grant')) return { kind: 'grant', id: values.get('grant') ?? '' };
    if (trace.is(row, recordWritten)) {
      const written = trace.get(row, recordWritten);
      return { kind: 'record', id: `${written.patient}/${versionedName(written)}` };
    }
    // Of a block that became final nowhere the same address leads to what became of it.
    const hash = hashIn(trace, row);
    const block = hash === null ? undefined : this.#shelf.blocks.get(hash);
    if (block !== undefined) return { kind: 'block', id: this.#shelf.blockLink(block).id };
    if (hash !== null && this.#shelf.givenUp.has(hash)) return { kind: 'proposal', id: hash };
    const transaction = values.get('transaction') ?? '';
    if (this.#shelf.transactions.has(transaction)) return { kind: 'transaction', id: transaction };
    const patient = values.get('patient') ?? trace.entity(row);
    if (this.#shelf.hasPatient(patient)) return { kind: 'chart', id: patient };
    return this.#memberOf([trace.entity(row), ...values.values()]);
  }

  /** The first member that is named, or has the person or the workstation that is. */
  #memberOf(names: readonly string[]): { kind: PageKind; id: string } | null {
    const { world } = this.#shelf;
    const { workstations } = this.#open.input.scenario;
    for (const name of names) {
      const person = world.cast.people.find((each) => each.name === name);
      const at = workstations.find((desk) => desk.name === name)?.at
        ?? (person === undefined ? undefined : world.memberName(person.member))
        ?? world.members.find((member) => member.name === name)?.name;
      if (at !== undefined) return { kind: 'member', id: at };
    }
    return null;
  }

  /** The texts of an outcome by their fields' names. */
  #valuesAt(row: Row): Map<string, string> {
    const { trace } = this.#shelf;
    return new Map(trace.kind(row).fieldNames.map((field, place) => [field, String(trace.value(row, place))]));
  }
}

/** By the library, for browsers that have no Ed25519 of their own. */
export function checkSignature({ publicKey, signature, preimage }: SignatureFacts): boolean {
  return verifySignature(publicKey, utf8(preimage), signature);
}

function link(kind: PageKind, id: string, label: string): PageLink {
  return { kind, id, label };
}
