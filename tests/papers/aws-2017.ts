/**
 * Mean round trips between AWS regions in milliseconds, as published in 2017: "Latency Between AWS
 * Global Regions", in the table of acomputerscientistlearnsaws.blogspot.com/2017/04/aws-regions.html.
 * Each row gives one region to those after it; the source has both directions, up to 2 % apart, and
 * here the one from the earlier region stands. Data of its own: nothing of the product is read.
 */
export const AWS_REGIONS = [
  'us-east', 'us-california', 'us-west', 'eu-west', 'eu-central', 'ap-tokyo', 'ap-seoul',
  'ap-singapore', 'ap-sydney', 'sa-east',
] as const;

export type AwsRegion = (typeof AWS_REGIONS)[number];

const ROUND_TRIPS_MS: readonly (readonly number[])[] = [
  [72.74, 86.98, 80.55, 88.66, 145.3, 178.4, 216.7, 230, 119.5],
  [19.46, 153.2, 166.6, 102.5, 131.5, 174, 157.5, 192.7],
  [137, 159.5, 89.1, 118.3, 161.4, 162.2, 182.7],
  [19.56, 212.4, 242.4, 239, 309.6, 191.3],
  [236.5, 266.2, 325.9, 323.5, 194.9],
  [31.44, 73.79, 103.9, 256.8],
  [71.87, 134, 286.3],
  [175.3, 328.1],
  [322.5],
];

/** Half a round trip, in milliseconds; nothing to oneself. */
export function oneWayMs(from: AwsRegion, to: AwsRegion): number {
  const [row, column] = [AWS_REGIONS.indexOf(from), AWS_REGIONS.indexOf(to)].sort((a, b) => a - b);
  if (row === undefined || column === undefined || row === column) return 0;
  return (ROUND_TRIPS_MS[row]?.[column - row - 1] ?? NaN) / 2;
}

/** Four, seven and ten validators, each in a region of its own: f = 1, 2, 3. */
export const PLACEMENTS: readonly (readonly AwsRegion[])[] = [
  ['us-east', 'eu-west', 'eu-central', 'ap-tokyo'],
  ['us-east', 'eu-west', 'eu-central', 'ap-tokyo', 'us-west', 'ap-singapore', 'sa-east'],
  AWS_REGIONS,
];
