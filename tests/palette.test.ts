import { readFileSync, readdirSync } from 'node:fs';
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

describe('forced colours', () => {
  // There a browser paints the page's colour behind every word, so a word in that colour is gone.
  it('have a rule for whatever is filled with ink and says something in the colour of the page', () => {
    const src = new URL('../src/', import.meta.url);
    const filled = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(svelte|css)$/.test(file)).flatMap((file) => {
        const text = readFileSync(new URL(file, src), 'utf8');
        const forced = text.split('@media (forced-colors: active)').slice(1).join('\n');
        return [...text.matchAll(/([^{};\n]+)\{([^{}]*)\}/g)].filter(([, , rule = '']) =>
          rule.includes('background: var(--ink)') && rule.includes('color: var(--page)'))
          .map(([, selector = '']) => ({ file, selector: selector.trim(), forced }));
      });
    expect(filled.length).toBeGreaterThan(4);
    for (const { file, selector, forced } of filled) expect(forced, file).toContain(`${selector} { background: `);
  });
});
