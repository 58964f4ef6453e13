import type { Attachment } from 'svelte/attachments';

const FORWARD = ['ArrowRight', 'ArrowDown'];
const BACK = ['ArrowLeft', 'ArrowUp'];

/**
 * One stop of the Tab key for a whole group of marks; the arrows move among them (WAI-ARIA
 * Authoring Practices, roving tabindex). The marks carry `data-mark` and start with tabindex −1.
 */
export function roving(): Attachment<Element> {
  return (group) => {
    // What is drawn first, and so lies below, need not be met first: `data-mark="last"`.
    const isLast = (mark: HTMLElement): number => (mark.dataset['mark'] === 'last' ? 1 : 0);
    const marks = (): HTMLElement[] => [...group.querySelectorAll<HTMLElement>('[data-mark]')]
      .sort((a, b) => isLast(a) - isLast(b));
    let current: Element | null = null;

    const settle = (): void => {
      const all = marks();
      if (current === null || !all.includes(current as HTMLElement)) current = all[0] ?? null;
      for (const mark of all) {
        const index = mark === current ? 0 : -1;
        if (mark.tabIndex !== index) mark.tabIndex = index;
      }
    };
    const focused = (event: Event): void => {
      const mark = event.target instanceof Element ? event.target.closest('[data-mark]') : null;
      if (mark === null || mark === current) return;
      current = mark;
      settle();
    };
    const pressed = (event: Event): void => {
      if (!(event instanceof KeyboardEvent)) return;
      if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
      const step = FORWARD.includes(event.key) ? 1 : BACK.includes(event.key) ? -1 : 0;
      const all = marks();
      const at = all.indexOf(event.target as HTMLElement);
      if (step === 0 || at < 0) return;
      event.preventDefault();
      event.stopPropagation();
      all[(at + step + all.length) % all.length]?.focus();
    };

    const observer = new MutationObserver(settle);
    observer.observe(group, { childList: true, subtree: true });
    group.addEventListener('focusin', focused);
    group.addEventListener('keydown', pressed);
    settle();
    return () => {
      observer.disconnect();
      group.removeEventListener('focusin', focused);
      group.removeEventListener('keydown', pressed);
    };
  };
}
