import { assert } from '../kernel/assert.ts';
import type { PolicyJson } from './engine.ts';

/** What of a request can make a difference to a set of policies: all that a memo must remember. */
export interface Mentions {
  /** Names of facts that are read; null when the context is used whole, so that all count. */
  readonly facts: ReadonlySet<string> | null;
  /** Entities named by literal, as `Type::id`. An id not among them differs from all of them. */
  readonly literals: ReadonlySet<string>;
  /** A principal or resource is used otherwise than by comparing it with literals. */
  readonly wholeIds: boolean;
}

/** Walks the policies' syntax trees (Cedar's JSON policy format). When in doubt it mentions. */
export function mentionsOf(policies: readonly PolicyJson[]): Mentions {
  const found: Found = {
    facts: new Set(), contextWhole: false, literals: new Set(), wholeIds: false,
  };
  for (const policy of policies) {
    for (const scope of [policy.principal, policy.action, policy.resource]) {
      collectLiterals(scope, found);
    }
    for (const clause of policy.conditions) walk(clause.body, found);
  }
  return {
    facts: found.contextWhole ? null : found.facts,
    literals: found.literals,
    wholeIds: found.wholeIds,
  };
}

interface Found {
  readonly facts: Set<string>;
  contextWhole: boolean;
  readonly literals: Set<string>;
  wholeIds: boolean;
}

function walk(node: unknown, found: Found): void {
  if (typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    for (const child of node) walk(child, found);
    return;
  }
  for (const [operator, operand] of Object.entries(node)) step(operator, operand, found);
}

function step(operator: string, operand: unknown, found: Found): void {
  const parts: Readonly<Record<string, unknown>> = isRecord(operand) ? operand : {};
  if (operator === 'Var') {
    // Whatever the callers below did not recognise is taken to depend on the whole of it.
    if (operand === 'context') found.contextWhole = true;
    else if (operand !== 'action') found.wholeIds = true;
  } else if (operator === 'Value') {
    collectLiterals(operand, found);
  } else if ((operator === '.' || operator === 'has') && isVariable(parts['left'], 'context')) {
    found.facts.add(firstName(parts['attr']));
  } else if (operator === 'is' && isParty(parts['left'])) {
    // The types of principal and resource are the same in every request; only `in` depends.
    walk(parts['in'], found);
  } else if (COMPARISONS.has(operator) && isComparedWithLiterals(parts)) {
    collectLiterals(operand, found);
  } else {
    walk(operand, found);
  }
}

/** Comparisons of a principal or resource that depend on nothing but equality with the literals. */
const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', 'in', 'contains']);

function isComparedWithLiterals(parts: Readonly<Record<string, unknown>>): boolean {
  const { left, right } = parts;
  return (isParty(left) && isLiteral(right)) || (isLiteral(left) && isParty(right));
}

function isParty(node: unknown): boolean {
  return isVariable(node, 'principal') || isVariable(node, 'resource');
}

function isVariable(node: unknown, name: string): boolean {
  return isRecord(node) && node['Var'] === name;
}

function isLiteral(node: unknown): boolean {
  if (!isRecord(node)) return false;
  if ('Value' in node) return true;
  const set = node['Set'];
  return Array.isArray(set) && set.every(isLiteral);
}

function firstName(attribute: unknown): string {
  const name: unknown = Array.isArray(attribute) ? attribute[0] : attribute;
  assert(typeof name === 'string', 'an attribute has a name');
  return name;
}

/** Every {type, id} below a node. A record literal of that shape is taken for one: harmless. */
function collectLiterals(node: unknown, found: Found): void {
  if (Array.isArray(node)) {
    for (const child of node) collectLiterals(child, found);
  } else if (isRecord(node)) {
    const { type, id } = node;
    if (typeof type === 'string' && typeof id === 'string') found.literals.add(`${type}::${id}`);
    for (const child of Object.values(node)) collectLiterals(child, found);
  }
}

function isRecord(node: unknown): node is Readonly<Record<string, unknown>> {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}
