/** What a browser and a system ask of an app that can be installed, read from the files themselves. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

interface Icon { readonly src: string; readonly sizes: string; readonly type: string; readonly purpose: string }

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'index.html'), 'utf8');
const manifest = JSON.parse(readFileSync(join(root, 'public/manifest.webmanifest'), 'utf8')) as {
  readonly name: string; readonly short_name: string; readonly display: string;
  readonly start_url: string; readonly scope: string; readonly icons: readonly Icon[];
};

describe('the manifest', () => {
  it('says what an installed app needs, and nothing of where the app lies', () => {
    expect(page).toContain('<link rel="manifest" href="./manifest.webmanifest" />');
    expect(manifest.name).not.toBe('');
    expect(manifest.short_name.length).toBeLessThanOrEqual(12);
    expect(manifest.display).toBe('standalone');
    // Beside any page the folder stays its own: relative, and neither above it nor of a host.
    for (const address of [manifest.start_url, manifest.scope, ...manifest.icons.map(({ src }) => src)]) {
      const there = new URL(address, 'https://host.example/any/sub/path/manifest.webmanifest');
      expect(there.href).toMatch(/^https:\/\/host\.example\/any\/sub\/path\//);
      expect(address).not.toMatch(/^\/|:/);
    }
  });

  it('has an icon of 192 and one of 512, whole and maskable', () => {
    expect(manifest.icons.map(({ sizes, purpose }) => `${purpose} ${sizes}`).sort()).toEqual([
      'any 192x192', 'any 512x512', 'maskable 192x192', 'maskable 512x512',
    ]);
  });

  it.each(manifest.icons)('$src is as large as it says', ({ src, sizes, type }) => {
    const { width, height } = pixels(src);
    expect(`${width}x${height}`).toBe(sizes);
    expect(type).toBe('image/png');
  });

  it.each(manifest.icons.filter(({ purpose }) => purpose === 'maskable'))(
    '$src draws nothing that a mask may cut away', ({ src }) => {
      const { width, height, at } = pixels(src);
      const ground = at(0, 0);
      expect(ground).toHaveLength(3);
      let [drawn, far] = [0, 0];
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          if (at(x, y).join() === ground.join()) continue;
          drawn += 1;
          far = Math.max(far, Math.hypot(x + 0.5 - width / 2, y + 0.5 - height / 2));
        }
      }
      // W3C, Web Application Manifest, "Icon masks and safe zone": a circle of 2/5 of the size.
      expect(far).toBeLessThanOrEqual(width * 0.4);
      expect(drawn).toBeGreaterThan(width * height * 0.05);
    });
});

interface Pixels { readonly width: number; readonly height: number; readonly at: (x: number, y: number) => number[] }

/** A PNG of 8 bits a channel, not interlaced, taken apart by the book (ISO/IEC 15948). */
function pixels(file: string): Pixels {
  const bytes = readFileSync(join(root, 'public', file));
  const data: Buffer[] = [];
  for (let place = 8; place < bytes.length; place += 12 + bytes.readUInt32BE(place)) {
    if (bytes.toString('latin1', place + 4, place + 8) !== 'IDAT') continue;
    data.push(bytes.subarray(place + 8, place + 8 + bytes.readUInt32BE(place)));
  }
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  expect([bytes[24], bytes[28]]).toEqual([8, 0]);
  const channels = bytes[25] === 2 ? 3 : 4;
  const row = width * channels;
  const raw = inflateSync(Buffer.concat(data));
  const out = Buffer.alloc(row * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (row + 1)] ?? 0;
    for (let x = 0; x < row; x++) {
      const left = x < channels ? 0 : out[y * row + x - channels] ?? 0;
      const above = y === 0 ? 0 : out[(y - 1) * row + x] ?? 0;
      const corner = x < channels || y === 0 ? 0 : out[(y - 1) * row + x - channels] ?? 0;
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter] ?? 0;
      out[y * row + x] = (raw[y * (row + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return {
    width, height,
    at: (x, y) => [...out.subarray((y * width + x) * channels, (y * width + x + 1) * channels)],
  };
}

function paeth(left: number, above: number, corner: number): number {
  const [a, b, c] = [left, above, corner].map((value) => Math.abs(left + above - corner - value)) as
    [number, number, number];
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}
