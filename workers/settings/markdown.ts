import type { Setting } from './setting.ts';

/** The register as the page docs/SETTINGS.md: every setting, in the order of the register. */
export function settingsMarkdown(register: readonly Setting[]): string {
  const rows = register.map((setting) => `| \`${setting.path}\` | ${setting.meaning} | ${valueOf(setting)} `
    + `| ${rangeOf(setting)} | ${sourceOf(setting)} | ${setting.goesWrong} |`);
  return `${HEAD}${rows.join('\n')}\n`;
}

const HEAD = `# Settings

Every setting, by the path that scripts (\`set PATH VALUE\`), the command line (\`--set PATH=VALUE\`) and links use. A test keeps this page equal to the register.

| path | meaning | default | values | source | what goes wrong |
|---|---|---|---|---|---|
`;

function valueOf({ default: value, unit }: Setting): string {
  return unit === '' ? String(value) : `${value} ${unit}`;
}

function rangeOf({ kind, choices, min, max }: Setting): string {
  if (kind === 'choice') return (choices ?? []).join(', ');
  return kind === 'boolean' ? 'true, false' : `${min ?? ''} to ${max ?? ''}`;
}

function sourceOf({ source, year, certainty }: Setting): string {
  const dated = year === undefined ? source : `${source} (${year})`;
  return source === certainty ? certainty : `${dated}; ${certainty}`;
}
