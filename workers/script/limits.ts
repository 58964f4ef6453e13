import { DAYS_MAX } from '../kernel/limits.ts';
import { MICROS_PER_DAY } from '../kernel/micros.ts';
import type { Micros } from '../kernel/micros.ts';

/** A name stands on a map beside others: forty characters is what a label can hold. */
export const NAME_LENGTH_MAX = 40;

/** A title is a heading on a card; two lines of it. */
export const TITLE_LENGTH_MAX = 120;

/** A reason is a few words: at a bedside, or beside an expectation. */
export const REASON_LENGTH_MAX = 120;

/** What one line of a chart says; FHIR itself has no limit. */
export const WORDS_LENGTH_MAX = 200;

/** Larger whole numbers are no longer exact in a link, a table or another program. */
export const SEED_MAX = Number.MAX_SAFE_INTEGER;

/** No run shows more leaks than it has outcomes; a billion is beyond both. */
export const LEAKS_MAX = 1_000_000_000;

/** Clients of a load together, in transactions a second or a minute. */
export const LOAD_RATE_MAX = 10_000;

/** All transactions of a story's loads: each is signed, hashed and kept, and so are its outcomes. */
export const LOAD_TRANSACTIONS_MAX = 200_000;

/** One that does nothing has some 200 bytes with its signature; a ledger takes at most 16 KiB. */
export const LOAD_BYTES_MIN = 256;
export const LOAD_BYTES_MAX = 16_384;

/** A run keeps every block. */
export const STOP_BLOCKS_MAX = 1_000_000;

/** Ten thousand times slower a signature takes more than a second to check. */
export const SLOWER_TIMES_MAX = 10_000;

/** A duration reaches at most across the longest story. */
export const DURATION_MAX: Micros = DAYS_MAX * MICROS_PER_DAY;

/** A sentence quotes at most so much of what it complains about. */
export const QUOTE_LENGTH_MAX = 40;
