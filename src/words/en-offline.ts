/** The sentences about use without a connection, in English; loaded after the first picture. */
import { count } from './count.ts';

const megabytes = (bytes: number): string =>
  (bytes / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 });

export const offlineWords = {
  keeping: 'Being kept for use without a connection…',
  kept: (files: number, bytes: number) =>
    `Kept for use without a connection: ${count(files, 'file', 'files')}, ${megabytes(bytes)} MB.`,
  asking: 'Your browser is told to save data, so nothing is kept for use without a connection yet.',
  keep: 'Keep it',
  unable: 'Not kept for use without a connection: this browser or this address does not allow it, as in a private window or without https. All else works.',
  notKept: {
    changed: (path: string) =>
      `Not kept for use without a connection: ${path} came with other bytes than it was built with. It is tried again when the page is next opened.`,
    unreachable: (path: string) =>
      `Not kept for use without a connection: ${path} could not be fetched. It is tried again when the page is next opened.`,
    refused: (_path: string) =>
      'Not kept for use without a connection: the browser has no room for it, or is told to keep nothing. It is tried again when the page is next opened.',
  },
  newer: 'A newer version is ready',
  ready: 'This page goes on as it is until you reload. The address, drafts, bookmarks and branches stay.',
  replaced: 'Another tab has gone over to it. Reload this page to follow; the address, drafts, bookmarks and branches stay.',
  ownFiles: 'A chart of your own has to be dropped here again.',
  reload: 'Reload',
  later: 'Later',
} as const;
