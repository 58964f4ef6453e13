import { executeBreakGlass } from './break-glass.ts';
import type { MoreContracts } from './contract.ts';
import { executeDoNothing } from './do-nothing.ts';
import { executeErasure } from './erasure.ts';
import { executeProxy } from './proxy.ts';

/** Contracts that only some stories call. */
export const MORE_CONTRACTS: MoreContracts = {
  'break-glass': executeBreakGlass, 'do-nothing': executeDoNothing, erasure: executeErasure,
  proxy: executeProxy,
};
