import { BLOCK_TIMER } from './block-timer.ts';
import { DeadlockWatch } from './clique-deadlock.ts';
import type { PersistedClique } from './clique-options.ts';
import { WIGGLE_TIMER } from './clique-sealing.ts';
import { TIE_RULES } from './clique-tree.ts';
import type { TieRule } from './clique-tree.ts';
import { clique } from './clique.ts';
import type { ProtocolEntry, ReadSettings } from './entry.ts';

function tieRuleOf(settings: ReadSettings): TieRule {
  const said = settings.text('consensus.cliqueTieRule');
  return TIE_RULES.find((rule) => rule === said) ?? 'first-seen';
}

export const protocol: ProtocolEntry = {
  name: 'clique',
  membership: 'votes',
  workTimers: [BLOCK_TIMER, WIGGLE_TIMER],
  guarantees: () => ({
    faults: 'byzantine',
    finality: 'probabilistic',
    // What is decided may be taken back with nobody at fault, as after a partition.
    safeWith: () => 0,
    // N − SIGNER_LIMIT: the others can take turns for ever, deadlocks apart.
    liveWith: (members) => Math.ceil(members / 2) - 1,
    signersMin: () => 1,
    model: 'Every block is sealed by a signer whom the chain before it allows, everyone follows the '
      + 'chain of the most total difficulty that it knows, and once the network is whole all come to '
      + 'one chain while a majority is up and more confirmations are wanted than signers equivocate, or '
      + 'to a deadlock that is reported (EIP-225; EIP-3436).',
  }),
  assemble: ({ names, registry, idle, settings, below, isRunning = () => true, leadsTwoLives = () => false }) => {
    const tieRule = tieRuleOf(settings);
    const watch = new DeadlockWatch(tieRule, isRunning, leadsTwoLives);
    return (seat) => clique({
      self: seat.self, members: names.length, names, keyring: seat.keyring, registry, idle, tieRule,
      blockPeriodMicros: settings.micros('consensus.blockIntervalSeconds'),
      epochBlocks: settings.number('consensus.cliqueEpochBlocks'),
      confirmations: settings.number('consensus.confirmationBlocks'),
      askAgainMicros: settings.micros('consensus.requestTimeoutSeconds'),
      emptyBlocks: settings.flag('consensus.emptyBlocks'),
      below: (n, purpose, number) => below(n, names[seat.self] ?? '', purpose, `block/${number}`),
      ...seat.isSecondLife === true ? {} : { watch },
      restored: seat.disk as PersistedClique | null,
      isRestarted: seat.isRestarted,
    }, seat.application, seat.effects);
  },
};
