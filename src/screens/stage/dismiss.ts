/** What had the focus goes with a notice: it goes to the page, not to nothing. */
export function dismiss(what: () => void): void {
  what();
  document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
}
