import { describe, expect, it } from 'vitest';
import { Curtain } from './curtain.ts';

describe('a picture that has come', () => {
  it('is shown with the next tick while the clock plays, and otherwise at once', () => {
    let isPlaying = true;
    const curtain = new Curtain(() => isPlaying);
    const shown: string[] = [];
    curtain.show(() => shown.push('ours'));
    curtain.show(() => shown.push('theirs'));
    expect(shown).toEqual([]);
    curtain.raise();
    curtain.raise();
    expect(shown).toEqual(['ours', 'theirs']);
    isPlaying = false;
    curtain.show(() => shown.push('paused'));
    expect(shown).toEqual(['ours', 'theirs', 'paused']);
  });
});
