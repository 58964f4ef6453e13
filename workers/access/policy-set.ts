import { assert } from '../kernel/assert.ts';
import type { CedarEngine, PolicyJson } from './engine.ts';
import { PLACEHOLDERS, unknownPlaceholder } from './explanation.ts';
import { problemAt, problemOfCedar, sortProblems, type PolicyProblem } from './problem.ts';

/** One policy of a file: what it says, and what is said when it decides. */
export interface Policy {
  readonly id: string;
  readonly text: string;
  readonly json: PolicyJson;
  /** From @sentence and @otherwise; null where the file gives none. */
  readonly sentence: string | null;
  readonly otherwise: string | null;
}

export type PolicySetReading =
  | {
      readonly ok: true;
      readonly policies: readonly Policy[];
      readonly warnings: readonly PolicyProblem[];
    }
  | { readonly ok: false; readonly problems: readonly PolicyProblem[] };

/** Beyond this nobody wrote it by hand; Cedar validates it in well under a second. */
export const POLICY_TEXT_MAX = 200_000;

/** A file of policies, checked against the schema. Policies come back sorted by id. */
export function readPolicySet(
  cedar: CedarEngine, policyText: string, schemaText: string,
): PolicySetReading {
  if (policyText.length > POLICY_TEXT_MAX) {
    return failure([problemAt('policy', policyText, 0, 0,
      `The file has ${policyText.length} characters; ${POLICY_TEXT_MAX} is the most.`)]);
  }
  const validation = cedar.validate(
    { schema: schemaText, policies: { staticPolicies: policyText } });
  if (validation.type === 'failure') {
    // Validating reads both texts; only a failure is worth reading one again, to see which it is.
    const schema = cedar.checkParseSchema(schemaText);
    if (schema.type === 'failure') {
      return failure(schema.errors.map((error) => problemOfCedar('schema', schemaText, error)));
    }
  }
  const parts = cedar.policySetTextToParts(policyText);
  if (parts.type === 'failure') {
    return failure(parts.errors.map((error) => problemOfCedar('policy', policyText, error)));
  }
  if (parts.policy_templates.length > 0) {
    return failure(templateProblems(policyText, parts.policy_templates));
  }
  if (validation.type === 'failure') {
    return failure(validation.errors.map((error) => problemOfCedar('policy', policyText, error)));
  }
  const problemOf = ({ error }: { error: Parameters<typeof problemOfCedar>[2] }): PolicyProblem =>
    problemOfCedar('policy', policyText, error);
  const problems = validation.validationErrors.map(problemOf);
  const policies = inTextOrder(parts.policies).map((text) => policyOf(cedar, text));
  problems.push(...ownProblems(policyText, policies));
  if (problems.length > 0) return failure(problems);
  return {
    ok: true,
    policies: policies.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)),
    warnings: sortProblems(validation.validationWarnings.map(problemOf)),
  };
}

function failure(problems: readonly PolicyProblem[]): PolicySetReading {
  assert(problems.length > 0, 'a policy set that fails says why');
  return { ok: false, problems: sortProblems(problems) };
}

/** Cedar names the policies of a text policy0, policy1, … and gives them sorted by these names. */
function inTextOrder(parts: readonly string[]): string[] {
  const names = parts.map((_, index) => `policy${index}`)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const ordered: string[] = [...parts];
  parts.forEach((part, rank) => {
    ordered[Number((names[rank] ?? '').slice('policy'.length))] = part;
  });
  return ordered;
}

function policyOf(cedar: CedarEngine, text: string): Policy {
  const answer = cedar.policyToJson(text);
  assert(answer.type === 'success', 'a policy that was read can be written as JSON');
  const { annotations } = answer.json;
  return {
    id: annotations?.['id'] ?? '', text, json: answer.json,
    sentence: annotations?.['sentence'] ?? null, otherwise: annotations?.['otherwise'] ?? null,
  };
}

function templateProblems(text: string, templates: readonly string[]): PolicyProblem[] {
  return templates.map((template) => {
    const from = Math.max(0, withoutComments(text).indexOf(withoutComments(template)));
    return problemAt('policy', text, from, from + 1,
      'This is a template (it has a ?slot); write the name of whom it is about instead.');
  });
}

/** What Cedar does not ask for: at least one policy, an @id each, ids and words that make sense. */
function ownProblems(text: string, policies: readonly Policy[]): PolicyProblem[] {
  if (policies.length === 0) {
    return [problemAt('policy', text, 0, 0,
      'The file holds no policy, so nothing is permitted.')];
  }
  const problems: PolicyProblem[] = [];
  const bare = withoutComments(text);
  const lineOfId = new Map<string, number>();
  let searchFrom = 0;
  for (const policy of policies) {
    const from = Math.max(searchFrom, bare.indexOf(withoutComments(policy.text), searchFrom));
    searchFrom = from + policy.text.length;
    const at = (to: number, sentence: string, start = from): PolicyProblem =>
      problemAt('policy', text, start, to, sentence);
    const firstLine = lineOfId.get(policy.id);
    if (policy.id === '') {
      problems.push(at(from + 1, 'This policy has no name: write @id("…") before it.'));
    } else if (firstLine !== undefined) {
      problems.push(at(from + 1,
        `Two policies are called "${policy.id}"; the other is on line ${firstLine}.`));
    } else {
      lineOfId.set(policy.id, at(from, '').line);
    }
    for (const template of [policy.sentence, policy.otherwise]) {
      const unknown = template === null ? null : unknownPlaceholder(template);
      if (unknown === null) continue;
      const start = Math.max(from, text.indexOf(unknown, from));
      problems.push(at(start + unknown.length,
        `${unknown} stands for nothing; the words in braces are ${PLACEHOLDERS.join(', ')}.`,
        start));
    }
  }
  return problems;
}

/** Comments blanked, lengths kept, so that a policy is not found in its commented-out copy. */
function withoutComments(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|\/\/[^\r\n]*/gs,
    (piece) => (piece.startsWith('//') ? ' '.repeat(piece.length) : piece));
}
