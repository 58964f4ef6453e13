import { provisionWords } from '../../grants/words.ts';
import { formatMoment } from '../../kernel/micros.ts';
import type { Transaction } from '../../ledger/transaction.ts';

/** What a transaction says, in one sentence. */
export function transactionWords(transaction: Transaction): string {
  const { sender } = transaction;
  switch (transaction.contract) {
    case 'identity': return identityWords(transaction);
    case 'record-index': {
      const { record, version, patient, section, custodian, content } = transaction.body;
      const form = content === undefined ? 'a commitment to it' : `it, as ${content.form}`;
      return `${custodian} writes down where version ${version} of ${patient}'s ${record} (${section}) is kept, and ${form}.`;
    }
    case 'grant': {
      if (transaction.action === 'revoke') return `${sender} takes back ${transaction.body.grant}.`;
      const { patient, provision, grant } = transaction.body;
      const said = provisionWords(provision, patient, { moment: formatMoment }).join(' ');
      const stead = sender === patient ? '' : ` in ${patient}'s stead`;
      return `${sender} signs ${grant}${stead}: ${said}`;
    }
    case 'access-log': {
      const { patient, person, purpose, permitted, refused } = transaction.body;
      const answers = [
        ...permitted.length === 0 ? [] : [`permitted ${permitted.join(', ')}`],
        ...refused.length === 0 ? [] : [`refused ${refused.join(', ')}`],
      ];
      return `${sender} notes what it answered ${person} about ${patient}'s chart, for ${purpose}: ${answers.join('; ')}.`;
    }
    case 'break-glass': {
      const { patient, person, sections } = transaction.body;
      return `${sender} declares that ${person} broke the glass on ${patient}'s ${sections.join(', ')}.`;
    }
    case 'erasure':
      return transaction.action === 'ask'
        ? `${sender} asks ${transaction.body.custodian} to erase ${transaction.body.sections.join(', ')}.`
        : `${sender} gives its word that the keys for ${transaction.body.erasure} are destroyed.`;
    case 'proxy':
      return transaction.action === 'appoint'
        ? `${transaction.body.patient} appoints ${transaction.body.proxy} to act for her.`
        : `${transaction.body.patient} dismisses ${transaction.body.proxy}.`;
    case 'do-nothing':
      return `${sender} sends transaction ${transaction.body.number} of the load ${transaction.body.load}, which changes nothing.`;
  }
}

function identityWords(transaction: Transaction & { contract: 'identity' }): string {
  switch (transaction.action) {
    case 'register': {
      const { entity, kind, organisation } = transaction.body;
      const where = organisation === '' || organisation === entity ? '' : ` at ${organisation}`;
      return `${entity} is made known as a ${kind}${where}, with its public key.`;
    }
    case 'enrol': return `${transaction.body.patient} enrols with ${transaction.body.organisation}.`;
    case 'rotate':
      return `${transaction.sender} vouches for key ${transaction.body.key} of ${transaction.body.patient}.`;
  }
}
