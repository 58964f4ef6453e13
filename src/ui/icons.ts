/** Line drawings on a 16 × 16 field; filled where the name says so. */
export const ICONS = {
  play: { path: 'M4 2.5v11l9-5.5z', filled: true },
  pause: { path: 'M4 2.5h3v11H4zM9 2.5h3v11H9z', filled: true },
  forward: { path: 'M3 3v10l7-5zM12 3v10', filled: false },
  back: { path: 'M13 3v10L6 8zM4 3v10', filled: false },
  close: { path: 'M4 4l8 8M12 4l-8 8', filled: false },
  luck: { path: 'M3 8a5 5 0 0 1 8.6-3.5L13 6M13 2.5V6H9.5M13 8a5 5 0 0 1-8.6 3.5L3 10M3 13.5V10h3.5', filled: false },
  branch: { path: 'M4 2v9a3 3 0 0 0 3 3h6M10.5 11.5 13 14l-2.5 2', filled: false },
  beside: { path: 'M2 3h5v10H2zM9 3h5v10H9z', filled: false },
  rename: { path: 'M2.5 13.5l.8-3L10.5 3l2.5 2.5-7.4 7.3zM9 4.5 11.5 7', filled: false },
  remove: { path: 'M3 4.5h10M6 4.5V2.5h4v2M4.5 4.5l.7 9h5.6l.7-9M6.7 7v4M9.3 7v4', filled: false },
  phone: { path: 'M5 1.5h6v13H5zM7.2 12.6h1.6', filled: false },
  clinic: { path: 'M6 2.5h4v3.5h3.5v4H10v3.5H6V10H2.5V6H6z', filled: false },
  hospital: { path: 'M4 2.5v11M12 2.5v11M4 8h8', filled: false },
  payer: { path: 'M2 4.5h12v7.5H2zM8 10.2a2 2 0 1 0 0-4 2 2 0 0 0 0 4', filled: false },
  lab: { path: 'M6.2 2v4.3L2.8 13h10.4L9.8 6.3V2M5 2h6M4.6 9.8h6.8', filled: false },
  pharmacy: { path: 'M3 7h10M4 7c0 4 1.5 5.5 4 5.5S12 11 12 7M5 14h6M8 12.5V14M9 7l3-4.5', filled: false },
  regulator: { path: 'M8 2v12M4.5 14h7M2.5 5h11M2.5 5L1 9h3zM13.5 5L12 9h3z', filled: false },
  validator: { path: 'M3 3h10v10H3z', filled: false },
} as const;

export type IconName = keyof typeof ICONS;

/** The sign of a kind of member; one that has none of its own is a plain validator. */
export function iconOfKind(kind: string): IconName {
  const name = kind as IconName;
  return name in ICONS ? name : 'validator';
}
