import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HUES, INKS, THEMES } from '../src/design/palette.ts';

/** Which rule of tokens.css says a theme's colours. */
const RULES = { light: ':root {', dark: ":root[data-theme='dark'] {", projector: ":root[data-theme='projector'] {" };

describe('tokens.css', () => {
  const css = readFileSync(new URL('../src/design/tokens.css', import.meta.url), 'utf8');

  it.each(THEMES)('declares exactly the colours that were measured (%s)', (theme) => {
    const rule = css.slice(css.indexOf(RULES[theme])).split('}')[0] ?? '';
    expect(rule).toContain(RULES[theme]);
    for (const [name, value] of Object.entries({ ...HUES[theme], ...INKS[theme] })) {
      expect(rule.toUpperCase()).toContain(`--${name}: ${value};`.toUpperCase());
    }
  });

  it('declares no colour that was not measured', () => {
    const measured = THEMES.flatMap((theme) => [
      ...Object.values(HUES[theme]), ...Object.values(INKS[theme]),
    ]).map((hex) => hex.toUpperCase());
    for (const hex of css.toUpperCase().match(/#[0-9A-F]{3,8}\b/g) ?? []) expect(measured).toContain(hex);
  });

  it('gives dark colours before the script has run to whoever has a dark system, and to no theme that was said', () => {
    const dark = css.slice(css.indexOf('@media (prefers-color-scheme: dark)'));
    expect(dark).toMatch(/^[^{]*\{\s*:root:not\(\[data-theme\]\) \{/);
  });
});
