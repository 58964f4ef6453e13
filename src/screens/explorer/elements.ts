/**
 * A FHIR resource as lines for reading: the name of each element and what it says, in the order of the
 * resource. A coded value is said by its own words where it has any.
 */
export interface ElementLine {
  /** As FHIR writes paths: `reaction.0.manifestation`. */
  readonly path: string;
  /** For the eye: `reaction, manifestation`. */
  readonly name: string;
  readonly says: string;
}

/** What every resource has and no reader of a chart asks for. */
const BESIDE = new Set(['resourceType', 'id', 'meta', 'text', 'implicitRules']);

/** More than any page holds; the JSON below has the rest. */
export const LINES_MAX = 120;

/** Empty for what is no resource. */
export function elementsOf(json: string): ElementLine[] {
  const lines: ElementLine[] = [];
  const walk = (value: unknown, path: readonly string[]): void => {
    if (lines.length >= LINES_MAX) return;
    const said = sayingOf(value);
    if (said !== null) lines.push({ path: path.join('.'), name: nameOf(path), says: said });
    else if (Array.isArray(value)) {
      const isOne = value.length === 1;
      value.forEach((each, index) => { walk(each, isOne ? path : [...path, String(index)]); });
    } else if (isObject(value)) for (const [key, each] of Object.entries(value)) walk(each, [...path, key]);
  };
  const resource = parsed(json);
  if (!isObject(resource)) return [];
  for (const [key, value] of Object.entries(resource)) if (!BESIDE.has(key)) walk(value, [key]);
  return lines;
}

/** Of a text, a number, a code, an amount, a reference; null for what has elements to be said one by one. */
function sayingOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (!isObject(value)) return null;
  const { coding, text, code, display, system, reference, value: amount, unit } = value;
  if (Array.isArray(coding)) {
    const codes = coding.flatMap((each: unknown) => sayingOf(each) ?? []);
    return [...typeof text === 'string' && !codes.some((each) => each.startsWith(text)) ? [text] : [], ...codes].join('; ');
  }
  if (typeof code === 'string' && typeof system === 'string' && amount === undefined) {
    const where = `${code} in ${system}`;
    return typeof display === 'string' ? `${display} (${where})` : where;
  }
  if (typeof reference === 'string') return typeof display === 'string' ? `${display} (${reference})` : reference;
  if (typeof amount === 'string' && typeof unit === 'string') return `${amount} ${unit}`;
  return null;
}

/** `valueCodeableConcept` reads as `value codeable concept`; numbers of places count from one. */
function nameOf(path: readonly string[]): string {
  return path.map((step) => (/^\d+$/.test(step) ? String(Number(step) + 1)
    : step.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase())).join(', ');
}

/** Numbers as texts: 1.50 is no 1.5 in a record. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json.replace(/("(?:[^"\\]|\\.)*")|-?\d[\d.eE+-]*/g, (token, text?: string) => text ?? `"${token}"`));
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
