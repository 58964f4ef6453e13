/** Whether the page is as a media query says, followed as it changes. */
export class Media {
  matches = $state(false);

  constructor(query: string) {
    const asked = matchMedia(query);
    this.matches = asked.matches;
    asked.addEventListener('change', () => { this.matches = asked.matches; });
  }
}

/** A laptop's window: the picture needs the room of what stands above and below it. */
export const LOW = '(max-height: 860px)';
