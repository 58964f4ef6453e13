import type { Setting } from './setting.ts';

export const networkSettings: readonly Setting[] = [
  {
    path: 'net.bandwidthMbps',
    meaning: 'Bandwidth of each link, each way.',
    unit: 'megabits per second',
    kind: 'number',
    default: 100,
    min: 0.001,
    max: 1_000_000,
    source: 'assumption',
    certainty: 'assumption',
    goesWrong: 'Low: images and full blocks hold up the small messages behind them.',
  },
  {
    path: 'net.jitterPercent',
    meaning: 'How far each delay may be off its mean, as a part of the propagation time.',
    unit: 'percent',
    kind: 'number',
    default: 5,
    min: 0,
    max: 100,
    source: 'assumption',
    certainty: 'assumption',
    goesWrong: 'Zero: nodes act in step as no real network does, and ties decide races.',
  },
  {
    path: 'net.latency',
    meaning:
      'Whose measurements say how far apart two regions are: pings between AWS regions, or the ' +
      'delays between Bitcoin nodes of SimBlock, where a city stands for its continent.',
    unit: '',
    kind: 'choice',
    default: 'aws',
    choices: ['aws', 'simblock-2019', 'simblock-2015'],
    source: 'Latency Between AWS Global Regions (mean pings between regions)',
    year: 2017,
    certainty: 'published',
    goesWrong:
      'simblock: two hospitals of one continent are 32 ms apart one way, as strangers on the ' +
      'Internet are, and nothing is nearer.',
  },
  {
    path: 'net.delay',
    meaning:
      'How delays spread around their mean: not at all, evenly within the jitter, by a normal ' +
      'or log-normal law with the jitter as its standard deviation, by an exponential law, or ' +
      'with SimBlock’s long tail.',
    unit: '',
    kind: 'choice',
    default: 'uniform',
    choices: ['constant', 'uniform', 'normal', 'log-normal', 'exponential', 'pareto'],
    source: 'assumption',
    certainty: 'assumption',
    goesWrong:
      'constant: nodes act in step. pareto: a vote in a thousand takes much longer, and the ' +
      'quorum waits for whoever is third, not for the slowest.',
  },
  {
    path: 'net.delayMeanMilliseconds',
    meaning:
      'Mean delay of every link, one way, wherever its ends are; 0: as far as the regions are ' +
      'apart.',
    unit: 'milliseconds',
    kind: 'number',
    default: 0,
    min: 0,
    max: 3_600_000,
    source: 'assumption',
    certainty: 'assumption',
    goesWrong: 'Set: nobody is near or far any more, and a map of the network tells nothing.',
  },
  {
    path: 'net.uplinkMbps',
    meaning: 'What each party can send at once, over all its links together; 0: no such limit.',
    unit: 'megabits per second',
    kind: 'number',
    default: 0,
    min: 0,
    max: 1_000_000,
    source: 'assumption',
    certainty: 'assumption',
    goesWrong: 'Low: a proposer sends its block to one member after another, and the last is late.',
  },
  {
    path: 'net.downlinkMbps',
    meaning: 'What each party can receive at once, over all its links together; 0: no such limit.',
    unit: 'megabits per second',
    kind: 'number',
    default: 0,
    min: 0,
    max: 1_000_000,
    source: 'assumption',
    certainty: 'assumption',
    goesWrong: 'Low: records that several places send at once queue before the asker’s door.',
  },
  {
    path: 'network.cpu',
    meaning:
      'Whether a node needs time to check and write signatures and to hash what it receives, ' +
      'one message after another.',
    unit: '',
    kind: 'choice',
    default: 'ideal',
    choices: ['ideal', 'published'],
    source: 'assumption',
    certainty: 'assumption',
    goesWrong:
      'ideal: a hundred validators cost no more than four, though checking their votes is what ' +
      'limits such networks in practice.',
  },
  {
    path: 'network.clockSkewMillisecondsMax',
    meaning: 'How far a node’s own clock may be ahead of true time; each node draws its own.',
    unit: 'milliseconds',
    kind: 'integer',
    default: 50,
    min: 0,
    max: 3_600_000,
    source: 'assumption',
    certainty: 'assumption',
    goesWrong: 'Large: a grant has ended at one member and is still in force at another.',
  },
];
