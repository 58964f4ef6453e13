import type { ReadSettings, Seat } from '../consensus/entry.ts';
import type { Settings } from '../settings/register.ts';
import { applicationOf } from './application.ts';
import type { Conditions } from './conditions.ts';
import { Pulses } from './pulses.ts';
import { flagAt, millisecondsAt, numberAt, secondsAt, textAt } from './setting-values.ts';
import type { World } from './world.ts';

/** Makes every validating member's node a validator of the run's protocol. */
export function joinConsensus(world: World): void {
  const { protocol, settings, idle } = world.input;
  const { misbehaviour } = world.extras;
  const { draws } = world.kernel;
  const pulses = new Pulses(world);
  const names = world.validators.map((index) => world.memberName(index));
  const create = protocol.assemble({
    names, idle, registry: world.keys, settings: readSettings(settings),
    votesOf: world.extras.membership?.votesOf ?? null,
    below: (n, entity, purpose, occasion) => draws.below(n, entity, purpose, occasion),
    isRunning: (member) => world.nodeOf(world.validators[member] ?? 0).isUp,
    leadsTwoLives: (member) => misbehaviour?.collusion.equivocates(member) === true,
  });
  world.validators.forEach((index, self) => {
    const node = world.nodeOf(index);
    const mayLie = misbehaviour?.maySometimesLie(node.name) === true;
    node.join(self, ({ effects: own, ...rest }) => watching(world, node, self, own, (effects) => {
      const seat: Seat = {
        ...rest, self, mayLie, keyring: world.keyringOf(node.name),
        application: applicationOf(world, node, self),
        effects: {
          ...effects,
          pulse: (to, message, sentAt) => pulses.send(node, to, message, node.steadyNow - sentAt),
          settled: (members) => world.stillness.settle(members),
          stir: () => world.stillness.stir(),
        },
      };
      return mayLie ? misbehaviour.begin(node, create, seat) : create(seat);
    }));
  });
}

/** The unit of a time is in its path. */
export function readSettings(settings: Settings): ReadSettings {
  return {
    micros: (path) => (path.endsWith('Seconds')
      ? secondsAt(settings, path) : millisecondsAt(settings, path)),
    number: (path) => numberAt(settings, path),
    text: (path) => textAt(settings, path),
    flag: (path) => flagAt(settings, path),
  };
}

/** With an eye on it where some line waits for what it does. */
function watching(...[world, node, self, effects, create]: [World, ...Parameters<Conditions['watch']>]):
ReturnType<Conditions['watch']> {
  const { conditions } = world.extras;
  return conditions === null ? create(effects) : conditions.watch(node, self, effects, create);
}
