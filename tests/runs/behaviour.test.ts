import { describe, expect, it } from 'vitest';
import {
  accessDecided, accessRefused, accessShown, grantEnded, leakHappened,
} from '../../workers/access/entries.ts';
import { consensusRoundChanged } from '../../workers/consensus/entries.ts';
import { needMet, sessionLocked, sessionOpened, sessionTakenOver } from '../../workers/health/entries.ts';
import { blockAppended } from '../../workers/ledger/entries.ts';
import { netHealed } from '../../workers/net/entries.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { cast } from './cast.ts';
import { clock } from './clock.ts';
import { openToEnd } from './open.ts';
import { all } from './outcomes.ts';

const CAST = cast('A small cast', {
  people: ['patient   cy        at boise-clinic, chart "synthea/Louis_Maggio"',
    'clinician dr-chen   physician at boise-clinic', 'staff     porter    at tampa-general',
    'workstation ward-3  at tampa-general, locks after 10m',
    'workstation ward-4  at tampa-general, locks after 10m'],
});

async function play(story: string, settings: Record<string, string | number> = {}): Promise<OpenRun> {
  return openToEnd('behaviour', { scenario: { text: CAST + story }, settings });
}

describe('a session', () => {
  it('locks itself after standing idle, and then gives nothing away', async () => {
    const { run } = await play(`
  day 1 09:00  ana grants dr-rivas for 24h
  day 1 10:00  dr-rivas asks for ana/allergies at ward-3
  day 1 10:05  dr-rivas leaves ward-3 unlocked
  day 1 10:20  porter sits down at ward-3 and opens ana`);
    expect(all(run.trace, sessionLocked)[0]?.at).toBe(clock(1, 10, 15));
    expect(all(run.trace, sessionTakenOver)).toEqual([]);
    expect(all(run.trace, sessionOpened).map(({ person }) => person)).toEqual(['dr-rivas', 'porter']);
    expect(all(run.trace, leakHappened).filter(({ holder }) => holder === 'porter')).toEqual([]);
    expect(all(run.trace, accessShown).filter(({ person }) => person === 'porter')).toEqual([]);
  });

  it('left locked cannot be taken over', async () => {
    const { run } = await play(`
  day 1 09:00  ana grants dr-rivas for 24h
  day 1 10:00  dr-rivas asks for ana/allergies at ward-3
  day 1 10:05  dr-rivas leaves ward-3 locked
  day 1 10:06  porter sits down at ward-3 and opens ana`);
    expect(all(run.trace, sessionTakenOver)).toEqual([]);
    expect(all(run.trace, leakHappened).filter(({ holder }) => holder === 'porter')).toEqual([]);
  });

  it('left unlocked shows whoever sits down what its owner may see, and nobody is asked', async () => {
    const { run } = await play(`
  day 1 09:00  ana grants dr-rivas ana/allergies for 24h
  day 1 10:00  dr-rivas asks for ana/allergies at ward-3
  day 1 10:05  dr-rivas leaves ward-3 unlocked
  day 1 10:06  porter sits down at ward-3 and opens ana`);
    expect(all(run.trace, leakHappened).filter(({ holder }) => holder === 'porter')
      .map(({ kind, section, owner }) => ({ kind, section, owner })))
      .toEqual(new Array(4).fill({ kind: 'unauthorised', section: 'allergies', owner: 'dr-rivas' }));
  });
});

describe('a grant', () => {
  it('that was withdrawn and is final everywhere opens nothing any more', async () => {
    const { run } = await play(`
  day 1 09:00  ana grants dr-rivas for 24h
  day 1 10:00  ana revokes dr-rivas
  day 1 11:00  dr-rivas asks for ana/allergies at ward-3`);
    expect(all(run.trace, grantEnded).map(({ node }) => node).sort())
      .toEqual(['boise-clinic', 'reno-labs', 'state-payer', 'tampa-general']);
    expect(all(run.trace, accessShown)).toEqual([]);
    expect(all(run.trace, accessRefused)).toHaveLength(1);
    expect(all(run.trace, accessDecided).at(-1)?.explanation).toMatch(/taken back/);
  });

  it('ends by the deciding node\'s clock, to the microsecond', async () => {
    const { run } = await play(`
  day 1 09:00  ana grants dr-rivas for 2h
  day 1 12:00  dr-rivas asks for ana/allergies at ward-3`);
    const skews = new Map(run.world.nodes.map((node) => [node.name, node.skewMicros]));
    for (const { node, how, at } of all(run.trace, grantEnded)) {
      expect(how).toBe('expired');
      expect(at).toBe(clock(1, 11) - (skews.get(node) ?? NaN));
    }
    expect(all(run.trace, accessShown)).toEqual([]);
  });

  it('for one section opens that one alone', async () => {
    const { run } = await play(`
  day 1 09:00  ana grants dr-rivas ana/allergies for 24h
  day 1 10:00  dr-rivas asks for ana/allergies, ana/conditions at ward-3`);
    expect(all(run.trace, accessShown).map(({ section }) => section)).toEqual(['allergies']);
  });
});

