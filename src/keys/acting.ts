/** The ways to act on a mark: the other mouse button, a long press, a key. */
import type { Attachment } from 'svelte/attachments';
import type { Visit } from '../state/visit.svelte.ts';
import { words } from '../words/en.ts';

/** What is drawn of the run, and the lists beside it; tabs and links are marks of nothing. */
const MARKS = '[data-mark]:not([role="tab"], a), button.row, .heads button, .sentence button';
/** As long as systems have it. */
const LONG_PRESS_MILLISECONDS = 500;
/** A finger is never quite still. */
const STILL_PIXELS = 10;

/** The menu of acts for whatever is pressed so inside the Stage. */
export function actable(visit: Visit): Attachment<HTMLElement> {
  return (main) => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    let from = { x: 0, y: 0 };
    const forget = (): void => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    };
    const menu = (event: MouseEvent): void => {
      // A long press may have opened the menu already, and the system's own would cover it.
      if (visit.acting !== null || actOnPlace(visit, event.target, event)) event.preventDefault();
    };
    const down = (event: PointerEvent): void => {
      forget();
      if (event.pointerType !== 'touch') return;
      from = { x: event.clientX, y: event.clientY };
      const { target } = event;
      timer = setTimeout(() => { actOnPlace(visit, target, event); }, LONG_PRESS_MILLISECONDS);
    };
    const moved = (event: PointerEvent): void => {
      if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > STILL_PIXELS) forget();
    };
    main.addEventListener('contextmenu', menu);
    main.addEventListener('pointerdown', down);
    main.addEventListener('pointermove', moved);
    for (const end of ['pointerup', 'pointercancel'] as const) main.addEventListener(end, forget);
    return () => {
      forget();
      main.removeEventListener('contextmenu', menu);
      main.removeEventListener('pointerdown', down);
      main.removeEventListener('pointermove', moved);
      for (const end of ['pointerup', 'pointercancel'] as const) main.removeEventListener(end, forget);
    };
  };
}

/** On the mark that has the focus, or else on what is chosen. */
export function actOnFocus(visit: Visit, focused: Element | null): void {
  if (actOnPlace(visit, focused, { clientX: 0, clientY: 0 })) return;
  const { chosen } = visit.selection;
  if (chosen === null) visit.say(words.keys.actOnWhat);
  else visit.acting = chosen;
}

/** A mark is pressed as a click would press it; what that chose is acted on. False: it is none. */
function actOnPlace(
  visit: Visit, target: EventTarget | null, { clientX, clientY }: { clientX: number; clientY: number },
): boolean {
  if (visit.branches === null || visit.acting !== null) return false;
  if (!(target instanceof Element) || target.closest('[data-stage]') === null) return false;
  // Messages are no elements: the picture itself knows which of them is there.
  const mark = target.closest(MARKS) ?? target.closest('svg[role="group"]');
  if (mark === null) return false;
  const before = visit.attended;
  mark.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, clientX, clientY }));
  if (visit.attended !== before) visit.acting = visit.selection.chosen;
  return visit.acting !== null;
}
