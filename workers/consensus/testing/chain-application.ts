import type { Application, Certificate, Payload } from '../protocol.ts';

/** The body of a test block: its digest is its content written out, so that no hash is needed. */
export interface TestBlock {
  readonly height: number;
  readonly parent: string;
  readonly proposer: number;
  readonly transactions: readonly string[];
}

export function payloadOf(block: TestBlock): Payload {
  return {
    digest: `${block.height}<${block.proposer}>${block.transactions.join('+')}`,
    bytes: 200 + 100 * block.transactions.length,
    body: block,
  };
}

/** A replica of the smallest kind: a mempool of names and a chain of the names decided. */
export class ChainApplication implements Application {
  readonly chain: Payload[] = [];
  readonly decidedTransactions = new Set<string>();
  private readonly mempool = new Set<string>();
  private readonly self: number;

  constructor(self: number) {
    this.self = self;
  }

  submit(transaction: string): boolean {
    if (this.decidedTransactions.has(transaction)) return false;
    this.mempool.add(transaction);
    return true;
  }

  hasPending(): boolean {
    return this.mempool.size > 0;
  }

  propose(height: number): Payload {
    const parent = this.parent();
    return payloadOf({ height, parent, proposer: this.self, transactions: [...this.mempool] });
  }

  accept(height: number, payload: Payload): boolean {
    const block = payload.body as TestBlock;
    return block.height === height && block.parent === this.parent()
      && payload.digest === payloadOf(block).digest
      && !block.transactions.includes('invalid')
      && block.transactions.every((name) => !this.decidedTransactions.has(name));
  }

  decide(payload: Payload, _certificate: Certificate): void {
    this.chain.push(payload);
    for (const name of (payload.body as TestBlock).transactions) {
      this.mempool.delete(name);
      this.decidedTransactions.add(name);
    }
  }

  private parent(): string {
    return this.chain.at(-1)?.digest ?? 'genesis';
  }
}
