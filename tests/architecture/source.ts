/**
 * Reads a source file into the facts that the rules judge. Everything comes from a syntax tree, so
 * that a comment or a string cannot fool a rule; only rules about text look at the text.
 */
import { parse, type AST } from 'svelte/compiler';
import ts from 'typescript';

export interface Import {
  readonly specifier: string;
  readonly line: number;
  readonly typeOnly: boolean;
}

/** A name used as a value (`Date`), a member of one (`Math.log`), or a form of syntax (`async`). */
export interface Use {
  readonly what: string;
  readonly line: number;
}

export interface Source {
  /** Relative to the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
  readonly uses: readonly Use[];
}

export function readSource(path: string, text: string): Source {
  if (!path.endsWith('.svelte')) return { path, text, ...readScript(path, text) };
  const tree = parse(text, { modern: true });
  const script = readScript(path, onlyScripts(text, tree));
  const markup = readMarkup(tree.fragment, text);
  return { path, text, imports: script.imports, uses: [...script.uses, ...markup] };
}

/** Everything but the scripts turned into blanks, so that lines keep their numbers. */
function onlyScripts(text: string, tree: AST.Root): string {
  const ranges = [tree.module, tree.instance].flatMap((script) => {
    if (!script) return [];
    const { start, end } = script.content as unknown as { start: number; end: number };
    return [{ start, end }];
  });
  return text.replace(/[^\n]/g, (character, at: number) =>
    ranges.some(({ start, end }) => at >= start && at < end) ? character : ' ');
}

function readScript(path: string, text: string): Pick<Source, 'imports' | 'uses'> {
  const name = path.replace(/\.svelte$/, '.ts');
  const tree = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  const declared = declaredNames(tree);
  const imports: Import[] = [];
  const uses: Use[] = [];
  const lineOf = (node: ts.Node): number => tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
  const visit = (node: ts.Node): void => {
    const found = importOf(node);
    if (found) imports.push({ ...found, line: lineOf(node) });
    for (const what of usesOf(node, declared)) uses.push({ what, line: lineOf(node) });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { imports, uses };
}

/** Static, dynamic, type and worker imports, and re-exports. */
function importOf(node: ts.Node): Omit<Import, 'line'> | null {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    return { specifier: node.moduleSpecifier.text, typeOnly: isTypeOnly(node.importClause) };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    const named = node.exportClause && ts.isNamedExports(node.exportClause) ? node.exportClause.elements : [];
    const typeOnly = node.isTypeOnly || (named.length > 0 && named.every((name) => name.isTypeOnly));
    return { specifier: node.moduleSpecifier.text, typeOnly };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
    && ts.isStringLiteral(node.argument.literal)) {
    return { specifier: node.argument.literal.text, typeOnly: true };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [specifier] = node.arguments;
    return specifier && ts.isStringLiteral(specifier) ? { specifier: specifier.text, typeOnly: false } : null;
  }
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'URL') {
    // new URL('…/x.worker.ts', import.meta.url): how Vite finds a worker.
    const [specifier] = node.arguments ?? [];
    return specifier && ts.isStringLiteral(specifier) && specifier.text.startsWith('.')
      ? { specifier: specifier.text, typeOnly: false } : null;
  }
  return null;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const names = clause.namedBindings;
  return !clause.name && !!names && ts.isNamedImports(names) && names.elements.length > 0
    && names.elements.every((name) => name.isTypeOnly);
}

/**
 * Names that the file itself declares anywhere. A file that has its own `self` is believed when it
 * says `self`: the compiler, which knows scopes and has no DOM in the core, catches the rest.
 */
function declaredNames(tree: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    const name = (node as { name?: ts.Node }).name;
    if (name && ts.isIdentifier(name) && (ts.isVariableDeclaration(node) || ts.isParameter(node)
      || ts.isBindingElement(node) || ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)
      || ts.isImportSpecifier(node))) names.add(name.text);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return names;
}

