/**
 * A row of Hyperledger Caliper's report, by its formulas (caliper-core, report.js and
 * transaction-statistics-collector.js): send rate = all ÷ (last sent − first sent);
 * throughput = all that ended ÷ (last end − first sent); latency of the successful alone. Failed are
 * those refused, and those that had not ended when the run did. Null where nothing can be said.
 */
export interface LoadRow {
  readonly name: string;
  readonly succ: number;
  readonly fail: number;
  readonly unfinished: number;
  readonly sendRateTps: number | null;
  readonly maxLatencySeconds: number | null;
  readonly minLatencySeconds: number | null;
  readonly avgLatencySeconds: number | null;
  readonly throughputTps: number | null;
  /** The successful alone ÷ (last success − first sent): what was gained. */
  readonly committedTps: number | null;
  /** Nearest rank over all that was sent; null where it lands on one that failed. */
  readonly latencySecondsP50: number | null;
  readonly latencySecondsP90: number | null;
  readonly latencySecondsP95: number | null;
  readonly latencySecondsP99: number | null;
}

/** How many messages of a kind were sent, and their bytes. */
export interface MessageMix {
  readonly kind: string;
  readonly messages: number;
  readonly bytes: number;
}

/** What clients of the loads of a run met with. */
export interface LoadReport {
  /** One a load, and one for all where there are several. */
  readonly rows: readonly LoadRow[];
  /** Transactions final in each second since the first was sent. */
  readonly perSecond: readonly number[];
  readonly recoveries: readonly {
    /** Seconds from the start of the story. */
    readonly at: number; readonly fault: string; readonly recoverySeconds: number | null;
  }[];
  /** Most frequent first. */
  readonly messages: readonly MessageMix[];
}
