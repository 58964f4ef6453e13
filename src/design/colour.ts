/**
 * Colour arithmetic for measuring the palette: WCAG 2.2 contrast, CIE 1976 difference, and how a
 * colour looks to somebody who lacks one kind of cone.
 */
export type Rgb = readonly [number, number, number];
export type ConeLack = 'none' | 'protan' | 'deutan' | 'tritan';

/**
 * Contrast ratio by WCAG 2.2, 1 to 21. `stray` is the room's light that the screen reflects, as a
 * share of its own white; WCAG takes 0.05.
 */
export function contrast(a: string, b: string, stray = 0.05): number {
  const [light, dark] = [luminance(linear(a)), luminance(linear(b))].sort((x, y) => y - x);
  return ((light ?? 0) + stray) / ((dark ?? 0) + stray);
}

/** CIE76 distance of two colours as seen with the given lack of cones; about 2.3 is just visible. */
export function difference(a: string, b: string, lack: ConeLack): number {
  const p = lab(seen(linear(a), lack));
  const q = lab(seen(linear(b), lack));
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

/** How a colour looks where the screen reflects so much of the room's light, as a share of white. */
export function washedOut(hex: string, stray: number): string {
  const parts = linear(hex).map((part) => {
    const value = (part + stray) / (1 + stray);
    const coded = value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
    return Math.round(coded * 255).toString(16).padStart(2, '0');
  });
  return `#${parts.join('')}`;
}

/** `#RRGGBB` to linear light, each channel 0 to 1 (IEC 61966-2-1). */
export function linear(hex: string): Rgb {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** Machado, Oliveira and Fernandes (2009), table 1 at severity 1.0, applied to linear light. */
const SEEN: Readonly<Record<ConeLack, readonly Rgb[]>> = {
  none: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protan: [
    [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039],
  ],
};

function seen(colour: Rgb, lack: ConeLack): Rgb {
  const row = (weights: Rgb | undefined): number =>
    weights === undefined ? 0 : clamp(dot(weights, colour));
  const [r, g, b] = SEEN[lack];
  return [row(r), row(g), row(b)];
}

function lab(colour: Rgb): Rgb {
  // D65 white; sRGB primaries (IEC 61966-2-1).
  const x = dot([0.4124564, 0.3575761, 0.1804375], colour) / 0.95047;
  const y = dot([0.2126729, 0.7151522, 0.072175], colour);
  const z = dot([0.0193339, 0.119192, 0.9503041], colour) / 1.08883;
  const f = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 * t + 16) / 116);
  return [116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))];
}

function luminance(colour: Rgb): number {
  return dot([0.2126, 0.7152, 0.0722], colour);
}

function dot(a: Rgb, b: Rgb): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