function usesOf(node: ts.Node, declared: ReadonlySet<string>): string[] {
  if (ts.isIdentifier(node)) {
    return isReference(node) && !declared.has(node.text) ? [node.text] : [];
  }
  if (ts.isPropertyAccessExpression(node)) {
    const owner = ts.isIdentifier(node.expression) ? [`${node.expression.text}.${node.name.text}`] : [];
    return [...owner, `.${node.name.text}`];
  }
  if (ts.isCallExpression(node)) return bareSort(node);
  return syntaxOf(node);
}

/** `.sort()` without a comparator orders numbers as text. */
function bareSort(node: ts.CallExpression): string[] {
  const callee = node.expression;
  return node.arguments.length === 0 && ts.isPropertyAccessExpression(callee)
    && /^(sort|toSorted)$/.test(callee.name.text) ? ['syntax:bare sort'] : [];
}

function syntaxOf(node: ts.Node): string[] {
  switch (node.kind) {
    case ts.SyntaxKind.AsyncKeyword: return ['syntax:async'];
    case ts.SyntaxKind.AwaitExpression: return ['syntax:await'];
    case ts.SyntaxKind.ForInStatement: return ['syntax:for in'];
    case ts.SyntaxKind.DebuggerStatement: return ['syntax:debugger'];
    case ts.SyntaxKind.AnyKeyword: return ['syntax:any'];
    case ts.SyntaxKind.AsteriskAsteriskToken:
    case ts.SyntaxKind.AsteriskAsteriskEqualsToken: return powerOf(node.parent);
    case ts.SyntaxKind.ExportAssignment:
    case ts.SyntaxKind.DefaultKeyword:
      return ts.isDefaultClause(node.parent) ? [] : ['syntax:default export'];
    case ts.SyntaxKind.VariableStatement: {
      const { flags } = (node as ts.VariableStatement).declarationList;
      return ts.isSourceFile(node.parent) && !(flags & ts.NodeFlags.Const) ? ['syntax:module let'] : [];
    }
    default: return [];
  }
}

/** A whole literal to a power (2 ** 53) is exact in every engine; anything else need not be. */
function powerOf(node: ts.Node): string[] {
  return ts.isBinaryExpression(node) && ts.isNumericLiteral(node.left)
    && Number.isInteger(Number(node.left.text)) ? [] : ['syntax:**'];
}

/** Whether an identifier stands for a value or a type, rather than naming a property or a label. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isQualifiedName(parent)) return parent.left === node;
  const named = parent as { name?: ts.Node; propertyName?: ts.Node };
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  return named.name !== node && named.propertyName !== node;
}

/** What a template uses: names and members in its expressions, and `{@html}`. */
function readMarkup(fragment: unknown, text: string): Use[] {
  const uses: Use[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      node.forEach(visit);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    const { type, start } = node as { type?: string; start?: number };
    if (typeof type === 'string' && typeof start === 'number') {
      const line = text.slice(0, start).split('\n').length;
      for (const what of markupUses(node as MarkupNode)) uses.push({ what, line });
    }
    Object.values(node).forEach(visit);
  };
  visit(fragment);
  return uses;
}

interface MarkupNode {
  readonly type: string;
  readonly name?: unknown;
  readonly object?: { readonly type: string; readonly name?: string };
  readonly property?: { readonly name?: string };
}

function markupUses({ type, name, object, property }: MarkupNode): string[] {
  if (type === 'HtmlTag') return ['syntax:{@html}'];
  if ((type === 'Attribute' || type === 'BindDirective') && typeof name === 'string') return [`.${name}`];
  if (type === 'Identifier' && typeof name === 'string') return [name];
  if (type === 'MemberExpression' && property?.name !== undefined) {
    const owner = object?.type === 'Identifier' ? [`${object.name ?? ''}.${property.name}`] : [];
    return [...owner, `.${property.name}`];
  }
  return [];
}
