/** What the signs of the pictures mean, in English; loaded when it is asked. See en.ts. */
export const signWords = {
  member: 'an organisation, and the last block it holds',
  client: 'one that takes no part in consensus',
  down: 'down: its node has crashed (✕ in the lanes)',
  outside: 'in the lanes: a member that decides nothing, outside the configuration or no validator'
    + ' (its lane is hollow)',
  patient: 'a patient and her phone',
  person: 'a member of staff',
  workstation: 'a workstation',
  open: 'a session left open',
  intruder: 'somebody else in a session',
  locked: 'a session that is locked',
};
