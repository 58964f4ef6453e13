/** What is wrong with a file that is opened; fetched with what reads one. */
export const runFileWords = {
  tooBig: (most: number) => `This file is larger than any of ours (${most.toLocaleString('en')} bytes), so it was not opened.`,
  notText: 'This file is not text in UTF-8, so it is neither a script nor a run.',
  notJson: 'This file begins like a run file but is cut short or damaged: it is not JSON.',
  notOurs: 'This file is JSON, but no run of ours. A chart in FHIR goes into the panel “A chart of your own”.',
  newer: 'This run file is of a version that this page does not know. A newer page may read it.',
  part: (name: string) => `This run file is damaged: its “${name}” cannot be read, so nothing was opened.`,
  parted: (name: string) =>
    `This run file says two things of its “${name}”: one by that name and another in its “address” or “script”. Nothing was opened.`,
  scriptParted: 'This run file is of a branch, and says two things of it: its “script” is not what its “root” comes to by the steps in its “address”. '
    + 'Nothing was opened. If the script was changed by hand, save it alone as a file that ends in .ledgerward and open that; or put the script back as it was.',
} as const;
