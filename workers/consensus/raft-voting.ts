import type { Durable } from './raft-durable.ts';
import { vote } from './raft-messages.ts';
import type { RequestVote, Vote } from './raft-messages.ts';

/**
 * What a node says to a candidate, whoever that is: "servers process incoming RPC requests without
 * consulting their current configurations" (thesis 4.1).
 */
export function answerPreVote(
  { currentTerm, learner, log }: Durable, message: RequestVote, hearsLeader: boolean,
): Vote {
  const granted = !learner && !hearsLeader && message.term > currentTerm
    && log.isUpToDate(message.lastTerm, message.lastIndex);
  return vote('pre-vote-reply', currentTerm, message.term, granted);
}

/** 5.2 and 5.4.1: one vote a term, and only for a log as up to date as one's own. */
export function answerRequestVote(durable: Durable, from: number, message: RequestVote): Vote {
  const { currentTerm, votedFor, learner, log } = durable;
  const granted = !learner && message.term === currentTerm
    && (votedFor === null || votedFor === from)
    && log.isUpToDate(message.lastTerm, message.lastIndex);
  if (granted) durable.voteFor(from);
  return vote('vote', currentTerm, message.term, granted);
}
