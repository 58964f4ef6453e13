import { assert } from '../kernel/assert.ts';
import { canonical } from '../crypto/canonical.ts';
import { sha256, type Digest } from '../crypto/hash.ts';
import type { CedarEngine } from './engine.ts';
import { fillIn } from './explanation.ts';
import type { Facts } from './facts.ts';
import { Memo } from './memo.ts';
import { mentionsOf } from './mentions.ts';
import type { AccessModel, Decision, DecisionWork } from './model.ts';
import { readPolicySet, type Policy } from './policy-set.ts';
import type { PolicyProblem } from './problem.ts';
import { FACT_NAMES, FACT_TYPES, principalOf, READ, resourceOf, type Party } from './request.ts';

export interface AccessModelSource {
  /** As the settings name it, e.g. patient-grant. */
  readonly name: string;
  /** The text of its .cedar file, and of schema.cedarschema. */
  readonly policyText: string;
  readonly schemaText: string;
  /** Cedar's functions, after initSync. */
  readonly cedar: CedarEngine;
}

export type AccessModelReading =
  | {
      readonly ok: true;
      readonly model: AccessModel;
      /** Not wrong, but surely not meant, such as a policy that can never apply. */
      readonly warnings: readonly PolicyProblem[];
    }
  | { readonly ok: false; readonly problems: readonly PolicyProblem[] };

/** An access model from its policy text; or, at this border, what is wrong with the text. */
export function createAccessModel(source: AccessModelSource): AccessModelReading {
  const { name, policyText, schemaText, cedar } = source;
  const reading = readPolicySet(cedar, policyText, schemaText);
  if (!reading.ok) return reading;
  const digest = sha256(canonical(['ledgerward policies', schemaText, policyText]));
  return {
    ok: true,
    model: new CedarModel(name, digest, reading.policies, cedar),
    warnings: reading.warnings,
  };
}

/** What the engine says, before it is put into words. */
interface Verdict {
  readonly permit: boolean;
  /** Sorted: Cedar's order differs between JavaScript engines. */
  readonly policies: readonly string[];
  /** Sorted ids of policies that failed while being evaluated; Cedar skips these. */
  readonly failed: readonly string[];
}

class CedarModel implements AccessModel {
  readonly name: string;
  readonly digest: Digest;
  private readonly memo: Memo<Verdict>;
  private readonly policies: ReadonlyMap<string, Policy>;

  constructor(name: string, digest: Digest, policies: readonly Policy[], cedar: CedarEngine) {
    this.name = name;
    this.digest = digest;
    this.policies = new Map(policies.map((policy) => [policy.id, policy]));
    preparse(cedar, digest, policies);
    const mentions = mentionsOf(policies.map((policy) => policy.json));
    this.memo = new Memo(mentions, (facts) => verdictOf(cedar, digest, facts));
  }

  get work(): DecisionWork {
    return this.memo.work;
  }

  decide(facts: Facts): Decision {
    const verdict = this.memo.of(facts);
    const explain = (): string => this.explain(verdict, facts);
    // Put into words only where someone reads it: most decisions only count who could read what.
    return {
      permit: verdict.permit,
      policies: verdict.policies,
      get explanation() { return explain(); },
    };
  }

  private explain(verdict: Verdict, facts: Facts): string {
    const templates = verdict.policies.length > 0
      ? verdict.policies.map((id) => this.policies.get(id)?.sentence ?? `Policy "${id}" decides.`)
      : [...this.policies.values()].flatMap((policy) => policy.otherwise ?? []);
    if (templates.length === 0) {
      templates.push('No policy permits {person} to read {section} of {patient} for {purpose}.');
    }
    const skipped = verdict.failed.map(
      (id) => `Policy "${id}" could not be evaluated and was left out.`);
    return [...new Set([...templates, ...skipped])]
      .map((template) => fillIn(template, facts)).join(' ');
  }
}

/** Cedar keeps parsed sets by name for the life of the module; the digest names the same bytes. */
function preparse(cedar: CedarEngine, digest: Digest, policies: readonly Policy[]): void {
  const staticPolicies = Object.fromEntries(policies.map((policy) => [policy.id, policy.text]));
  const answer = cedar.preparsePolicySet(digest, { staticPolicies });
  assert(answer.type === 'success', 'a policy set that was checked can be prepared');
}

/** One question to the engine with the smallest slice of entities: Cedar's cost is what it gets. */
export function verdictOf(cedar: CedarEngine, digest: Digest, facts: Facts): Verdict {
  const principal = principalOf(facts);
  const resource = resourceOf(facts);
  const answer = cedar.statefulIsAuthorized({
    principal: { ...principal.uid },
    action: { ...READ },
    resource: { ...resource.uid },
    context: contextOf(facts),
    preparsedPolicySetId: digest,
    entities: [entityOf(principal), entityOf(resource)],
  });
  assert(answer.type === 'success', 'a well-formed request is decided');
  const { decision, diagnostics } = answer.response;
  return Object.freeze({
    permit: decision === 'allow',
    policies: Object.freeze(sorted(diagnostics.reason)),
    failed: Object.freeze(sorted(diagnostics.errors.map((error) => error.policyId))),
  });
}

type Context = Parameters<CedarEngine['statefulIsAuthorized']>[0]['context'];

function contextOf(facts: Facts): Context {
  return Object.fromEntries(FACT_NAMES.map((name) => {
    const value = facts[name];
    return [name, typeof value === 'boolean'
      ? value : { __entity: { type: FACT_TYPES[name], id: value } }];
  }));
}

function entityOf(party: Party): {
  uid: { type: string; id: string }; attrs: Record<string, never>;
  parents: { type: string; id: string }[];
} {
  return {
    uid: { ...party.uid }, attrs: {}, parents: party.parents.map((parent) => ({ ...parent })),
  };
}

function sorted(ids: readonly string[]): string[] {
  return [...ids].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
