import { describe, expect, it } from 'vitest';
import { words } from '../words/en.ts';
import { capsOf, commandFor, KEYMAP, reachOf, type Pressed } from './keymap.ts';

const press = (key: string, more: Partial<Pressed> = {}): Pressed =>
  ({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...more });

describe('the keyboard map', () => {
  it.each(KEYMAP.map((entry) => [entry.cap, entry] as const))('answers to %s', (_, entry) => {
    const key = entry.shift === true && entry.single ? entry.key.toUpperCase() : entry.key;
    const found = commandFor(press(key, { shiftKey: entry.shift === true, ctrlKey: entry.ctrl === true }), true);
    expect(found).toBe(entry.command);
  });

  it('leaves every combination with Ctrl, Alt and ⌘ to the browser, but for undoing', () => {
    for (const modifier of ['ctrlKey', 'metaKey'] as const) {
      expect(commandFor(press('z', { [modifier]: true }), false)).toBe('undo');
      expect(commandFor(press('z', { [modifier]: true, altKey: true }), true)).toBeNull();
    }
    for (const entry of KEYMAP) {
      if (entry.ctrl === true) continue;
      for (const modifier of ['ctrlKey', 'altKey', 'metaKey'] as const) {
        expect(commandFor(press(entry.key, { [modifier]: true }), true)).toBeNull();
      }
    }
  });

  it('gives up its single keys when they are switched off, and only those', () => {
    for (const entry of KEYMAP) {
      const found = commandFor(
        press(entry.key, { shiftKey: entry.shift === true, ctrlKey: entry.ctrl === true }), false);
      expect(found === null).toBe(entry.single);
    }
  });

  it('takes + and ? with or without Shift, as keyboards differ', () => {
    for (const shiftKey of [true, false]) {
      expect(commandFor(press('+', { shiftKey }), true)).toBe('faster');
      expect(commandFor(press('?', { shiftKey }), true)).toBe('sheet');
    }
  });

  it('uses no key that needs AltGr or Shift on European keyboards', () => {
    for (const { key } of KEYMAP) expect(['/', '[', ']', '{', '}', '@', '\\']).not.toContain(key);
  });

  it('gives every screen the projector, the whole Stage what leads about, and the picture the rest', () => {
    expect(KEYMAP.filter(({ command }) => reachOf(command) === 'everywhere').map(({ cap }) => cap)).toEqual(['P']);
    expect(reachOf('nextPanel')).toBe('stage');
    expect(reachOf('playPause')).toBe('picture');
    // One command has one reach, whichever key gives it.
    for (const { command, reach } of KEYMAP) expect(reach ?? 'picture').toBe(reachOf(command));
  });

  it('has no two meanings for one press, and words for every command', () => {
    const presses = KEYMAP.map((entry) => `${entry.ctrl === true ? 'ctrl ' : ''}${entry.shift === true ? 'shift ' : ''}${entry.key}`);
    expect(new Set(presses).size).toBe(presses.length);
    for (const { command } of KEYMAP) expect(words.keys.names[command]).not.toBe('');
    expect(capsOf('playPause')).toBe('Space or .');
  });
});
