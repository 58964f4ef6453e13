import { getLocation, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { ParseError } from 'jsonc-parser';
import { JSON_DEPTH_MAX } from './json.ts';
import type { JsonFault, JsonNode, JsonPath, JsonReading } from './json.ts';

/**
 * JSON exactly as RFC 8259 has it: no comments, no trailing commas, and, because two readers would
 * differ about them, no property twice in one object (§4). The first fault only: what follows a
 * broken place is guesswork.
 */
export function readJson(text: string): JsonReading {
  const unreadable = notText(text) ?? tooDeep(text);
  if (unreadable !== null) return { ok: false, fault: unreadable };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const first = errors[0];
  if (first !== undefined) return { ok: false, fault: syntaxFault(text, first) };
  if (root === undefined) return { ok: false, fault: at(0, 'The file holds no JSON value.') };
  const twice = repeatedProperty(root);
  if (twice !== null) return { ok: false, fault: twice };
  return { ok: true, root };
}

function at(offset: number, sentence: string, path: JsonPath = []): JsonFault {
  return { offset, path, sentence };
}

function notText(text: string): JsonFault | null {
  if (text.trim() === '') return at(0, 'The file is empty.');
  const binary = text.indexOf('\u0000');
  if (binary >= 0) return at(binary, 'This is a binary file, not JSON text.');
  const surrogate = text.search(/\p{Surrogate}/u);
  if (surrogate >= 0) return at(surrogate, 'Half a character stands here: the text is damaged.');
  if (/^\s*\{[^\n]*\}\s*\n\s*\{"/.test(text)) {
    return at(0, 'This is NDJSON, one resource a line; put the resources in one Bundle.');
  }
  if (/^[^{["\n]*[,;\t][^{\n]*\n/.test(text)) {
    return at(0, 'This looks like a table (CSV); a chart is a FHIR Bundle in JSON.');
  }
  if (/^\s*</.test(text)) return at(0, 'This is XML or HTML; a chart is read from JSON.');
  return null;
}

function tooDeep(text: string): JsonFault | null {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (inString) {
      if (unit === BACKSLASH) index += 1;
      else if (unit === QUOTE) inString = false;
    } else if (unit === QUOTE) {
      inString = true;
    } else if (unit === OPEN_BRACE || unit === OPEN_BRACKET) {
      depth += 1;
      if (depth > JSON_DEPTH_MAX) {
        return at(index, `This is nested more than ${JSON_DEPTH_MAX} deep; FHIR never is.`);
      }
    } else if (unit === CLOSE_BRACE || unit === CLOSE_BRACKET) {
      depth -= 1;
    }
  }
  return null;
}

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

function syntaxFault(text: string, error: ParseError): JsonFault {
  const end = text.trimEnd().length;
  if (error.offset >= end || (error.offset + error.length >= end && isHalfToken(text, error))) {
    return at(end, 'The file ends too early: it seems to be cut short.', pathAt(text, end));
  }
  return at(error.offset, syntaxSentence(text, error), pathAt(text, error.offset));
}

/** A last token that would be whole if only more of the file were there. */
function isHalfToken(text: string, { error, offset }: ParseError): boolean {
  const token = text.slice(offset).trimEnd();
  return ['UnexpectedEndOfString', 'UnexpectedEndOfNumber', 'InvalidEscapeCharacter',
    'InvalidUnicode'].includes(printParseErrorCode(error))
    || (offset > 0 && ['true', 'false', 'null', '-'].some((word) => word.startsWith(token)));
}

/** Without a last property whose name is not yet whole. */
function pathAt(text: string, offset: number): JsonPath {
  const { path, isAtPropertyKey } = getLocation(text, offset);
  return isAtPropertyKey ? path.slice(0, -1) : path;
}

function syntaxSentence(text: string, { error, offset, length }: ParseError): string {
  const found = text.slice(offset, offset + Math.min(length, 20));
  switch (printParseErrorCode(error)) {
    case 'InvalidCommentToken':
    case 'UnexpectedEndOfComment':
      return 'JSON has no comments.';
    case 'PropertyNameExpected':
    case 'ValueExpected':
      return /,\s*$/.test(text.slice(Math.max(0, offset - 200), offset))
        ? `A comma stands before ${found}, where nothing follows it.`
        : `A value or a name in quotes should stand here, not ${found}.`;
    case 'CommaExpected':
      return `A comma is missing before ${found}.`;
    case 'ColonExpected':
      return `A colon is missing before ${found}.`;
    case 'CloseBraceExpected':
      return `A closing } is missing before ${found}.`;
    case 'CloseBracketExpected':
      return `A closing ] is missing before ${found}.`;
    case 'EndOfFileExpected':
      return `The JSON value ends before ${found}; nothing may follow it.`;
    case 'UnexpectedEndOfString':
      return 'A text in quotes is not closed on its line.';
    case 'InvalidEscapeCharacter':
    case 'InvalidUnicode':
      return 'A \\ in a text is followed by what JSON does not know.';
    case 'InvalidCharacter':
      return 'A text holds a control character; JSON writes it with a \\.';
    case 'InvalidNumberFormat':
    case 'UnexpectedEndOfNumber':
      return `${found} is not a number as JSON writes it.`;
    default:
      return `${found} is not JSON.`;
  }
}

function repeatedProperty(root: JsonNode): JsonFault | null {
  const open: { node: JsonNode; path: JsonPath }[] = [{ node: root, path: [] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, path } = next;
    const names = new Set<string>();
    for (const [index, part] of (node.children ?? []).entries()) {
      const [key, value] = part.children ?? [];
      if (node.type === 'array') {
        open.push({ node: part, path: [...path, index] });
      } else if (key !== undefined) {
        const name = String(key.value);
        if (names.has(name)) {
          return at(part.offset, `"${name}" stands twice in one object.`, [...path, name]);
        }
        names.add(name);
        if (value?.children !== undefined) open.push({ node: value, path: [...path, name] });
      }
    }
  }
  return null;
}
