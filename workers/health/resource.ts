import { otherVersion } from './fhir-version.ts';
import { requiredFaults } from './required.ts';
import { child, property, stringOf, type JsonNode, type JsonPath } from './json.ts';
import { meantType, OTHER_VERSION_TYPES, R4_RESOURCE_TYPES } from './resource-types.ts';

/** A resource of a Bundle that has all it needs to be a record. */
export interface Resource {
  /** Type/id. */
  readonly id: string;
  readonly type: string;
  readonly node: JsonNode;
  readonly path: JsonPath;
  readonly fullUrl: string | null;
}

interface Faults {
  push(fault: { offset: number; path: JsonPath; sentence: string }): unknown;
}

/** The resource of a Bundle's entry; null where something is wrong, which is then in `faults`. */
export function checkResource(
  entry: JsonNode, entryPath: JsonPath, faults: Faults,
): Resource | null {
  const path = [...entryPath, 'resource'];
  const refuse = (node: JsonNode, at: JsonPath, sentence: string): null => {
    faults.push({ offset: node.offset, path: at, sentence });
    return null;
  };
  const node = child(entry, 'resource');
  if (node === undefined) return refuse(entry, entryPath, 'This entry holds no resource.');
  if (node.type !== 'object') return refuse(node, path, 'A resource is a JSON object.');
  const typeNode = child(node, 'resourceType');
  const type = stringOf(typeNode);
  if (typeNode === undefined) return refuse(node, path, 'This resource has no resourceType.');
  if (type === null || !R4_RESOURCE_TYPES.has(type)) {
    return refuse(typeNode, [...path, 'resourceType'], unknownType(type));
  }
  const mark = otherVersion(node, type);
  if (mark !== null) return refuse(mark.node, [...path, ...mark.path], mark.sentence);
  const wanting = requiredFaults(node, type);
  for (const { node: at, element, sentence } of wanting) refuse(at, [...path, element], sentence);
  const id = idOf(node, entry);
  if (id === null) {
    const written = property(node, 'id');
    return written === undefined
      ? refuse(node, path, `This ${type} has no id, and its entry no urn:uuid to go by.`)
      : refuse(written, [...path, 'id'], 'An id is 1 to 64 letters, digits, hyphens and dots.');
  }
  if (wanting.length > 0) return null;
  return { id: `${type}/${id}`, type, node, path, fullUrl: stringOf(child(entry, 'fullUrl')) };
}

/**
 * Its id; or, where a transaction's entry has none yet, the uuid that its fullUrl gives it and by
 * which the Bundle's other entries refer to it (R4, Bundle.entry.fullUrl).
 */
function idOf(resource: JsonNode, entry: JsonNode): string | null {
  if (property(resource, 'id') !== undefined) {
    const id = stringOf(child(resource, 'id'));
    return id !== null && /^[A-Za-z0-9\-.]{1,64}$/.test(id) ? id : null;
  }
  const fullUrl = stringOf(child(entry, 'fullUrl')) ?? '';
  return /^urn:uuid:([0-9a-fA-F-]{36})$/.exec(fullUrl)?.[1] ?? null;
}

function unknownType(type: string | null): string {
  if (type === null) return 'A resourceType is the name of a FHIR resource, in quotes.';
  const version = OTHER_VERSION_TYPES.get(type);
  if (version !== undefined) return `${type} is a resource of FHIR ${version}; R4 has none of it.`;
  const meant = meantType(type);
  const question = meant === null ? '' : ` Is ${meant} meant?`;
  return `${type} is not a resource of FHIR R4.${question}`;
}
