import type { Provision } from '../grants/provision.ts';
import { granteeWords, provisionWords } from '../grants/words.ts';
import { pow } from '../kernel/mathematics.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { formatMoment, MICROS_PER_SECOND } from '../kernel/micros.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Row } from '../kernel/trace.ts';
import {
  consentBrought, grantAsked, grantExtended, grantRevoking, grantSubmitted, grantWithdrawn,
} from '../access/entries.ts';
import type { Keyring } from '../crypto/keys.ts';
import { createTransaction } from '../ledger/transaction.ts';
import type { SignedTransaction } from '../ledger/transaction.ts';
import type { Denied, Granted, Reaction, Signed } from '../script/scenario.ts';
import type { Patient, Person } from './cast.ts';
import { storyReaction } from './entries.ts';
import { EVENT } from './event-kinds.ts';
import { denials, permission } from './granting.ts';
import type { Names } from './granting.ts';
import type { BroughtConsent } from './input.ts';
import { OccasionNames } from './occasion-names.ts';
import { envelopeBytes } from './parcel.ts';
import type { Parcel } from './parcel.ts';
import type { Extras } from './extras.ts';
import type { Forgery } from './phones.ts';
import type { Wishes } from './wishes.ts';

/** A consent request as it lies on a patient's phone. */
export interface ConsentRequest {
  readonly request: string;
  readonly person: Person;
  readonly patient: Patient;
  readonly sections: readonly string[];
  readonly purpose: string;
  /** On whose phone: hers, or her proxy's. */
  readonly asked: string;
}

export interface ConsentHost extends Names {
  readonly kernel: Kernel;
  readonly reactions: readonly Reaction[];
  readonly wishes: Wishes;
  readonly extras: Pick<Extras, 'phones'>;
  readonly medianMicros: Micros;
  readonly spreadFactor: number;
  memberName(index: number): string;
  /** The patient's own keys, on her phone. */
  keyringOf(patient: string): Keyring;
  send(from: number, to: number, kind: string, bytes: number, occasion: string, parcel: Parcel): void;
}

/** What a phone will answer once its owner has made up her mind. */
interface Answer {
  readonly request: ConsentRequest;
  readonly reaction: Reaction;
}

/** Whoever signs with a patient's key and is not she. */
export interface Forger {
  readonly keyring: Keyring;
  readonly signed: (forgery: Forgery) => void;
}

interface Given {
  readonly patient: Patient;
  readonly grant: string;
  readonly provision: Provision;
  isWithdrawn: boolean;
  /** Given anew with a later end. */
  isExtended: boolean;
}

/** Patients' phones: they are asked, take their time, and sign grants and revocations. */
export class Consent {
  private readonly names = new OccasionNames('grant');
  /** What each phone has signed: it needs nobody to remember its own grants. */
  private readonly given: Given[] = [];
  /** Patient and proxy: whom she lets decide, from the moment she says so. */
  private readonly proxies = new Set<string>();
  /** The outcome that submitted a transaction, by its id: what later outcomes name as cause. */
  readonly submissions = new Map<string, Row>();
  private readonly host: ConsentHost;

  constructor(host: ConsentHost) {
    this.host = host;
    host.kernel.on(EVENT.consentAnswer, (_target, _a, ref) => this.answer(ref as Answer));
  }

  /** The request reaches the phone. Without a standing instruction nobody ever answers. */
  receive(request: ConsentRequest): void {
    const { kernel, reactions } = this.host;
    const { patient, person } = request;
    const row = kernel.record(grantAsked, request.asked, {
      patient: patient.name, person: person.name, sections: request.sections.join(', '),
      request: request.request,
    });
    const isProxy = request.asked !== patient.name;
    if (!isProxy && this.isPhoneLost(patient, person)) return;
    const mine = reactions.filter((reaction) => reaction.patient === patient.name
      && (isProxy ? reaction.proxy === request.asked : reaction.proxy === null));
    // An instruction that names the person comes first, then one for her place, then for anyone.
    const names = [person.name, this.host.memberName(person.member), null];
    const reaction = names.map((name) => mine.find(({ grantee }) => grantee === name))
      .find((found) => found !== undefined);
    if (reaction === undefined) return;
    kernel.schedule(kernel.now + this.thinkingMicros(request), EVENT.consentAnswer,
      patient.wallet, 0, { request, reaction }, row);
  }

