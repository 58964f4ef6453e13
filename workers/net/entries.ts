import { entryKind } from '../kernel/entry.ts';

/** `a` and `b` are the names the script uses: a region or a party each. */
export const netCut = entryKind('net.cut', { a: 'text', b: 'text' });
export const netHealed = entryKind('net.healed', { a: 'text', b: 'text' });
