import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { settingsMarkdown } from '../workers/settings/markdown.ts';
import { register } from '../workers/settings/register.ts';

const PAGE = 'docs/SETTINGS.md';

it('docs/SETTINGS.md says what the register says (REWRITE=1 writes it anew)', () => {
  const page = settingsMarkdown(register);
  if (process.env['REWRITE'] === '1') writeFileSync(PAGE, page);
  expect(readFileSync(PAGE, 'utf8')).toBe(page);
});
