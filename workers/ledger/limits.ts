/**
 * Limits of the ledger, each with its reason. A node checks them on what it receives; a transaction
 * over a limit is refused with a sentence.
 */

/** A grant of every section with long names stays far below; no chart can be smuggled in. */
export const TRANSACTION_BYTES_MAX = 16 * 1024;

/** A registration that carries its record: a scanned page in a DocumentReference fits. */
export const RECORD_TRANSACTION_BYTES_MAX = 4 * 1024 * 1024;

/** Waiting transactions a node holds: forty full blocks of 500, after which it says it is full. */
export const MEMPOOL_TRANSACTIONS_MAX = 20_000;

/** The setting consensus.blockTransactionsMax lowers this; the genesis block is exempt. */
export const BLOCK_TRANSACTIONS_MAX = 500;

/** A name of an entity, a record, a grant: FHIR ids are 64 characters (R4 §2.24.0.1), with room. */
export const NAME_LENGTH_MAX = 200;

/** Sections of one access-log entry; FHIR charts are cut into twenty. */
export const LOG_SECTIONS_MAX = 100;

/** Moves of one patient that are kept in one entry of the state. */
export const ENROLMENTS_MAX = 1_000;

/**
 * How far ahead of a node's own clock a proposer's may be. Generous beside network.clockSkew
 * (up to 50 ms ahead): it refuses lies, not imperfect clocks.
 */
export const CLOCK_TOLERANCE_MICROS = 1_000_000;