  /** A FHIR Consent that she signs as the story begins. */
  bring({ file, provision, notes, notModelled, unknown }: BroughtConsent, patient: Patient): void {
    const words = provision === null ? []
      : provisionWords(provision, patient.name, { moment: toTheSecond });
    const row = this.host.kernel.record(consentBrought, patient.name, {
      patient: patient.name, file, words: words.join(' '), notes: notes.join(' '), notModelled,
      unknown: unknown.join(', '),
    });
    if (provision !== null) this.host.kernel.within(row, () => this.give(patient, provision));
  }

  /** `proxy` signs in her stead; null: she herself. */
  grant(patient: Patient, grantee: string, granted: Granted & Signed, occasion?: string): void {
    this.give(patient, permission(this.host, patient, grantee, granted, this.host.kernel.now),
      null, granted.proxy, occasion);
  }

  /** A grant has its end: whoever gives longer signs it anew, and the old one runs out. */
  extend(patient: Patient, grantee: string, byMicros: Micros): void {
    const { kernel } = this.host;
    const standing = this.given.filter((given) => given.patient === patient && !given.isWithdrawn
      && !given.isExtended && given.provision.type === 'permit'
      && granteeWords(given.provision) === grantee
      && given.provision.endsAtMicros !== null && given.provision.endsAtMicros > kernel.now);
    const row = kernel.record(grantExtended, patient.name,
      { patient: patient.name, grantee, grants: standing.length, byMicros });
    for (const given of standing) {
      given.isExtended = true;
      const endsAtMicros = (given.provision.endsAtMicros ?? kernel.now) + byMicros;
      kernel.within(row, () => this.give(patient, { ...given.provision, endsAtMicros }));
    }
  }

  deny(patient: Patient, denied: Denied): void {
    for (const rule of denials(this.host, denied, this.host.kernel.now)) this.give(patient, rule);
  }

  /** Somebody else signs with her key. The ledger cannot tell; her wish it is not. */
  forge(patient: Patient, grantee: string, granted: Granted, by: Forger): void {
    this.give(patient, permission(this.host, patient, grantee, granted, this.host.kernel.now), by);
  }

  /** Signs a grant or a denial, and sends it; `occasion` is when it was said, or asked for. */
  private give(patient: Patient, provision: Provision, by: Forger | null = null,
    proxy: string | null = null, occasion = formatMoment(this.host.kernel.now)): void {
    const { kernel } = this.host;
    const signer = proxy ?? patient.name;
    const grant = this.names.next(proxy === null ? patient.name : `${patient.name}-by-${proxy}`,
      granteeWords(provision), occasion);
    const transaction = createTransaction(by?.keyring ?? this.host.keyringOf(signer), {
      contract: 'grant', action: 'give', nonce: 0,
      body: { grant, patient: patient.name, provision },
    });
    const row = kernel.record(grantSubmitted, signer, {
      grant, patient: patient.name, type: provision.type, grantee: granteeWords(provision),
      sections: provision.sections.join(', '),
      endsAt: provision.endsAtMicros ?? -1,
      words: provisionWords(provision, patient.name, { moment: toTheSecond }).join(' '),
      transaction: transaction.body.id,
    });
    if (by === null && this.speaksFor(patient, proxy)) {
      this.host.wishes.sayProvision(patient.name, provision, row);
    }
    this.given.push({ patient, grant, provision, isWithdrawn: false, isExtended: false });
    by?.signed({
      grant, grantee: granteeWords(provision), sections: provision.sections,
      endsAt: provision.endsAtMicros ?? Infinity, transaction: transaction.body.id,
    });
    this.dispatch(patient, transaction, row, grant, this.pathOf(patient, proxy));
  }

  /**
   * Withdraws every grant (or denial) of hers to this grantee that still runs, whichever of her
   * phones signed it; null: to anyone.
   */
  revoke(patient: Patient, grantee: string | null, type: Provision['type'],
    proxy: string | null = null): void {
    const { kernel } = this.host;
    const words = grantee ?? 'anyone';
    const standing = this.given.filter(({ patient: giver, provision, isWithdrawn }) =>
      giver === patient && provision.type === type && granteeWords(provision) === words
      && !isWithdrawn && (provision.endsAtMicros ?? Infinity) > kernel.now);
    const signer = proxy ?? patient.name;
    const wish = kernel.record(grantWithdrawn, signer, {
      patient: patient.name, type, grantee: words, grants: standing.length,
    });
    const isHers = this.speaksFor(patient, proxy);
    if (isHers) this.host.wishes.takeBack(patient.name, grantee, type, wish);
    for (const given of standing) {
      // The ledger refuses the others, and she can still take it back herself.
      given.isWithdrawn = isHers;
      const transaction = createTransaction(this.host.keyringOf(signer), {
        contract: 'grant', action: 'revoke', nonce: 0, body: { grant: given.grant },
      });
      const row = kernel.record(grantRevoking, signer, {
        grant: given.grant, patient: patient.name, grantee: words,
        transaction: transaction.body.id,
      }, wish);
      this.dispatch(patient, transaction, row, given.grant, this.pathOf(patient, proxy));
    }
  }

