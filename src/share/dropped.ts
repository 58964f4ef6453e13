import type { Visit } from '../state/visit.svelte.ts';

/** A file that is dropped anywhere on the page is opened: left to itself the browser would leave the page for it. */
export function dropping(visit: Visit): {
  over: (event: DragEvent) => void; drop: (event: DragEvent) => void;
} {
  return {
    over: (event) => { if (isOurs(visit, event)) event.preventDefault(); },
    drop: (event) => {
      const file = event.dataTransfer?.files[0];
      if (!isOurs(visit, event) || file === undefined) return;
      event.preventDefault();
      void import('./open-file.ts').then(async ({ openFile }) => {
        const sentence = await openFile(visit, file);
        if (sentence !== null) visit.run.remark(sentence, 'file');
        // That a part of the page could not be fetched is said where it is asked for.
      }, () => undefined);
    },
  };
}

/** A panel, a field or the editor may have taken it; a guest in another page opens nothing. */
function isOurs(visit: Visit, event: DragEvent): boolean {
  const [target] = event.composedPath();
  return !event.defaultPrevented && !visit.route.embedded && event.dataTransfer?.types.includes('Files') === true
    && !(target instanceof HTMLInputElement && target.type === 'file');
}
