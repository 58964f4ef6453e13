import type { DelayLaw } from '../net/delay.ts';
import type { Latency } from '../net/latency.ts';
import { Network } from '../net/network.ts';
import { regionNamed } from '../net/regions.ts';
import type { Parcel } from './parcel.ts';
import { millisecondsAt, numberAt, textAt } from './setting-values.ts';
import type { World } from './world.ts';

const BITS_PER_MEGABIT = 1_000_000;

/** The network between members and phones, as the settings describe it. */
export function connect(world: World): Network {
  const { settings } = world.input;
  const phones = world.cast.patients.map((patient) => ({
    name: patient.name, region: regionNamed(world.regionOf(patient.home)),
  }));
  const proxies = world.cast.people.filter(({ phone }) => phone !== null).map(({ name, member }) =>
    ({ name, region: regionNamed(world.regionOf(member)) }));
  const members = world.members.map(({ name, region }) => ({ name, region: regionNamed(region) }));
  // The register lists the same choices; a test of the world holds the two lists together.
  const delay = textAt(settings, 'net.delay') as DelayLaw;
  const latency = textAt(settings, 'net.latency') as Latency;
  const mean = millisecondsAt(settings, 'net.delayMeanMilliseconds');
  return new Network(world.kernel, {
    parties: [...members, ...phones, ...proxies],
    bandwidthBitsPerSecond: Math.round(numberAt(settings, 'net.bandwidthMbps') * BITS_PER_MEGABIT),
    uplinkBitsPerSecond: limit(numberAt(settings, 'net.uplinkMbps')),
    downlinkBitsPerSecond: limit(numberAt(settings, 'net.downlinkMbps')),
    latency,
    ...mean === 0 ? {} : { delayMeanMicros: mean },
    delay,
    jitterPercent: numberAt(settings, 'net.jitterPercent'),
    deliver: (to, from, payload, _kind, bytes) => {
      const { processing } = world.extras;
      if (processing === null) world.receive(to, from, payload as Parcel);
      else processing.arrive(to, from, payload as Parcel, bytes);
    },
  });
}

/** Zero stands for no limit. */
function limit(megabitsPerSecond: number): number {
  return megabitsPerSecond === 0 ? Infinity : Math.ceil(megabitsPerSecond * BITS_PER_MEGABIT);
}