describe('an ask that is refused', () => {
  it('for a reason that no grant mends is not sent again and again', async () => {
    const { run } = await play(`
  day 1 09:00  porter asks for ana/allergies, ana/conditions at ward-3
  when asked   ana grants porter for 24h`);
    expect(run.trace.outcomeCount).toBeLessThan(200);
  });

  it('in two sections and granted in one is served in that one', async () => {
    const { run } = await play(`
  day 1 09:00  dr-rivas asks for ana/allergies, ana/conditions at ward-3
  when asked   ana grants dr-rivas ana/allergies for 24h`);
    expect(all(run.trace, accessShown).map(({ section }) => section)).toEqual(['allergies']);
  });

  it('is given up in time: a grant days later opens nothing by itself', async () => {
    const { run } = await play(`
  day 1 09:00  dr-rivas asks for ana/allergies at ward-3
  day 4 09:00  ana grants dr-rivas ana/allergies for 24h`);
    expect(all(run.trace, accessShown)).toEqual([]);
  });
});

describe('a withdrawal', () => {
  it('a moment after the grant ends it all the same', async () => {
    const { run } = await play(`
  day 1 09:00:00.000  ana grants dr-rivas for 24h
  day 1 09:00:00.250  ana revokes dr-rivas`);
    const revoked = all(run.trace, grantEnded).filter(({ how }) => how === 'revoked');
    expect(revoked).toHaveLength(4);
  });
});

describe('an answer that comes while nobody sits there', () => {
  it('is on the screen when its owner comes back, and when another sits down', async () => {
    const asked = `
  day 1 09:00  ana grants dr-rivas ana/allergies for 24h
  day 1 10:00:00.000  dr-rivas asks for ana/allergies at ward-3
  day 1 10:00:00.010  dr-rivas leaves ward-3 unlocked`;
    const back = await play(`${asked}
  day 1 10:05  dr-rivas sits down at ward-3`);
    expect(all(back.run.trace, accessShown).map(({ person }) => person)).toEqual(['dr-rivas']);
    const other = await play(`${asked}
  day 1 10:05  porter sits down at ward-3`);
    expect(all(other.run.trace, leakHappened).map(({ holder }) => holder))
      .toEqual(new Array(4).fill('porter'));
  });
});

describe('the luck of an answer', () => {
  it('does not change when somebody else asks for something else', async () => {
    const grantedAt = async (story: string): Promise<number | undefined> =>
      all((await play(story)).run.trace, grantEnded)[0]?.at;
    const asks = `
  day 2 09:00  dr-rivas asks for ana/allergies at ward-3
  when asked   ana grants dr-rivas for 1h`;
    const alone = await grantedAt(asks);
    expect(alone).toBeDefined();
    expect(await grantedAt(`
  day 1 09:00  porter asks for cy/conditions at ward-4${asks}`)).toBe(alone);
  });
});

describe('the end of a relationship', () => {
  it('makes a look without need stale', async () => {
    const { run } = await play(`
  day 1 09:00  ana moves to tampa-general
  day 2 09:00  dr-chen asks for ana/allergies`);
    expect(new Set(all(run.trace, leakHappened).map(({ kind }) => kind))).toEqual(new Set(['stale']));
  });
});

describe('cuts', () => {
  it('heal each at its own time, and a longer one makes an earlier one last', async () => {
    const heals = async (story: string): Promise<number[]> =>
      all((await play(story)).run.trace, netHealed).map(({ at }) => at);
    expect(await heals(`
  day 1 08:00  link us-west us-east is cut for 1h
  day 1 08:30  link us-west us-east is healed
  day 1 08:40  link us-west us-east is cut for 1h`)).toEqual([clock(1, 8, 30), clock(1, 9, 40)]);
    expect(await heals(`
  day 1 08:00  link us-west us-east is cut for 10m
  day 1 08:05  link us-west us-east is cut for 15m`)).toEqual([clock(1, 8, 20)]);
  });
});

