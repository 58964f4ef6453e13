/** Messages are told apart by a few forms only; what each one is stands in its own words. */
export type Family = 'proposal' | 'vote' | 'transaction' | 'request' | 'record';

export const FAMILIES: readonly Family[] = ['request', 'record', 'transaction', 'proposal', 'vote'];

const FAMILY: readonly (readonly [RegExp, Family])[] = [
  // What a leader puts forward, and what is said about it, by the names of the protocols.
  [/^(pre-prepare|generic|append|new-block|compact-block|blocks|fetched)$/, 'proposal'],
  [/^(request-vote|append-reply|heartbeat|heartbeat-reply|new-view|view-change|checkpoint|decide|head|inv|version|get-blocks|fetch|change-request|change-reply)$/,
    'vote'],
  [/request|refus|consent/i, 'request'],
  [/propos|^block$/i, 'proposal'],
  [/prepare|commit|round|decided|catch-up|vote/i, 'vote'],
  [/transaction|gossip/i, 'transaction'],
  [/record|served|parcel|chart|sealed/i, 'record'],
];

/** Kinds are few, and each is asked about for every message of every picture. */
const KNOWN = new Map<string, Family>();

/** The form of a message's kind; whatever is neither of the chain nor a record is talk. */
export function familyOf(kind: string): Family {
  const known = KNOWN.get(kind);
  if (known !== undefined) return known;
  const family = FAMILY.find(([shape]) => shape.test(kind))?.[1] ?? 'request';
  KNOWN.set(kind, family);
  return family;
}
