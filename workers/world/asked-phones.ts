import { proxiesOf } from '../ledger/contracts/proxy.ts';
import type { Cast, Patient } from './cast.ts';
import type { MemberNode } from './node.ts';

/** Where a node asks for a patient's consent: on her phone, and on those of the proxies it knows. */
export function phonesFor(node: MemberNode, cast: Cast, patient: Patient):
{ readonly phone: number; readonly whose: string }[] {
  const proxies = proxiesOf(node.replica.state, patient.name)
    .filter(({ dismissedAtMicros }) => dismissedAtMicros === null)
    .flatMap(({ proxy }) => {
      const { phone } = cast.person(proxy);
      return phone === null ? [] : [{ phone, whose: `/${proxy}` }];
    });
  return [{ phone: patient.wallet, whose: '' }, ...proxies];
}
