import type { CliqueBlock } from './clique-header.ts';
import type { CliqueOptions } from './clique-options.ts';
import { Snapshot } from './clique-snapshot.ts';
import { childOf, genesisOf, headerProblem, isPreferred } from './clique-tree.ts';
import type { CliqueNode } from './clique-tree.ts';
import { consensusConfirmed, consensusSignersChanged } from './entries.ts';
import type { CliqueMessage } from './clique-messages.ts';
import { ForkChoice, pathFrom } from './fork-choice.ts';
import type { Application, Effects } from './protocol.ts';
import { signerBitmap } from './seals.ts';

/** The blocks that one signer knows: it follows the chain of the most total difficulty. */
export class CliqueChain extends ForkChoice<CliqueNode> {
  private readonly options: CliqueOptions;

  constructor(options: CliqueOptions, application: Application, effects: Effects<CliqueMessage>) {
    const { members, firstHeight = 1, restored = null, tieRule, confirmations } = options;
    super(
      restored ?? {
        head: genesisOf(new Snapshot(firstHeight - 1, [...Array(members).keys()])),
        decided: firstHeight - 1,
      },
      {
        confirmations,
        isPreferred: (other, head) => isPreferred(other, head, tieRule),
        nodes: new Map(),
        decide: (node, head) => {
          decideOne(node, pathFrom(node.parent!, head).map(({ signer }) => signer), options, effects);
        },
      },
      application, effects);
    this.options = options;
  }

  /** A genuine block whose parent is known has a place in the tree; null where it may not. */
  add(block: CliqueBlock, author: number): CliqueNode | null {
    const parent = this.get(block.seal.body.parent);
    if (parent === undefined || headerProblem(parent, block, author, this.options) !== null) {
      this.refuseHash(block.hash);
      return null;
    }
    return childOf(parent, block, author, this.options.epochBlocks);
  }
}

function decideOne(
  node: CliqueNode, signing: readonly number[], { members, names }: CliqueOptions,
  effects: Effects<CliqueMessage>,
): void {
  const { number: height, block, signer, parent, snapshot } = node;
  const { payload } = block!;
  const signers = [...new Set(signing)].sort((a, b) => a - b);
  effects.record(consensusConfirmed, {
    height, signer: names[signer] ?? '', difficulty: block!.seal.body.difficulty, digest: payload.digest,
    signers: signerBitmap(signers, members),
  });
  if (snapshot.signers.length !== parent!.snapshot.signers.length) {
    effects.record(consensusSignersChanged,
      { height, signers: snapshot.signers.map((each) => names[each]).join(', ') });
  }
  effects.decide(height, payload, { height, round: 0, digest: payload.digest, signers });
}
