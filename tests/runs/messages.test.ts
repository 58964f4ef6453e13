/** Single messages that the story drops or holds, and grants that are given longer. */
import { describe, expect, it } from 'vitest';
import { accessAsked, accessShown, grantEnded, grantExtended, grantSubmitted } from '../../workers/access/entries.ts';
import { needMet } from '../../workers/health/entries.ts';
import { MICROS_PER_HOUR, MICROS_PER_SECOND } from '../../workers/kernel/micros.ts';
import { netDropped, netHeld, netReleased } from '../../workers/net/entries.ts';
import { branchText } from '../../workers/script/branch.ts';
import { sentenceOf } from '../../workers/views/sentence.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { cast } from './cast.ts';
import { all, said } from './outcomes.ts';
import { openToEnd } from './open.ts';

const TEXT = `${cast('One request')}  day 1 09:00  ana grants dr-rivas for 24h
  day 1 10:00  dr-rivas needs ana/allergies for treatment within 1h
  day 1 10:00  dr-rivas asks for ana/allergies
expect
  every node agrees
`;
const AT = 10 * MICROS_PER_HOUR;

async function branched(line: string): Promise<OpenRun> {
  const branch = branchText(TEXT, line);
  if (!branch.ok) throw new Error(branch.sentence);
  return openToEnd('messages', { scenario: { text: branch.text } });
}

/** The request on its way, as the page would touch it. */
async function touched(): Promise<{ parent: OpenRun; lines: string[] }> {
  const parent = await openToEnd('messages', { scenario: { text: TEXT } });
  const { messages } = parent.run.trace;
  const row = Array.from({ length: messages.keptCount }, (_, index) => index)
    .find((index) => messages.kind(index) === 'record-request') ?? -1;
  const moment = messages.sentAt(row) + 5_000;
  return { parent, lines: parent.touches({ kind: 'message', row }, moment).map(({ line }) => line) };
}

describe('a message under way', () => {
  it('is dropped, and nobody asks again', async () => {
    const { parent, lines } = await touched();
    expect(said(parent.run.trace, needMet)).toHaveLength(1);
    expect(lines[0]).toBe('day 1 10:00:00.005 message record-request from tampa-general to boise-clinic is dropped');
    const { run: { trace } } = await branched(lines[0] ?? '');
    expect(said(trace, netDropped)).toMatchObject([{ kind: 'record-request', messages: 1 }]);
    expect(said(trace, accessShown)).toEqual([]);
    expect(trace.messages.lostCount).toBe(1);
  });

  it('is found by the request that it is', async () => {
    const { parent, lines } = await touched();
    const asked = all(parent.run.trace, accessAsked)[0];
    const offered = parent.touches({ kind: 'request', row: asked?.row ?? -1 }, AT + 5_000).map(({ line }) => line);
    expect(offered.slice(0, 2)).toEqual(lines.slice(0, 2));
  });

  it('is held, and arrives that much later', async () => {
    const { parent, lines } = await touched();
    const { run: { trace } } = await branched(lines[1] ?? '');
    const [held] = all(trace, netHeld);
    expect(held).toMatchObject({ messages: 1, forMicros: 30 * MICROS_PER_SECOND });
    expect(all(trace, netReleased)[0]?.at).toBe((held?.at ?? 0) + 30 * MICROS_PER_SECOND);
    const [before, after] = [parent.run.trace, trace].map((each) => all(each, accessShown)[0]?.at ?? 0);
    expect((after ?? 0) - (before ?? 0)).toBeGreaterThan(29 * MICROS_PER_SECOND);
    expect(sentenceOf(trace, held?.row ?? -1)).toBe(
      'The record-request message on the way from tampa-general to boise-clinic is held for 30s.');
  });

  it('waits where the link is cut, before it is taken and after', async () => {
    const cut = TEXT.replace('  day 1 10:00  dr-rivas asks', '  day 1 10:00  link us-west us-east is cut for 1m\n'
      + '  day 1 10:00  dr-rivas asks');
    const dropped = branchText(cut, 'day 1 10:00:30 message record-request from tampa-general to boise-clinic is dropped');
    const held = branchText(cut, 'day 1 10:00:30 message record-request from tampa-general to boise-clinic is held for 20s');
    const [lost, late] = await Promise.all([dropped, held].map((branch) =>
      openToEnd('messages', { scenario: { text: branch.ok ? branch.text : '' } })));
    expect(said(lost!.run.trace, accessShown)).toEqual([]);
    // Let go after twenty seconds, it waits ten more for the link.
    expect(all(late!.run.trace, accessShown)[0]?.at).toBeGreaterThan(AT + 60 * MICROS_PER_SECOND);
  });

  it('that is not there is said not to be', async () => {
    const { run: { trace } } = await branched('day 1 09:30 message records from boise-clinic to tampa-general is dropped');
    const [none] = all(trace, netDropped);
    expect(sentenceOf(trace, none?.row ?? -1)).toBe('No records message is under way from boise-clinic to tampa-general.');
  });
});

describe('a grant given longer', () => {
  it('is signed anew with a later end, and the old one runs out', async () => {
    const { run: { trace } } = await branched('day 1 12:00 ana extends the grant of dr-rivas by 24h');
    expect(said(trace, grantExtended)).toMatchObject([{ grantee: 'dr-rivas', grants: 1 }]);
    const ends = said(trace, grantSubmitted).map(({ endsAt }) => endsAt / MICROS_PER_HOUR);
    expect(ends).toEqual([33, 57]);
    expect(new Set(said(trace, grantEnded).map(({ grant }) => grant)).size).toBe(1);
  });

  it('is none where nothing runs any more', async () => {
    const { run: { trace } } = await branched('day 3 12:00 ana extends the grant of dr-rivas by 24h');
    expect(said(trace, grantExtended)).toMatchObject([{ grants: 0 }]);
    expect(said(trace, grantSubmitted)).toHaveLength(1);
  });
});
