import type { Snapshot, SnapshotMark } from '../health/snapshot.ts';
import type { TrailRow } from './trail.ts';

/** The kinds of things that have a page of their own. */
export const PAGE_KINDS = [
  'block', 'proposal', 'transaction', 'record', 'chart', 'grant', 'leak', 'member',
] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

/**
 * What a page is asked for by. `row` is a row of the trace, whose page is that of the thing it is
 * about. Ids: of a block its height or the first digits of its hash; of a proposal, which is a block
 * that became final nowhere, those of its hash; of a transaction those of its id; of a record
 * `ana/Type/id`, of a later version with FHIR's `/_history/2`; of a leak its row; of charts, grants
 * and members their names.
 */
export interface PageAddress {
  readonly kind: PageKind | 'row';
  readonly id: string;
}

export interface PageLink {
  readonly kind: PageKind;
  readonly id: string;
  readonly label: string;
}

export interface PageEvent {
  readonly row: number;
  readonly at: number;
  readonly sentence: string;
}

/** What every page has. */
export interface PageHead {
  /** The address that stays the same, whatever it was asked for by. */
  readonly id: string;
  readonly title: string;
  /** One sentence: what it is and how it stands at the moment. */
  readonly sentence: string;
  /** The first moment at which there is such a thing, µs. */
  readonly since: number;
  /** What the Stage shows for it; `row` is a row of the trace. */
  readonly mark: { readonly kind: 'member' | 'patient'; readonly name: string }
    | { readonly kind: 'block' | 'grant' | 'leak' | 'outcome'; readonly row: number } | null;
  readonly before: PageLink | null;
  readonly after: PageLink | null;
  /** What happened to it by the moment, oldest first. */
  readonly events: readonly PageEvent[];
}

export type ExplorerPage =
  | BlockPage | ProposalPage | TransactionPage | RecordPage | ChartPage | GrantPage | LeakPage | MemberPage;

export interface BlockPage extends PageHead {
  readonly kind: 'block';
  readonly height: number;
  readonly hash: string;
  readonly parent: string;
  readonly proposer: string;
  readonly timestampMicros: number;
  readonly transactionsRoot: string;
  readonly stateDigest: string;
  /** The canonical header: in UTF-8 the exact bytes whose SHA-256 the hash is. */
  readonly preimage: string;
  /** Hashes of the transactions as leaves of the Merkle tree (RFC 6962 §2.1), in order. */
  readonly leaves: readonly string[];
  readonly certificate: CertificateFacts | null;
  readonly transactions: readonly (PageLink & {
    readonly refused: string | null;
    /** The block that holds it when the run ends, where that is not this one; null: none does. */
    readonly now: PageLink | null;
  })[];
  /** Nobody keeps it when the run ends, so neither does anybody its certificate. */
  readonly isTakenBack: boolean;
  /** Who took it back by the moment, when, and which block stood there instead; null: none by then. */
  readonly takenBack: readonly {
    readonly member: string; readonly at: number; readonly row: number; readonly instead: PageLink | null;
  }[];
  /** Other blocks that were final somewhere at its height. */
  readonly besides: readonly PageLink[];
  /** Blocks that were put forward for it and became final nowhere. */
  readonly givenUp: readonly PageLink[];
  /** Each member, and since when it has the block as final; null: not by the moment. */
  readonly finals: readonly { readonly member: string; readonly at: number | null }[];
}

export interface CertificateFacts {
  readonly round: number;
  readonly signers: readonly string[];
  readonly validators: number;
  /** How many signers make it final under the run's protocol. */
  readonly signersMin: number;
  /** Who keeps the block with this certificate; others may have other signers. */
  readonly keeper: string;
  /**
   * What naming them means under the run's protocol: they voted for the block; they led, and said that
   * a majority has it; they made the block and those on it until it counted as confirmed.
   */
  readonly by: 'votes' | 'leader' | 'confirmations';
}

/** A block that was put forward and became final at no member. */
export interface ProposalPage extends PageHead {
  readonly kind: 'proposal';
  readonly height: number;
  readonly hash: string;
  readonly proposer: string;
  /** Of its transactions together. */
  readonly bytes: number;
  /** The blocks that were final somewhere at its height. */
  readonly instead: readonly PageLink[];
  /** Who took it as the head of the chain to build on, by the moment, and since when. */
  readonly builders: readonly { readonly member: string; readonly at: number }[];
}

export interface TransactionPage extends PageHead {
  readonly kind: 'transaction';
  readonly transaction: string;
  readonly contract: string;
  readonly action: string;
  readonly sender: string;
  /** The canonical content: in UTF-8 the preimage of the id and of the signature, and the leaf. */
  readonly preimage: string;
  readonly inclusion: Inclusion;
  /** Why the contract refused it; it stays in its block all the same. */
  readonly refused: string | null;
  /** What it is about. */
  readonly about: PageLink | null;
}

