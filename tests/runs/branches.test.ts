/** A branch is its parent with an act put into the story: until that moment they are one run. */
import { describe, expect, it } from 'vitest';
import { branchText } from '../../workers/script/branch.ts';
import { partingOf } from '../../workers/threads/parting.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { openToEnd, textOf } from './open.ts';

async function branched(name: string, line: string): Promise<OpenRun> {
  const branch = branchText(await textOf(name), line);
  if (!branch.ok) throw new Error(branch.sentence);
  return openToEnd(name, { scenario: { text: branch.text } });
}

describe('a branch', () => {
  it('parts from its parent at the act, with what that changes', async () => {
    const parent = await openToEnd('patient-relocation');
    const line = 'day 3 12:12 dr-rivas sits down at ward-3';
    const branch = await branched('patient-relocation', line);
    const { same, first, told } = partingOf(parent, branch);
    expect(same).toBe(false);
    expect(first[1]?.sentence).toBe('dr-rivas sits down at ward-3.');
    expect(told[1]?.sentence).toBe('dr-rivas is back at ward-3.');
    expect(told[0]?.sentence).toBe('porter sits down at ward-3, where dr-rivas is still signed in.');
    expect(partingOf(parent, parent)).toEqual({ same: true, first: [null, null], told: [null, null] });
  });
});
