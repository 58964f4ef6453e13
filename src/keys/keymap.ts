/** The keyboard map as data: handler, tooltips, the sheet and the tests read this one table. */
export type Command =
  | 'playPause' | 'forward' | 'back' | 'nextBlock' | 'previousBlock' | 'first' | 'last'
  | 'faster' | 'slower' | 'nextLeak' | 'previousLeak' | 'nextGrant' | 'previousGrant'
  | 'nextVerdict' | 'previousVerdict' | 'bookmark' | 'nextBlockKey' | 'previousBlockKey' | 'viewMap' | 'viewLanes' | 'viewChain' | 'viewTable'
  | 'projector' | 'act' | 'undo' | 'redo' | 'sheet' | 'nextPanel' | 'previousPanel' | 'close';

/** Where a key works: in the Stage's picture; anywhere on the Stage's page; on every screen. */
export type Reach = 'picture' | 'stage' | 'everywhere';

export interface Key {
  readonly command: Command;
  /** As KeyboardEvent.key gives it; letters in lower case. */
  readonly key: string;
  readonly shift?: true;
  /** With Ctrl, or ⌘ where there is one. */
  readonly ctrl?: true;
  /** As printed on a key cap. */
  readonly cap: string;
  /** A single character: can be switched off (WCAG 2.1.4). */
  readonly single: boolean;
  /** Left out: in the picture. */
  readonly reach?: Reach;
}

export const KEYMAP: readonly Key[] = [
  { command: 'playPause', key: ' ', cap: 'Space', single: true },
  { command: 'playPause', key: '.', cap: '.', single: true },
  { command: 'forward', key: 'ArrowRight', cap: '→', single: false },
  { command: 'back', key: 'ArrowLeft', cap: '←', single: false },
  { command: 'nextBlock', key: 'ArrowRight', shift: true, cap: 'Shift →', single: false },
  { command: 'previousBlock', key: 'ArrowLeft', shift: true, cap: 'Shift ←', single: false },
  { command: 'first', key: 'Home', cap: 'Home', single: false },
  { command: 'last', key: 'End', cap: 'End', single: false },
  { command: 'faster', key: '+', cap: '+', single: true },
  { command: 'slower', key: '-', cap: '−', single: true },
  { command: 'nextLeak', key: 'l', cap: 'L', single: true },
  { command: 'previousLeak', key: 'l', shift: true, cap: 'Shift L', single: true },
  { command: 'nextGrant', key: 'g', cap: 'G', single: true },
  { command: 'previousGrant', key: 'g', shift: true, cap: 'Shift G', single: true },
  { command: 'nextBlockKey', key: 'b', cap: 'B', single: true },
  { command: 'previousBlockKey', key: 'b', shift: true, cap: 'Shift B', single: true },
  { command: 'nextVerdict', key: 'v', cap: 'V', single: true },
  { command: 'previousVerdict', key: 'v', shift: true, cap: 'Shift V', single: true },
  { command: 'bookmark', key: 'm', cap: 'M', single: true },
  { command: 'act', key: 'f', cap: 'F', single: true },
  { command: 'undo', key: 'z', ctrl: true, cap: 'Ctrl Z', single: false },
  { command: 'redo', key: 'z', ctrl: true, shift: true, cap: 'Ctrl Shift Z', single: false },
  { command: 'viewMap', key: '1', cap: '1', single: true },
  { command: 'viewLanes', key: '2', cap: '2', single: true },
  { command: 'viewChain', key: '3', cap: '3', single: true },
  { command: 'viewTable', key: '4', cap: '4', single: true },
  { command: 'projector', key: 'p', cap: 'P', single: true, reach: 'everywhere' },
  { command: 'sheet', key: '?', cap: '?', single: true, reach: 'stage' },
  { command: 'sheet', key: 'F1', cap: 'F1', single: false, reach: 'stage' },
  { command: 'nextPanel', key: 'F6', cap: 'F6', single: false, reach: 'stage' },
  { command: 'previousPanel', key: 'F6', shift: true, cap: 'Shift F6', single: false, reach: 'stage' },
  { command: 'close', key: 'Escape', cap: 'Esc', single: false, reach: 'stage' },
];

export interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** Alt belongs to the browser and the screen reader, and so do Ctrl and ⌘ but for undoing. */
export function commandFor(pressed: Pressed, singleKeys: boolean): Command | null {
  if (pressed.altKey) return null;
  const isCtrl = pressed.ctrlKey || pressed.metaKey;
  const letter = /^[a-z]$/i.test(pressed.key);
  const key = letter ? pressed.key.toLowerCase() : pressed.key;
  // `+` and `?` need Shift on some keyboards only: Shift counts where a key means two things.
  const counts = letter || key.length > 1;
  const found = KEYMAP.find((entry) => entry.key === key && (entry.ctrl === true) === isCtrl
    && (!counts || (entry.shift === true) === pressed.shiftKey));
  if (found === undefined || (found.single && !singleKeys)) return null;
  return found.command;
}

export function reachOf(command: Command): Reach {
  return KEYMAP.find((entry) => entry.command === command)?.reach ?? 'picture';
}

/** For `title`s: the caps that do this, e.g. `Space or .`. */
export function capsOf(command: Command): string {
  return KEYMAP.filter((entry) => entry.command === command).map((entry) => entry.cap).join(' or ');
}
