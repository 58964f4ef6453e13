/**
 * Whose an address is. A port of one's own machine is soon another program's, and a worker that is
 * kept from before would go on showing this app there. So at such an address the host is asked first.
 */

/** What the page of every version begins with; index.html has it. */
const OUR_PAGE = '<title>Ledgerward</title>';

/** Whether an address is of the user's own machine: RFC 6761, section 6.3, and RFC 1122, 3.2.1.3. */
export function isOwnMachine(address: string): boolean {
  const { hostname } = new URL(address);
  return /(^|\.)localhost$|^127\.\d+\.\d+\.\d+$|^\[::1\]$/.test(hostname);
}

/** The host's own answer if it is no page of ours; null where it is, or where nobody answers. */
export async function othersPage(asked: Promise<Response>): Promise<Response | null> {
  try {
    const answer = await asked;
    return answer.ok && (await answer.clone().text()).includes(OUR_PAGE) ? null : answer;
  } catch {
    return null;
  }
}
