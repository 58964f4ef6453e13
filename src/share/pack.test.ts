import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPacked, pack, PACKED_LENGTH_MAX, TEXT_BYTES_MAX, unpack } from './pack.ts';

const byteText = fc.string({ unit: 'binary', maxLength: 400 })
  // A lone surrogate is no text: UTF-8 has no bytes for it.
  .filter((text) => !/\p{Surrogate}/u.test(text));

/** RFC 1951 at its dumbest: one final stored block of at most 65,535 bytes. */
function stored(bytes: readonly number[]): string {
  const length = [bytes.length & 0xff, bytes.length >> 8];
  return base64url([1, ...length, ...length.map((byte) => byte ^ 0xff), ...bytes]);
}

function base64url(bytes: readonly number[]): string {
  const binary = bytes.map((byte) => String.fromCharCode(byte)).join('');
  return `1.${btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')}`;
}

async function bombOf(length: number): Promise<string> {
  const stream = new Blob([new Uint8Array(length)]).stream()
    .pipeThrough(new CompressionStream('deflate-raw'));
  return base64url([...new Uint8Array(await new Response(stream).arrayBuffer())]);
}

const bytesOf = (text: string): number[] => [...new TextEncoder().encode(text)];

describe('a packed script', () => {
  it('comes back letter for letter', async () => {
    await fc.assert(fc.asyncProperty(byteText, async (text) => {
      const packed = await pack(text);
      expect(packed !== null && isPacked(packed)).toBe(true);
      expect(await unpack(packed ?? '')).toEqual({ ok: true, text });
    }), { numRuns: 200 });
  });

  it('is read from what another deflate wrote, and stays readable: version 1', async () => {
    expect(await unpack(stored(bytesOf('scenario "Ana"\n')))).toEqual({ ok: true, text: 'scenario "Ana"\n' });
    // Written on the day version 1 was; it is read for ever.
    expect(await unpack('1.K05OzUssysxXUHLMS1TiAgA'))
      .toEqual({ ok: true, text: 'scenario "Ana"\n' });
  });

  it('is shorter than the text, well below a link that is cut', async () => {
    const text = 'day 3 09:00   ana moves to tampa-general\n'.repeat(100);
    expect((await pack(text))?.length).toBeLessThan(200);
  });

  it('is refused where it unfolds to more than a script may be', async () => {
    const bomb = await bombOf(50 * TEXT_BYTES_MAX);
    expect(bomb.length).toBeLessThan(PACKED_LENGTH_MAX);
    expect(await unpack(bomb)).toMatchObject({ ok: false, sentence: expect.stringContaining('1,000,000') });
  });

  it('is not made of a script that is too long', async () => {
    expect(await pack('a'.repeat(TEXT_BYTES_MAX + 1))).toBeNull();
  });

  it.each([
    ['', 'not written as ours'], ['1.', 'not written as ours'], ['1.<script>', 'not written as ours'],
    ['2.abcd', 'version 2'], ['1.abcd', 'cut short'], ['1.a', 'cut short'],
    [stored(bytesOf('a long enough text to be cut')).slice(0, -6), 'cut short'],
    [stored([0xff, 0xfe, 0xfd]), 'not text'],
    [`1.${'a'.repeat(PACKED_LENGTH_MAX)}`, 'more than any link'],
  ])('%.30s says calmly what is wrong', async (packed, said) => {
    expect(await unpack(packed)).toMatchObject({ ok: false, sentence: expect.stringContaining(said) });
  });
});
