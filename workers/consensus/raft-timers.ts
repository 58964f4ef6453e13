/** What a member of Raft waits for: word from a leader, and as a leader its own next heartbeat. */
export const ELECTION_TIMER = 'election';
export const BEAT_TIMER = 'beat';
