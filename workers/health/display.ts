import { child, items, numberAsWritten, stringOf, type JsonNode } from './json.ts';

/** One line, so that a list of records stays a list. */
export const DISPLAY_LENGTH_MAX = 200;

/** The label of a record, from its own words; its type in plain words where it has none. */
export function displayOf(
  text: string, resource: JsonNode, resourceType: string,
  resolve: (reference: string) => JsonNode | undefined,
): string {
  const label = labelOf(text, resource, resourceType, resolve) ?? plainType(resourceType);
  const line = label.replace(/\s+/g, ' ').trim();
  return line.length <= DISPLAY_LENGTH_MAX ? line : `${line.slice(0, DISPLAY_LENGTH_MAX - 1)}…`;
}

/** When it happened or was written down, exactly as the record puts it; null where it does not. */
export function dateOf(resource: JsonNode): string | null {
  for (const path of DATES) {
    const date = stringOf(child(resource, ...path));
    if (date !== null) return date;
  }
  return null;
}

/** The official name, or the first: given names and family name, or the text. */
export function humanName(resource: JsonNode | undefined): string | null {
  const names = items(child(resource, 'name'));
  const name = names.find((one) => stringOf(child(one, 'use')) === 'official') ?? names[0];
  const given = items(child(name, 'given')).map(stringOf);
  const parts = [...given, stringOf(child(name, 'family'))].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(' ') : stringOf(child(name, 'text'));
}

const DATES: readonly (readonly string[])[] = [
  ['effectiveDateTime'], ['effectivePeriod', 'start'], ['onsetDateTime'], ['occurrenceDateTime'],
  ['performedDateTime'], ['performedPeriod', 'start'], ['authoredOn'], ['period', 'start'],
  ['billablePeriod', 'start'], ['recordedDate'], ['startDate'], ['date'], ['issued'], ['created'],
  ['started'], ['dateAsserted'],
];

function labelOf(
  text: string, resource: JsonNode, resourceType: string,
  resolve: (reference: string) => JsonNode | undefined,
): string | null {
  switch (resourceType) {
    case 'Patient':
    case 'RelatedPerson':
    case 'Person':
      return humanName(resource);
    case 'Observation':
      return observation(text, resource);
    case 'Claim':
    case 'ExplanationOfBenefit':
      return claim(text, resource, resourceType);
    default:
      return medication(resource, resolve) ?? firstConcept(resource) ?? firstText(resource);
  }
}

/** A concept's text, else the first display, else the first code. */
function concept(node: JsonNode | undefined): string | null {
  const whole = node?.type === 'array' ? node.children?.[0] : node;
  const codings = items(child(whole, 'coding'));
  const first = (name: string): string | null =>
    codings.map((coding) => stringOf(child(coding, name))).find((value) => value !== null) ?? null;
  return stringOf(child(whole, 'text')) ?? first('display') ?? stringOf(child(whole, 'display'))
    ?? first('code');
}

function firstConcept(resource: JsonNode): string | null {
  for (const name of ['code', 'vaccineCode', 'type', 'procedureCode', 'relationship', 'scope',
    'category', 'class', 'modality']) {
    const label = concept(child(resource, name));
    if (label !== null) return label;
  }
  return null;
}

function firstText(resource: JsonNode): string | null {
  return stringOf(child(resource, 'title')) ?? concept(child(resource, 'description'))
    ?? stringOf(child(resource, 'description')) ?? stringOf(child(resource, 'name'));
}

function medication(
  resource: JsonNode, resolve: (reference: string) => JsonNode | undefined,
): string | null {
  const named = concept(child(resource, 'medicationCodeableConcept'));
  if (named !== null) return named;
  const reference = child(resource, 'medicationReference');
  const target = stringOf(child(reference, 'reference'));
  const found = target === null ? undefined
    : target.startsWith('#') ? contained(resource, target.slice(1)) : resolve(target);
  return concept(child(found, 'code')) ?? stringOf(child(reference, 'display'));
}

function contained(resource: JsonNode, id: string): JsonNode | undefined {
  return items(child(resource, 'contained')).find((one) => stringOf(child(one, 'id')) === id);
}

function observation(text: string, resource: JsonNode): string | null {
  const name = concept(child(resource, 'code'));
  const value = measured(text, resource);
  const parts = items(child(resource, 'component')).map((component) =>
    [concept(child(component, 'code')), measured(text, component)].filter(Boolean).join(' '));
  const said = [value, ...parts].filter((part) => part !== null && part !== '').join(', ');
  return name === null ? null : said === '' ? name : `${name}: ${said}`;
}

/** The value with the digits and the unit that the record has: nothing is rounded or converted. */
function measured(text: string, node: JsonNode): string | null {
  const quantity = child(node, 'valueQuantity');
  const number = numberAsWritten(text, child(quantity, 'value'));
  if (number !== null) {
    const unit = stringOf(child(quantity, 'unit')) ?? stringOf(child(quantity, 'code'));
    const comparator = stringOf(child(quantity, 'comparator')) ?? '';
    return `${comparator}${number}${unit === null ? '' : ` ${unit}`}`;
  }
  return concept(child(node, 'valueCodeableConcept')) ?? stringOf(child(node, 'valueString'))
    ?? numberAsWritten(text, child(node, 'valueInteger')) ?? stringOf(child(node, 'valueDateTime'));
}

function claim(text: string, resource: JsonNode, resourceType: string): string {
  const total = child(resource, 'total');
  const amount = numberAsWritten(text, child(total, 'value'));
  const currency = stringOf(child(total, 'currency'));
  const service = concept(child(resource, 'item', 0, 'productOrService'));
  const type = plainType(resourceType);
  const name = service === null ? type : `${type}: ${service}`;
  return amount === null ? name : `${name}, ${amount}${currency === null ? '' : ` ${currency}`}`;
}

/** ExplanationOfBenefit → Explanation of benefit. */
function plainType(resourceType: string): string {
  const words = resourceType.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
    .replace(/(?<=\w)of(?= )/g, ' of');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
