/** Why a row does not come out, as far as we know. A cause explains a failure and excuses none. */
export const LIKELY_CAUSES: ReadonlyMap<string, string> = new Map([
  ['raft-election-150-155',
    'The paper says of its delays only that a broadcast took about 15 ms. Played with 7.5 ms each way '
    + 'for every message, 5 ms of randomness are less than one delay, so all followers stand before '
    + 'they hear of one another, and votes split until the waits of ADR 0014 part them.'],
]);
