import type { Attachment } from 'svelte/attachments';
import { redo, undo } from '../state/acting.ts';
import type { Visit } from '../state/visit.svelte.ts';
import { words } from '../words/en.ts';
import { actOnFocus } from './acting.ts';
import { commandFor, reachOf, type Command } from './keymap.ts';

/** The keys that every screen has; attached once, to the page. */
export function pageKeys(visit: Visit): (event: KeyboardEvent) => void {
  return (event) => {
    const command = commandFor(event, visit.preferences.kept.singleKeys);
    if (command === null || reachOf(command) !== 'everywhere' || event.defaultPrevented) return;
    const target = innermost(event);
    if (target === null || target.closest('dialog') !== null || isTakenBy(target, event.key)) return;
    event.preventDefault();
    obey(visit, command, document.querySelector<HTMLElement>('main') ?? document.body);
  };
}

/**
 * Keys of the Stage. Inside `[data-stage]`, with the focus on `main` itself, or on nothing at all,
 * as when a link was just opened, all of them work; elsewhere on its page only those whose reach is
 * the whole Stage (the sheet, the panels, closing).
 */
export function stageKeys(visit: Visit): Attachment<HTMLElement> {
  return (main) => {
    const pressed = (event: KeyboardEvent): void => {
      const command = commandFor(event, visit.preferences.kept.singleKeys);
      if (command === null || reachOf(command) === 'everywhere' || !(event.target instanceof Element)) return;
      // A dialog has Escape and everything else to itself; the sheet of keys closes with its own key.
      if (event.target.closest('dialog') !== null && command !== 'sheet') return;
      if (reachOf(command) === 'picture' && !isOnStage(event.target, main)) return;
      if (isTakenBy(event.target, event.key)) return;
      if (command === 'close' && visit.selection.chosen === null) return;
      event.preventDefault();
      obey(visit, command, main);
    };
    const page = main.ownerDocument;
    page.addEventListener('keydown', pressed);
    return () => { page.removeEventListener('keydown', pressed); };
  };
}

/** What the key was pressed in: the editor lives in a shadow root, which hides it from outside. */
function innermost(event: KeyboardEvent): Element | null {
  const [first] = event.composedPath();
  return first instanceof Element ? first : null;
}

function isOnStage(target: Element, main: HTMLElement): boolean {
  return target === main || target === main.ownerDocument.body
    || target.closest('[data-stage]') !== null;
}

/** Space and Enter belong to a button, and every key to a field in which one types or chooses. */
function isTakenBy(target: Element, key: string): boolean {
  if (target instanceof HTMLInputElement) return target.type !== 'range';
  if (target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLElement && target.isContentEditable) return true;
  return key === ' ' && target.closest('button, summary, a, [role="button"]') !== null;
}

function obey(visit: Visit, command: Command, main: HTMLElement): void {
  switch (command) {
    case 'playPause': visit.toggle(); break;
    case 'forward': visit.step(1); break;
    case 'back': visit.step(-1); break;
    case 'nextBlock': case 'nextBlockKey': visit.jump('block', 1); break;
    case 'previousBlock': case 'previousBlockKey': visit.jump('block', -1); break;
    case 'nextLeak': visit.jump('leak', 1); break;
    case 'previousLeak': visit.jump('leak', -1); break;
    case 'nextGrant': visit.jump('grant', 1); break;
    case 'previousGrant': visit.jump('grant', -1); break;
    case 'first': visit.clock.pause(); visit.seek(0); break;
    case 'last': visit.clock.pause(); visit.seek(visit.clock.endsAtMicros); break;
    case 'faster': visit.clock.faster(1); break;
    case 'slower': visit.clock.faster(-1); break;
    case 'nextVerdict': visit.jump('verdict', 1); break;
    case 'previousVerdict': visit.jump('verdict', -1); break;
    case 'bookmark': visit.bookmark(''); break;
    case 'viewMap': visit.show({ view: 'map' }); break;
    case 'viewLanes': visit.show({ view: 'lanes' }); break;
    case 'viewChain': visit.show({ view: 'chain' }); break;
    case 'viewTable': visit.show({ view: 'table' }); break;
    case 'projector':
      visit.preferences.toggleProjector();
      visit.say(words.page.coloursNow(words.page.themes[visit.preferences.kept.theme]));
      break;
    case 'act': actOnFocus(visit, main.ownerDocument.activeElement); break;
    case 'undo': undo(visit); break;
    case 'redo': redo(visit); break;
    case 'sheet': visit.sheet = !visit.sheet; break;
    case 'close': visit.choose(null); break;
    case 'nextPanel': focusPanel(main, 1); break;
    case 'previousPanel': focusPanel(main, -1); break;
  }
}

function focusPanel(main: HTMLElement, step: 1 | -1): void {
  const panels = [...main.querySelectorAll<HTMLElement>('section[aria-label]')];
  // A panel may stand in another, as the branches in the time: the inner one is where one is.
  const at = panels.findLastIndex((panel) => panel.contains(document.activeElement));
  const from = at < 0 && step < 0 ? 0 : at;
  const next = panels[(from + step + panels.length) % panels.length];
  if (next === undefined) return;
  next.tabIndex = -1;
  next.focus();
}
