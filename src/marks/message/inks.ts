/** What a canvas draws with, read from the page's own tokens (tokens.css) where the canvas stands. */
export interface Inks {
  readonly ink: string;
  readonly soft: string;
  readonly block: string;
  readonly page: string;
  /** How many times as thick a stroke is as usual, and as strong what is drawn faint. */
  readonly stroke: number;
}

export function inksOf(canvas: HTMLCanvasElement): Inks {
  const style = getComputedStyle(canvas);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ink: token('--ink'), soft: token('--soft'), block: token('--block'), page: token('--page'),
    stroke: Number(token('--stroke')) || 1,
  };
}

/** Opacity of what stands back, 0 to 1. */
export function faint(alpha: number, { stroke }: Inks): number {
  return Math.min(1, alpha * stroke);
}