  /** A phone hands what it signs to its owner's place. */
  private pathOf(patient: Patient, proxy: string | null): { phone: number; via: number } {
    const person = proxy === null ? null : this.host.cast.person(proxy);
    return { phone: person?.phone ?? patient.wallet, via: person?.member ?? patient.treatedAt };
  }

  /** Signs who may decide in her stead, or may no longer. */
  setProxy(patient: Patient, proxy: string, action: 'appoint' | 'dismiss'): void {
    const { kernel } = this.host;
    if (action === 'appoint') this.proxies.add(`${patient.name}/${proxy}`);
    else this.proxies.delete(`${patient.name}/${proxy}`);
    const transaction = createTransaction(this.host.keyringOf(patient.name), {
      contract: 'proxy', action, nonce: kernel.now, body: { patient: patient.name, proxy },
    });
    this.dispatch(patient, transaction, kernel.cause, `${proxy}/${kernel.now}`);
  }

  /** What is signed is her wish: by herself, or by somebody she lets decide. */
  private speaksFor(patient: Patient, proxy: string | null): boolean {
    return proxy === null || this.proxies.has(`${patient.name}/${proxy}`);
  }

  /** Signs and sends the note that the patient is now treated elsewhere. */
  enrol(patient: Patient, organisation: string, via = patient.treatedAt): void {
    const { kernel } = this.host;
    const transaction = createTransaction(this.host.keyringOf(patient.name), {
      contract: 'identity', action: 'enrol', nonce: kernel.now,
      body: { patient: patient.name, organisation },
    });
    this.dispatch(patient, transaction, kernel.cause, `${organisation}/${kernel.now}`,
      { phone: patient.wallet, via });
  }

  /** `about` sets the transactions of one phone apart, by what they are about. */
  dispatch(patient: Patient, transaction: SignedTransaction, row: Row, about: string,
    { phone, via } = this.pathOf(patient, null)): void {
    this.submissions.set(transaction.body.id, row);
    this.host.kernel.within(row, () => this.host.send(phone, via,
      'transaction', transaction.body.bytes + envelopeBytes(),
      `transaction/${transaction.body.contract}/${transaction.body.action}/${about}`,
      { topic: 'transaction', transaction }));
  }

  private isPhoneLost(patient: Patient, person: Person): boolean {
    const { phones } = this.host.extras;
    if (phones === null || phones.isAtHand(patient)) return false;
    phones.miss(patient, patient.name, `answer ${person.name}`, 'the phone is lost');
    return true;
  }

  private answer({ request, reaction }: Answer): void {
    const { kernel } = this.host;
    // She made up her mind, and then the phone was gone.
    if (this.isPhoneLost(request.patient, request.person)) return;
    const row = kernel.record(storyReaction, request.patient.name, {
      reaction: this.host.reactions.indexOf(reaction) + 1, text: reaction.text,
    });
    const { patient, person, sections, purpose } = request;
    kernel.within(row, () => this.grant(patient, reaction.grantee ?? person.name, {
      ...reaction,
      sections: reaction.sections.length > 0 ? reaction.sections : sections,
      purposes: reaction.purposes.length > 0 ? reaction.purposes : [purpose],
    // A request is named by who asks about whom, and when: how long she takes is no part of it.
    }, request.request.slice(`${person.name} ${patient.name} `.length)));
  }

  /** Log-normal around the median; the draw is named by who asks whom, so it pairs across arms. */
  private thinkingMicros(request: ConsentRequest): Micros {
    const { kernel, medianMicros, spreadFactor } = this.host;
    const normal = kernel.draws.normal(request.patient.name, 'consent-answer',
      request.request);
    return Math.round(medianMicros * pow(spreadFactor, normal));
  }
}

/** Nobody says an appointment to the microsecond. */
function toTheSecond(moment: Micros): string {
  return formatMoment(moment - (moment % MICROS_PER_SECOND));
}
