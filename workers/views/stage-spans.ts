import { consensusConfigured, consensusSignersChanged, consensusValidatorsChanged } from '../consensus/entries.ts';
import type { EntryKind, Values } from '../kernel/trace.ts';
import { nodeCrashed, nodeRestarted } from '../world/entries.ts';
import { MarkList } from './mark-list.ts';
import { read } from './stage-readers.ts';
import type { SpanMark } from './stage-state.ts';

/** From when to when something is so of a member: that its node is down, that it decides nothing. */
export function spans(): MarkList<SpanMark> {
  return new MarkList<SpanMark>(({ member }) => String(member));
}

turning('downs', nodeCrashed, () => true);
turning('downs', nodeRestarted, () => false);
// As the member itself learns it: whoever is cut off goes on until it hears.
turning('outsides', consensusValidatorsChanged, ({ validators }, node) => isLeftOut(validators, node));
turning('outsides', consensusConfigured, ({ servers }, node) => isLeftOut(servers, node));
turning('outsides', consensusSignersChanged, ({ signers }, node) => isLeftOut(signers, node));

function isLeftOut(names: string, node: string): boolean {
  return !names.split(', ').includes(node);
}

/** Whenever it is told, it is so of the member from then on, or no longer. */
function turning<K extends EntryKind>(
  what: 'downs' | 'outsides', kind: K, isSo: (values: Values<K>, node: string) => boolean,
): void {
  read(kind, (state, values, row, trace, index) => {
    const node = trace.entity(row);
    const [member, marks] = [index.member(node), state[what]];
    const place = marks.find(String(member), ({ to }) => to < 0);
    if (!isSo(values, node)) {
      if (place >= 0) marks.change(place, { to: trace.at(row) });
    } else if (place < 0) marks.push({ member, from: trace.at(row), to: -1 });
  });
}
