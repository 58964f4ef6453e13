const STEP = '  ';

/**
 * JSON with a line for each element, every token as it was written: 1.50 stays 1.50, which no reader
 * that makes numbers of it would keep. What is no JSON comes back much as it was.
 */
export function indented(text: string): string {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gu) ?? [];
  let depth = 0;
  let out = '';
  tokens.forEach((token, at) => {
    const next = tokens[at + 1] ?? '';
    if (token === '{' || token === '[') {
      depth += 1;
      out += token + (next === '}' || next === ']' ? '' : newLine(depth));
    } else if (token === '}' || token === ']') {
      depth = Math.max(0, depth - 1);
      const before = tokens[at - 1] ?? '';
      out += (before === '{' || before === '[' ? '' : newLine(depth)) + token;
    } else if (token === ',') out += `,${newLine(depth)}`;
    else out += token === ':' ? ': ' : token;
  });
  return out;
}

function newLine(depth: number): string {
  return `\n${STEP.repeat(depth)}`;
}