/** RFC 6962's proof that the transaction is in its block. */
export interface Inclusion {
  readonly block: PageLink;
  readonly hash: string;
  /** The canonical header of the block, whose hash that is. */
  readonly header: string;
  readonly root: string;
  readonly index: number;
  readonly size: number;
  readonly path: readonly string[];
}

export interface RecordPage extends PageHead {
  readonly kind: 'record';
  readonly patient: string;
  readonly record: string;
  readonly version: number;
  readonly section: string;
  readonly resourceType: string;
  readonly custodian: string;
  readonly display: string;
  readonly date: string | null;
  readonly recordedBy: string | null;
  /** The resource exactly as it is stored; null where its keys are destroyed by the moment. */
  readonly text: string | null;
  /** In hex, '' where commitments are not salted; null where it is destroyed by the run's end. */
  readonly salt: string | null;
  /** What the ledger's index says: SHA-256 of salt and text. Null where it is in no block. */
  readonly commitment: string | null;
  readonly onChain: 'plaintext' | 'ciphertext' | null;
  readonly block: PageLink | null;
  readonly transaction: PageLink | null;
  /** Every version, with the height that made it final. */
  readonly versions: readonly (PageLink & { readonly height: number })[];
  readonly trail: readonly TrailRow[];
}

export interface ChartPage extends PageHead {
  readonly kind: 'chart';
  readonly patient: string;
  readonly chartName: string;
  /** The readings of it that leaked by the moment. */
  readonly leaks: readonly PageLink[];
  readonly sections: readonly {
    readonly section: string;
    readonly records: readonly ChartRecord[];
  }[];
  /** The chart as people have been shown it. */
  readonly snapshots: readonly Snapshot[];
}

export interface ChartRecord extends PageLink {
  readonly custodian: string;
  readonly version: number;
  readonly height: number | null;
  readonly date: string | null;
  readonly recordedBy: string | null;
  readonly marks: readonly SnapshotMark[];
}

export interface GrantPage extends PageHead {
  readonly kind: 'grant';
  readonly patient: string;
  /** The rule first, then each exception. */
  readonly words: readonly string[];
  /** The FHIR R4 Consent, as JSON; null where no ledger has the grant by the run's end. */
  readonly consent: string | null;
  /** In which transactions it was given and taken back. */
  readonly transactions: readonly PageLink[];
  /** Where it came into force and ended, by node. */
  readonly nodes: readonly {
    readonly member: string; readonly inForceAt: number | null; readonly endedAt: number | null;
    readonly how: string;
  }[];
  /** Decisions that rest on it. */
  readonly uses: readonly PageEvent[];
}

export interface LeakPage extends PageHead {
  readonly kind: 'leak';
  readonly leakKind: string;
  /** One for each record that became known. */
  readonly leaks: number;
  readonly holder: string;
  /** Whom the session belonged to. */
  readonly owner: string;
  readonly patient: string;
  /** What became known, section by section, each record by what it says of itself. */
  readonly sections: readonly { readonly section: string; readonly records: readonly PageLink[] }[];
  /** What it came from, latest first. */
  readonly causes: readonly (PageEvent & { readonly line: number | null; readonly lineText: string | null })[];
  /** From when it could have been stopped, and by what that is known. */
  readonly stoppable: PageEvent | null;
}

export interface MemberPage extends PageHead {
  readonly kind: 'member';
  readonly memberKind: string;
  readonly place: string;
  readonly region: string;
  /** Its number among the validators; null where it does not validate. */
  readonly validator: number | null;
  readonly publicKey: string;
  readonly height: number;
  readonly people: readonly { readonly name: string; readonly role: string }[];
  readonly workstations: readonly string[];
  /** What it can decrypt by the moment: its own records and copies. */
  readonly holds: readonly {
    readonly patient: string; readonly section: string; readonly own: number; readonly copies: number;
  }[];
  /** Whose charts its people would be let into now, though nobody needs them to be. */
  readonly canSee: readonly { readonly person: string; readonly patient: string }[];
  /** What its people have been shown by the moment. */
  readonly seen: readonly {
    readonly person: string; readonly patient: string; readonly section: string;
    readonly records: number; readonly leaked: number;
  }[];
}

/** One real signature, made on demand, with all that a verifier needs; in lower-case hex. */
export interface SignatureFacts {
  /** A key's own name: its holder's, or `ana#2` for a later one. */
  readonly signer: string;
  readonly publicKey: string;
  readonly signature: string;
  readonly preimage: string;
}

export type SignedThing =
  | { readonly kind: 'transaction'; readonly id: string }
  | { readonly kind: 'certificate'; /** The whole hash. */ readonly block: string };
