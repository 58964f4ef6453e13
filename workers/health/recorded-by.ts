import { humanName } from './display.ts';
import { child, items, stringOf, type JsonNode } from './json.ts';

/**
 * The elements in which FHIR R4 resources say who is behind them, the nearest to the writing first
 * (the W5 patterns author, actor and source, R4 §2.50); each may be a list, a Reference, or hold
 * one under the second name.
 */
const ELEMENTS: readonly (readonly [string, string | null])[] = [
  ['recorder', null], ['asserter', null], ['author', null], ['performer', null],
  ['performer', 'actor'], ['requester', null], ['informationSource', null], ['enterer', null],
  ['provider', null], ['participant', 'individual'], ['agent', 'who'], ['custodian', null],
];

/** "requester Nancy Nurse": the element and the name; null where the resource does not say. */
export function recordedBy(
  resource: JsonNode | undefined, resolve: (reference: string) => JsonNode | undefined,
): string | null {
  for (const [element, within] of ELEMENTS) {
    const value = child(resource, element);
    const first = value?.type === 'array' ? items(value)[0] : value;
    const reference = within === null ? first : child(first, within);
    const name = nameOf(reference, resolve);
    if (name !== null) return `${element} ${name}`;
  }
  return null;
}

/** Whether a Provenance is about the resource. */
export function isTarget(provenance: JsonNode, id: string, fullUrl: string | null): boolean {
  return items(child(provenance, 'target')).some((target) => {
    const reference = stringOf(child(target, 'reference'));
    return reference !== null && (reference === id || reference === fullUrl
      || reference.endsWith(`/${id}`));
  });
}

function nameOf(
  reference: JsonNode | undefined, resolve: (reference: string) => JsonNode | undefined,
): string | null {
  const display = stringOf(child(reference, 'display'));
  if (display !== null) return display;
  const target = stringOf(child(reference, 'reference'));
  if (target === null) return null;
  const found = resolve(target);
  return humanName(found) ?? stringOf(child(found, 'name'))
    ?? stringOf(child(found, 'practitioner', 'display')) ?? target;
}
