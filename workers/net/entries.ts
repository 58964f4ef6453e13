import { entryKind } from '../kernel/entry.ts';

/** `a` and `b` are the names the script uses: a region or a party each. */
export const netCut = entryKind('net.cut', { a: 'text', b: 'text' });
export const netHealed = entryKind('net.healed', { a: 'text', b: 'text' });

/** Nothing passes from `a` to `b`, and all does from `b` to `a`. */
export const netCutOneWay = entryKind('net.cutOneWay', { a: 'text', b: 'text' });
export const netHealedOneWay = entryKind('net.healedOneWay', { a: 'text', b: 'text' });

/** One of the lines that cut this link has ended; `isolated`: the side that another cuts from all. */
export const netStaysCut = entryKind('net.staysCut', { a: 'text', b: 'text', isolated: 'text' });

/**
 * `fault` is loss, duplication, reordering or delay; `share` is of a million messages, `byMicros`
 * how much later a delayed or, at most, a reordered one arrives; `oneWay` 1: from `a` to `b` alone.
 */
export const netImpaired = entryKind('net.impaired', {
  a: 'text', b: 'text', oneWay: 'integer', fault: 'text', share: 'integer', byMicros: 'integer',
});
/** What both sides together send each way is limited; `netRestored` ends it. */
export const netLimited = entryKind('net.limited', {
  a: 'text', b: 'text', oneWay: 'integer', bitsPerSecond: 'integer',
});

/** Messages of a kind that were under way from one party to another are lost; 0: there were none. */
export const netDropped = entryKind('net.dropped', {
  kind: 'text', from: 'text', to: 'text', messages: 'integer',
});

/** They are held for a while, and then leave again. */
export const netHeld = entryKind('net.held', {
  kind: 'text', from: 'text', to: 'text', messages: 'integer', forMicros: 'integer',
});
export const netReleased = entryKind('net.released', {
  kind: 'text', from: 'text', to: 'text', messages: 'integer',
});

export const netRestored = entryKind('net.restored', {
  a: 'text', b: 'text', oneWay: 'integer', fault: 'text',
});
