import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HUES, INKS, type Theme } from '../src/design/palette.ts';

const THEMES: Theme[] = ['light', 'dark'];

describe('tokens.css', () => {
  const css = readFileSync(new URL('../src/design/tokens.css', import.meta.url), 'utf8').toUpperCase();

  it.each(THEMES)('declares exactly the colours that were measured (%s)', (theme) => {
    for (const [name, value] of Object.entries({ ...HUES[theme], ...INKS[theme] })) {
      expect(css).toContain(`--${name}: ${value};`.toUpperCase());
    }
  });

  it('declares no colour that was not measured', () => {
    const measured = THEMES.flatMap((theme) => [
      ...Object.values(HUES[theme]), ...Object.values(INKS[theme]),
    ]).map((hex) => hex.toUpperCase());
    for (const hex of css.match(/#[0-9A-F]{3,8}\b/g) ?? []) expect(measured).toContain(hex);
  });
});
