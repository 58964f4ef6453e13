import { describe, expect, it } from 'vitest';
import { branchText } from './branch.ts';
import { parseScenario } from './parse.ts';
import { EXAMPLE } from './testing/example.ts';

const ACT = 'day 3 12:10 dr-rivas leaves ward-3 locked';

function branched(text: string, act: string): string[] {
  const branch = branchText(text, act);
  if (!branch.ok) throw new Error(branch.sentence);
  const lines = branch.text.split(/\r?\n/);
  expect(lines[branch.line - 1]?.trim()).toBe(act);
  return lines;
}

describe('the text of a branch', () => {
  it('has the act after the last line of its moment, and all else as it was', () => {
    const lines = branched(EXAMPLE, ACT);
    const place = lines.indexOf(`  ${ACT}`);
    expect(lines[place - 1]).toBe('  day 3 12:10   dr-rivas leaves ward-3 unlocked');
    expect(lines.filter((_line, index) => index !== place).join('\n')).toBe(EXAMPLE);
    expect(parseScenario(lines.join('\n')).problems).toEqual([]);
  });

  it('may begin or end the story', () => {
    expect(branched(EXAMPLE, 'day 1 00:00 tampa-general crashes')
      .findIndex((line) => line.includes('crashes'))).toBe(EXAMPLE.split('\n').indexOf('story') + 1);
    const late = branched(EXAMPLE, 'day 9 00:00 tampa-general crashes');
    expect(late[late.indexOf('  day 9 00:00 tampa-general crashes') - 1]).toContain('is cut for 15m');
  });

  it('opens a story where there is none', () => {
    const empty = 'scenario "Nothing"\nnetwork\n  clinic boise-clinic in us-west\n';
    const act = 'day 1 09:00 boise-clinic crashes';
    for (const text of [empty, empty.trimEnd(), `${empty}expect\n  every node agrees\n`]) {
      expect(parseScenario(branched(text, act).join('\n')).scenario?.story).toHaveLength(1);
    }
  });

  it('keeps the line endings it finds', () => {
    const branch = branchText(EXAMPLE.replaceAll('\n', '\r\n'), ACT);
    expect(branch.ok && branch.text.replaceAll('\r\n', '').includes('\n')).toBe(false);
  });

  it('is refused what is no line of a story', () => {
    for (const act of ['', 'dr-rivas leaves ward-3 locked', 'when asked ana grants anyone for 1h', `${ACT}\n${ACT}`]) {
      expect(branchText(EXAMPLE, act)).toMatchObject({ ok: false });
    }
  });
});
