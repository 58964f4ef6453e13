/** The sentences of links, files and what is wrong with them, in English; part of en.ts. */
import { count } from './count.ts';
import { sayMoment } from './moment.ts';

export const linksWords = {
  link: {
    heading: 'Part of this link was ignored',
    tooLong: (length: number, most: number) =>
      `The link is ${count(length, 'character', 'characters')} long; at most ${most.toLocaleString('en')} are read. The usual story is open instead.`,
    badScenario: (text: string) => `“${text}” is not the name of a scenario. The usual story is open instead.`,
    noSuchPage: (text: string) => `There is no page “${text}”. The usual story is open instead.`,
    badPage: (text: string) => `“${text}” is not the address of a single thing.`,
    unreadable: (text: string) => `“${text}” is not written as links are, so it was ignored.`,
    twice: (part: string) => `The link says two things of “${part}”: the last of them is used.`,
    badSeed: (text: string, most: number) =>
      `“${text}” is not a seed. A seed is a whole number from 0 to ${most}; the scenario’s own is used.`,
    badMoment: (text: string) =>
      `“${text}” is not a moment such as 3d11h02m, so it was ignored: a run that was open stays where it was, any other stands at its start.`,
    badPageMoment: (text: string) =>
      `“${text}” is not a moment such as 3d11h02m, so it was ignored: of a run that was open this shows the moment where it was, of any other its end.`,
    badPrint: 'What the link says of its run’s fingerprint cannot be read, so nothing can be said of whether it is the same.',
    badSelection: (text: string) => `“${text}” is nothing that can be chosen, so nothing is.`,
    badDatum: (text: string) =>
      `“${text}” names nothing that can be followed, such as ana/allergies, so nothing is.`,
    notInRun: (text: string) => `“${text}” is nothing in this run, so nothing is chosen.`,
    notInCharts: (text: string) => `“${text}” is in no chart of this run, so nothing is followed.`,
    badSteps: 'What makes this run a branch of another cannot be read in the link, or leads nowhere. It was ignored: the run is opened without it.',
    withoutSteps: 'It is opened without.',
    badNames: 'What the branches of this link are called cannot be read, so they are called by what was done.',
    tooManySteps: (most: number) =>
      `This run is ${most} steps from the story as written, the most that its link can say, so nothing was changed. Save its script and open it: then it is a story of its own.`,
    badBeside: (text: string) => `“${text}” cannot be shown beside a run: its parent can, or another run of the same story. It was ignored.`,
    badBesideSteps: 'What makes the run that the link shows beside this one cannot be read, or leads nowhere. It was ignored.',
    besideItself: 'The link shows a run beside itself, so it is shown once.',
    noParent: 'The link shows a run beside the one that it is a branch of, but it is a branch of none. It is shown alone.',
    badMap: (text: string, maps: readonly string[]) =>
      `“${text}” is no form of the map; there are ${maps.join(' and ')}. The schematic one is shown.`,
    badView: (text: string, views: readonly string[]) =>
      `“${text}” is no view. There are: ${views.join(', ')}; the map is shown.`,
    badOwn: (text: string) => `“${text}” names no file as links do, so the scenario’s own charts are used.`,
    badSetting: (pair: string, sentence: string) => `The setting “${pair}” was ignored. ${sentence}`,
    tooManySettings: (given: number, most: number) =>
      `${given} settings are given; at most ${most} are read, so none was.`,
    unknownPart: (key: string) => `“${key}” is not known to this version; it was left in the link untouched.`,
    later: (end: string) => `The link asks for a moment after the run’s end; it stands at ${end}.`,
    dismiss: 'Understood',
  },

  share: {
    open: 'Share',
    heading: 'Share this run',
    link: 'Link',
    linkHelp: 'It holds the script where it is your own, the settings, the seed, this moment and what you see, and what the run must come to: whoever opens it is told whether it is the same, event for event.',
    long: (length: number) =>
      `This link is ${length.toLocaleString('en')} characters long, and many programs cut such a link: a file is safer.`,
    copy: 'Copy the link',
    copyEmbed: 'Copy it for another page',
    copied: 'Copied.',
    notCopied: 'This browser did not let the page copy: select the link and copy it yourself.',
    files: 'Files',
    saveRun: 'Save the run',
    saveScript: 'Save the script',
    openFile: 'Open a file',
    filesHelp: 'A run file holds what the link holds, your bookmarks of this run with their notes, and finer hashes. Charts are named in it, not copied into it. Nothing is sent anywhere.',
    notSaved: 'The script that this run is a branch of could not be had, so nothing was saved. Check the connection and try again.',
    saved: 'Saved where your browser keeps its downloads.',
    fileName: (title: string) =>
      title.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'run',
  },

  embed: { whole: 'See the whole of it' },

  /** Whether a run is the one that its link promised. */
  shared: {
    same: (outcomes: number) =>
      `The same run as the one shared, event for event: ${count(outcomes, 'outcome', 'outcomes')}.`,
    differs: 'This is not the run that was shared.',
    where: (agree: number, within: number, from: number, to: number | null) => {
      const same = agree === 0 ? 'They part' : `The first ${count(agree, 'outcome is', 'outcomes are')} the same; they part`;
      const among = within === 1 ? 'at the next' : `among the ${agree === 0 ? 'first' : 'next'} ${within}`;
      const when = to === null ? `after ${sayMoment(from)}` : from === to ? `at ${sayMoment(from)}` : `between ${sayMoment(from)} and ${sayMoment(to)}`;
      return `${same} ${among}, ${when} here.`;
    },
    engine: (version: string) => ` It was made with engine ${version}.`,
    go: 'Go to where they part',
  },

  /** A script inside a link that cannot be read. */
  packed: {
    tooLong: (length: number) =>
      `The script in this link is ${count(length, 'character', 'characters')} long, which is more than any link of ours.`,
    notOurs: 'The script in this link is not written as ours are.',
    newer: (version: string) =>
      `The script in this link is written in version ${version}, which this page does not know. A newer page may read it.`,
    cutShort: 'The script in this link cannot be unpacked: the link was probably cut short on its way. Ask for it again, or for a file.',
    tooBig: (most: number) =>
      `The script in this link unfolds to more than ${most.toLocaleString('en')} bytes, which is longer than a script may be.`,
    notText: 'What is packed in this link is not text, so it is no script.',
    instead: 'The story that it started from is open instead.',
  },
} as const;
