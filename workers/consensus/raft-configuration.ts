import { majorityOf } from './quorum.ts';

/**
 * Who counts, from one entry of a log on (Ongaro, "Consensus: Bridging Theory and Practice", 2014,
 * section 4.1). The others are non-voting members: they are sent all entries and count for nothing.
 */
export interface Configuration {
  /** The entry that holds it; 0: the one that the network began with. */
  readonly index: number;
  /** Ascending; never empty. */
  readonly servers: readonly number[];
}

/** What is asked for: one server more, or one less. Never two at a time, or majorities part. */
export interface ConfigurationChange {
  readonly server: number;
  readonly choice: 'add' | 'drop';
}

/** "A majority of the new configuration" (4.1). */
export function isMajority(
  { servers }: Configuration, isFor: (server: number) => boolean,
): boolean {
  return servers.filter(isFor).length >= majorityOf(servers.length);
}

/** Nothing is left to change. */
export function isAsWished(
  { servers }: Configuration, { server, choice }: ConfigurationChange,
): boolean {
  return servers.includes(server) === (choice === 'add');
}

/** The servers of C_new, one more or one less than those of C_old. */
export function changed(
  { servers }: Configuration, { server, choice }: ConfigurationChange,
): readonly number[] {
  return choice === 'drop' ? servers.filter((each) => each !== server)
    : [...servers, server].sort((a, b) => a - b);
}