describe('a section without records', () => {
  it('is answered, and meets the need: it is known that there is nothing', async () => {
    const { run } = await play(`
  day 1 09:00  dr-chen needs cy/procedures for treatment within 5m
  day 1 09:00  dr-chen asks for cy/procedures`);
    expect(all(run.trace, accessShown).map(({ section, records }) => ({ section, records })))
      .toEqual([{ section: 'procedures', records: 0 }]);
    expect(all(run.trace, needMet)).toHaveLength(1);
  });
});

describe('a cut link', () => {
  const CUT = `
  day 1 09:00  link us-west us-east is cut for 15m
  day 1 09:01  ana grants dr-rivas for 24h`;

  it('that splits two and two decides nothing until it heals, and then all agree', async () => {
    const open = await play(CUT);
    const blocks = all(open.run.trace, blockAppended);
    expect(blocks.every(({ at }) => at >= clock(1, 9, 15))).toBe(true);
    expect(new Set(blocks.map(({ hash }) => hash)).size).toBe(blocks.at(-1)?.height);
    expect(all(open.run.trace, consensusRoundChanged).length).toBeGreaterThan(0);
    expect(new Set(open.run.world.nodes.map((node) => node.replica.height)).size).toBe(1);
  });

  it('that never heals leaves a run that still ends, with care missed and not fast', async () => {
    const open = await play(`
  day 1 09:00  link us-west us-east is cut
  day 1 09:01  dr-rivas needs ana/allergies for treatment within 30m
  day 1 09:01  dr-rivas asks for ana/allergies at ward-3`);
    expect(open.summary(0).metrics).toMatchObject({
      'care.needs': 1, 'care.met': 0, 'care.missed': 1, 'care.waitSecondsP50': null,
      'blocks.committed': 0,
    });
    expect(open.run.now).toBe(open.run.endsAt);
  });
});

describe('a single ledger', () => {
  const CURIOUS = `
  day 1 09:00  dr-rivas asks for ana/allergies at ward-3`;

  it('lets any member read; with reach treating, only who treats or treated the patient', async () => {
    const settings = { 'network.access': 'single-ledger' };
    const wide = await play(CURIOUS, settings);
    expect(all(wide.run.trace, leakHappened).map(({ kind }) => kind))
      .toEqual(new Array(4).fill('over-privileged'));
    const narrow = await play(CURIOUS, { ...settings, 'network.reach': 'treating' });
    expect(all(narrow.run.trace, accessShown)).toEqual([]);
    const moved = await play(`
  day 1 08:00  ana moves to tampa-general${CURIOUS}`, { ...settings, 'network.reach': 'treating' });
    expect(all(moved.run.trace, accessShown)).toHaveLength(1);
  });
});

describe('other networks', () => {
  const swap = (from: string, to: string): string => CAST.replace(from, to);
  const STORY = `
  day 1 09:00  ana grants dr-rivas for 24h
  day 1 10:00  dr-rivas asks for ana/allergies at ward-3`;

  it('a client follows the chain without a vote and is served all the same', async () => {
    const text = swap('hospital tampa-general  in us-east', 'hospital tampa-general in us-east, client');
    const { run } = await openToEnd('client', { scenario: { text: text + STORY } });
    expect(run.world.validators).toHaveLength(3);
    expect(run.world.nodes.map((node) => node.replica.height)).toEqual([2, 2, 2, 2]);
    expect(all(run.trace, accessShown)).toHaveLength(1);
  });

  it('anonymous validators vote beside the members', async () => {
    const text = swap('network\n', 'network\n  validators 9\n');
    const { run } = await openToEnd('validators', { scenario: { text: text + STORY } });
    expect(run.world.nodes).toHaveLength(13);
    expect(new Set(run.world.nodes.map((node) => node.replica.state.digest)).size).toBe(1);
    expect(all(run.trace, accessShown)).toHaveLength(1);
  });

  it('a single member decides alone', async () => {
    const text = `scenario "Alone"
network
  clinic boise-clinic in us-west
people
  patient   ana     at boise-clinic, chart "synthea/Norma_Pagan"
  clinician dr-chen at boise-clinic
story
  day 1 09:00  ana grants dr-chen for 1h
  day 1 09:30  dr-chen asks for ana/allergies`;
    const { run } = await openToEnd('alone', { scenario: { text } });
    expect(run.world.nodes[0]?.replica.height).toBe(2);
    expect(all(run.trace, accessShown)).toHaveLength(1);
  });
});
