/** Every limit of the product, each with its reason. A limit met is said, never silently cut. */

/** Keeps row numbers in 32-bit columns, and a run's memory below about 2 GB. */
export const OUTCOMES_MAX = 16_777_216;

/** Messages kept for the stage; at about 48 bytes each, 800 MB. Beyond, run it counted. */
export const MESSAGES_KEPT_MAX = 16_777_216;

/** The queue's insertion order is a 31-bit integer, the fastest the engines compare. */
export const EVENTS_MAX = 2_000_000_000;

/** Pending at one time; a ticket packs the slot in 24 bits beside 29 bits of order. */
export const EVENTS_PENDING_MAX = 16_777_216;

/** Kinds of kernel event; a dispatch table small enough to stay in cache. */
export const EVENT_KINDS_MAX = 256;

/** Fields of one trace entry: more would be two entries. */
export const ENTRY_FIELDS_MAX = 8;

/** A scenario is typed by people or generated; a megabyte is 20,000 acts and parses in a second. */
export const SCENARIO_BYTES_MAX = 1_000_000;

/** Acts of one story: what the editor can still check between two keystrokes. */
export const STORY_ACTS_MAX = 10_000;

/** Validators exchange n² messages a block; 128 are what published simulations of PBFT go up to. */
export const MEMBERS_MAX = 128;

/** What a protocol by itself is asked to count in benchmarks, beyond any network of a scenario. */
export const VALIDATORS_MAX = 512;

/** Named people, patients included: what one tab can hold with their charts. */
export const PEOPLE_MAX = 10_000;

/** Ten years; in microseconds still 28 times below 2^53. */
export const DAYS_MAX = 3_650;

/** Parties of a network: members and, at most, everyone with a device. */
export const PARTIES_MAX = MEMBERS_MAX + PEOPLE_MAX;

/** The largest Synthea bundles are near 10 MiB; a bigger file is a mistake or an attack. */
export const FHIR_FILE_BYTES_MAX = 10 * 1_024 * 1_024;

/** Messages sent and not yet arrived, those that cut links hold included; a flight is 150 bytes. */
export const MESSAGES_UNDER_WAY_MAX = 4_000_000;

/** One message; 64 MiB holds every sealed chart, and bytes × 8 × 10^6 stays below 2^53. */
export const MESSAGE_BYTES_MAX = 64 * 1_024 * 1_024;
