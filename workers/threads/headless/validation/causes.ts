/** Why a row does not come out, as far as we know. A cause explains a failure and excuses none. */
export const LIKELY_CAUSES: ReadonlyMap<string, string> = new Map<string, string>();
