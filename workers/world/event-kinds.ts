/** The queue's event kinds; the network's own is its constant, the rest are the world's. */
export const EVENT = {
  timer: 1,
  act: 2,
  consentAnswer: 3,
  idleLock: 4,
  retry: 5,
  needEnd: 6,
  shiftChange: 7,
  grantExpiry: 8,
  heal: 9,
  start: 10,
  end: 11,
  accessNote: 40,
} as const;
