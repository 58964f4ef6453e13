import { describe, expect, it } from 'vitest';
import { contrast, difference, washedOut, type ConeLack } from './colour.ts';
import { HUES, INKS, THEMES, type Hue } from './palette.ts';

const NAMES: Hue[] = ['block', 'grant', 'leak', 'emergency', 'legacy'];
const lacks: ConeLack[] = ['none', 'protan', 'deutan', 'tritan'];

describe('colour arithmetic agrees with published values', () => {
  it('gives the extremes and the well-known grey of WCAG', () => {
    expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#FFFFFF')).toBeCloseTo(4.48, 2);
  });

  it('gives the CIE76 distance from black to white as 100', () => {
    expect(difference('#000000', '#FFFFFF', 'none')).toBeCloseTo(100, 1);
  });

  it('lets red and green come close only for those who lack a cone', () => {
    const usual = difference('#A06000', '#608000', 'none');
    expect(difference('#A06000', '#608000', 'deutan')).toBeLessThan(usual / 2);
  });
});

describe('the palette can be told apart', () => {
  it.each(THEMES)('shows every mark at 3:1 or better on page and panel (%s)', (theme) => {
    for (const hue of NAMES) {
      for (const ground of [INKS[theme].page, INKS[theme].panel]) {
        expect(contrast(HUES[theme][hue], ground), `${theme} ${hue}`).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it.each(THEMES)('shows text at 4.5:1 or better, also on a lit line (%s)', (theme) => {
    const { page, panel, lit, ink, soft } = INKS[theme];
    for (const ground of [page, panel, lit]) {
      expect(contrast(ink, ground)).toBeGreaterThanOrEqual(7);
      expect(contrast(soft, ground)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(THEMES)('draws the border of whatever can be operated at 3:1 (%s)', (theme) => {
    const { page, panel, lit, edge } = INKS[theme];
    for (const ground of [page, panel, lit]) {
      expect(contrast(edge, ground)).toBeGreaterThanOrEqual(3);
    }
  });

  it('writes on filled grants and blocks at 4.5:1', () => {
    expect(contrast(INKS.light.ink, HUES.light.grant)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(INKS.dark.page, HUES.dark.grant)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(INKS.projector.page, HUES.projector.grant)).toBeGreaterThanOrEqual(4.5);
    for (const theme of THEMES) {
      expect(contrast(INKS[theme].page, HUES[theme].block)).toBeGreaterThanOrEqual(4.5);
    }
  });

  // The claims of screens.md C11, with its rounding: no two of the five closer than this.
  const closest = { light: 19.9, dark: 16.4, projector: 20.6 } as const;
  it.each(THEMES.flatMap((theme) => lacks.map((lack) => [theme, lack] as const)))(
    'keeps any two of the five hues apart (%s, %s)',
    (theme, lack) => {
      for (const [index, a] of NAMES.entries()) {
        for (const b of NAMES.slice(index + 1)) {
          const apart = difference(HUES[theme][a], HUES[theme][b], lack);
          expect(apart, `${a} and ${b}`).toBeGreaterThanOrEqual(closest[theme]);
        }
      }
    },
  );
});

describe('the projector', () => {
  const { page, lit, ink, soft, edge, line } = INKS.projector;

  it('shows every mark at 4.5:1, text at 7:1 and hairlines at 3:1', () => {
    for (const hue of NAMES) expect(contrast(HUES.projector[hue], page), hue).toBeGreaterThanOrEqual(4.5);
    for (const text of [ink, soft]) expect(contrast(text, lit)).toBeGreaterThanOrEqual(7);
    expect(contrast(line, page)).toBeGreaterThanOrEqual(3);
  });

  // An assumption: a hall with its lights on, where black is a seventh as bright as white.
  const STRAY = 1 / 6;

  it('still shows marks and borders at 3:1 and text at 4.5:1 in a hall that leaves 7:1', () => {
    expect(contrast('#000000', '#FFFFFF', STRAY)).toBeCloseTo(7, 5);
    for (const hue of NAMES) expect(contrast(HUES.projector[hue], page, STRAY), hue).toBeGreaterThanOrEqual(3);
    expect(contrast(edge, page, STRAY)).toBeGreaterThanOrEqual(3);
    expect(contrast(soft, page, STRAY)).toBeGreaterThanOrEqual(4.5);
    // What the usual light colours do not.
    expect(contrast(HUES.light.grant, INKS.light.page, STRAY)).toBeLessThan(3);
    expect(contrast(INKS.light.soft, INKS.light.page, STRAY)).toBeLessThan(4.5);
  });

  it.each(lacks)('keeps any two of the five hues apart there (%s)', (lack) => {
    for (const [index, a] of NAMES.entries()) {
      for (const b of NAMES.slice(index + 1)) {
        const apart = difference(
          washedOut(HUES.projector[a], STRAY), washedOut(HUES.projector[b], STRAY), lack,
        );
        expect(apart, `${a} and ${b}`).toBeGreaterThanOrEqual(11);
      }
    }
  });
});
