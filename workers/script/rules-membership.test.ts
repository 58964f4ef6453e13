import { describe, expect, it } from 'vitest';
import { MEMBERSHIP, PROTOCOLS } from '../settings/protocols.ts';
import { EXAMPLE, CHARTS } from './testing/example.ts';
import { parseScenario } from './parse.ts';

const problems = (protocol: string, act: string): string[] => parseScenario(
  EXAMPLE.replace('consensus qbft, block every 2s', `consensus ${protocol}`)
    .replace(/story\n[^]*expect/, `story\n  day 1 08:00 boise-clinic ${act} to drop reno-labs\nexpect`)
    .replace(/\n {2}ana\/allergies reaches.*/, ''),
  { charts: CHARTS }).problems.map(({ sentence }) => sentence);

describe('members join and leave', () => {
  it.each(PROTOCOLS)('as %s has it, or the check says where they do', (protocol) => {
    const has = MEMBERSHIP.get(protocol);
    for (const [act, how] of [['votes', 'votes'], ['asks', 'requests']] as const) {
      const said = problems(protocol, act);
      if (has === how) expect(said).toEqual([]);
      else {
        expect(said).toHaveLength(1);
        expect(said[0]).toMatch(new RegExp(`^Under ${protocol} `));
        expect(said[0]).toMatch(has === undefined ? /under raft\.$/ : /Write /);
      }
    }
  });

  it('under pbft and hotstuff not at all, and nakamoto lets in whoever mines', () => {
    expect(problems('pbft', 'votes')).toEqual(['Under pbft the members are fixed: its paper lets '
      + 'nobody join or leave. They join and leave by votes under qbft and clique, and where the leader is asked '
      + 'under raft.']);
    expect(problems('tendermint', 'votes')[0]).toMatch(/is not modelled\. They join/);
    expect(problems('nakamoto', 'asks')[0]).toMatch(/^Under nakamoto nobody is let in or out: whoever mines is in\./);
  });

  it.each([['qbft', 'votes'], ['clique', 'votes'], ['raft', 'asks']])(
    'under %s a client neither %s nor is it added or dropped', (protocol, act) => {
      const source = EXAMPLE.replace('consensus qbft, block every 2s', `consensus ${protocol}`)
        .replace(/ {2}lab .*reno-labs .*/, '$&, client')
        .replace(/story\n[^]*expect/, 'story\n'
          + `  day 1 08:00 boise-clinic ${act} to add reno-labs\n`
          + `  day 1 09:00 reno-labs ${act} to drop boise-clinic\nexpect`)
        .replace(/\n {2}ana\/allergies reaches.*/, '');
      const { problems: found } = parseScenario(source, { charts: CHARTS });
      expect(found.map(({ sentence }) => sentence)).toEqual([
        'reno-labs is a client: it makes no blocks, and nobody can add or drop it. '
          + 'Leave `client` out of its line, or name a validator.',
        'reno-labs is a client: it makes no blocks, and nobody counts what it wants of members. '
          + 'Leave `client` out of its line, or name a validator.']);
    });
});
