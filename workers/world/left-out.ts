import type { Block } from '../ledger/block.ts';
import type { Transaction } from '../ledger/transaction.ts';

/** So many are named, and of the rest the number. */
const NAMED_MOST = 3;

/** What one block has and another in its place has not, in words; empty where it lacks nothing. */
export function leftOut(block: Block, other: Block): string {
  const kept = new Set(block.transactions.map(({ body }) => body.id));
  const gone = other.transactions.map(({ body }) => body).filter(({ id }) => !kept.has(id));
  const named = gone.slice(0, NAMED_MOST).map(wordsOf);
  return (gone.length > NAMED_MOST ? [...named, `${gone.length - NAMED_MOST} more`] : named).join(', ');
}

function wordsOf(transaction: Transaction): string {
  if (transaction.contract === 'access-log') {
    const { person, patient } = transaction.body;
    return `the note that ${person} asked for ${patient}'s chart`;
  }
  if (transaction.contract === 'grant') {
    const { grant } = transaction.body;
    return transaction.action === 'give' ? grant : `the withdrawal of ${grant}`;
  }
  return `what ${transaction.sender} signed for ${transaction.contract}`;
}
