/**
 * The five hues and the inks that every mark and sentence is drawn in (reference/screens.md C11).
 * `tokens.css` holds the same values for the page; a test keeps the two equal and measures them.
 */
export type Hue = 'block' | 'grant' | 'leak' | 'emergency' | 'legacy';
/** `projector` is light, for the washed-out picture of a lecture hall (ADR 0091). */
export type Theme = 'light' | 'dark' | 'projector';
export const THEMES: readonly Theme[] = ['light', 'dark', 'projector'];

export const HUES: Readonly<Record<Theme, Readonly<Record<Hue, string>>>> = {
  light: {
    block: '#0B66B0', grant: '#009E73', leak: '#C84A00', emergency: '#4B2A6B', legacy: '#6B7280',
  },
  dark: {
    block: '#3F95DB', grant: '#2FBF8F', leak: '#FF8A4C', emergency: '#E5A5C8', legacy: '#7C8590',
  },
  projector: {
    block: '#0065EA', grant: '#038754', leak: '#B02B06', emergency: '#410B4D', legacy: '#60656B',
  },
};

export interface Inks {
  /** Page and raised panel. */
  readonly page: string;
  readonly panel: string;
  /** The current line, the hovered row. */
  readonly lit: string;
  readonly ink: string;
  /** Secondary text; still 4.5:1. */
  readonly soft: string;
  /** Borders of things that can be operated; 3:1. */
  readonly edge: string;
  /** Hairlines between panels; decorative. */
  readonly line: string;
}

export const INKS: Readonly<Record<Theme, Inks>> = {
  light: {
    page: '#FBFAF7', panel: '#FFFFFF', lit: '#EFEDE6', ink: '#1B1F24', soft: '#565D66',
    edge: '#7E848C', line: '#DDDAD2',
  },
  dark: {
    page: '#14171C', panel: '#1A1E24', lit: '#272D36', ink: '#E8EAED', soft: '#A9B1BB',
    edge: '#77818E', line: '#333A44',
  },
  projector: {
    page: '#FFFFFF', panel: '#FFFFFF', lit: '#D5DCE6', ink: '#000000', soft: '#2B3138',
    edge: '#4A5058', line: '#868C94',
  },
};
