import { THEMES, type Theme } from '../design/palette.ts';
import { Media } from './media.svelte.ts';

export type ThemeChoice = 'system' | Theme;
export type MotionChoice = 'system' | 'full' | 'gentle';

export interface Kept {
  readonly theme: ThemeChoice;
  readonly motion: MotionChoice;
  readonly singleKeys: boolean;
  readonly quiet: boolean;
}

export const USUAL: Kept = { theme: 'system', motion: 'system', singleKeys: true, quiet: false };

const KEY = 'ledgerward.preferences';

/** What the user likes, kept in this browser where it may be; nothing depends on it being kept. */
export class Preferences {
  kept = $state.raw<Kept>(USUAL);
  readonly #reduced = new Media('(prefers-reduced-motion: reduce)');
  readonly #dark = new Media('(prefers-color-scheme: dark)');
  /** What the projector's colours were chosen over. */
  #before: ThemeChoice = USUAL.theme;

  constructor() {
    this.kept = read(load());
  }

  get theme(): Theme {
    if (this.kept.theme !== 'system') return this.kept.theme;
    return this.#dark.matches ? 'dark' : 'light';
  }

  /** To the projector's colours, and back to those from before. */
  toggleProjector(): void {
    const { theme } = this.kept;
    this.set({ theme: theme === 'projector' ? this.#before : 'projector' });
    if (theme !== 'projector') this.#before = theme;
  }

  /** Whether things may be seen to travel. */
  get travel(): boolean {
    return this.kept.motion === 'system' ? !this.#reduced.matches : this.kept.motion === 'full';
  }

  set(change: Partial<Record<keyof Kept, string | boolean>>): void {
    this.kept = read(JSON.stringify({ ...this.kept, ...change }));
    try {
      localStorage.setItem(KEY, JSON.stringify(this.kept));
    } catch {
      // A browser that keeps nothing works as well; the choice lasts as long as the page.
    }
  }
}

function load(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Whatever was stored by whomever: each part is used only if it is one of ours. */
export function read(text: string | null): Kept {
  let given: unknown;
  try {
    given = JSON.parse(text ?? '{}');
  } catch {
    return USUAL;
  }
  if (typeof given !== 'object' || given === null) return USUAL;
  const from = given as Record<string, unknown>;
  return {
    theme: oneOf(['system', ...THEMES], from['theme'], USUAL.theme),
    motion: oneOf(['system', 'full', 'gentle'], from['motion'], USUAL.motion),
    singleKeys: typeof from['singleKeys'] === 'boolean' ? from['singleKeys'] : USUAL.singleKeys,
    quiet: typeof from['quiet'] === 'boolean' ? from['quiet'] : USUAL.quiet,
  };
}

function oneOf<T extends string>(choices: readonly T[], value: unknown, otherwise: T): T {
  return choices.find((choice) => choice === value) ?? otherwise;
}
