/** What the house's own words mean, in two lines each. */
export const glossary = {
  grant: 'Permission from a patient for one person to read named sections of her chart, for a purpose, until a moment. A grant is not yet a reading.',
  leak: 'Somebody learned what a record says with no need to know it at that moment: one leak for each record and person. It counts even where the rules allowed it.',
  couldRead: 'Pairs of a person and a chart where an ordinary request, from a session that person can open, would have been allowed for records nobody needs them to see.',
  finality: 'The moment from which a block can no longer be undone: enough members have signed that no other block can take its place.',
  round: 'One attempt of the members to agree on the next block. If its proposer is silent or cut off, the next round has another proposer.',
  block: 'A numbered page of the shared record book. It names the page before it by hash, so that changing an old page breaks every later one.',
  need: 'What somebody truly has to know to do their work: sections of a chart, a purpose, a window of time. The story says it; no rule can see it.',
} as const;
