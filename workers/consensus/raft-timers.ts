/**
 * What a member of Raft waits for: word from a leader, as a leader its own next heartbeat, and an
 * answer to what it has asked of the leader.
 */
export const ELECTION_TIMER = 'election';
export const BEAT_TIMER = 'beat';
export const CHANGE_TIMER = 'change';
