import type { Micros } from '../../kernel/micros.ts';
import type { Transaction } from '../transaction.ts';
import { refuse, type BlockContext, type ContractOutcome, type StateView } from './contract.ts';
import { fieldProblem } from './fields.ts';
import { readIdentity } from './identity.ts';

/** Who may give and revoke grants in a patient's stead: only she appoints and dismisses them. */
export type ProxyCall =
  | { readonly contract: 'proxy'; readonly action: 'appoint'; readonly body: ProxyNamed }
  | { readonly contract: 'proxy'; readonly action: 'dismiss'; readonly body: ProxyNamed };

export type ProxyNamed = { readonly patient: string; readonly proxy: string };

export type Proxy = ProxyNamed & {
  readonly sinceMicros: Micros;
  /** Block time of her dismissal, or null while she stands in. */
  readonly dismissedAtMicros: Micros | null;
};

/** Everybody she ever appointed, by name. */
export function proxiesOf(state: StateView, patient: string): readonly Proxy[] {
  return state.entries(`proxy/${patient}/`).map((entry) => entry.value as Proxy);
}

/** The patient herself, or a proxy of hers who is not dismissed. */
export function maySignFor(state: StateView, patient: string, signer: string): boolean {
  if (signer === patient) return true;
  const proxy = state.get(proxyKey(patient, signer)) as Proxy | undefined;
  return proxy !== undefined && proxy.dismissedAtMicros === null;
}

export function executeProxy(
  transaction: Transaction & ProxyCall, state: StateView, context: BlockContext,
): ContractOutcome {
  const { sender, action, body } = transaction;
  const problem = fieldProblem(`proxy.${action}`, body, { patient: 'name', proxy: 'name' });
  if (problem !== null) return refuse(problem);
  const { patient, proxy } = body;
  if (readIdentity(state, patient)?.kind !== 'patient') {
    return refuse(`${patient} is not a registered patient.`);
  }
  if (sender !== patient) {
    return refuse(`Only ${patient} says who stands in for her, and ${sender} signed.`);
  }
  if (readIdentity(state, proxy)?.kind !== 'proxy') return refuse(`${proxy} is no registered proxy.`);
  const key = proxyKey(patient, proxy);
  if (action === 'appoint') {
    if (maySignFor(state, patient, proxy)) return refuse(`${proxy} is already ${patient}'s proxy.`);
    const value: Proxy = { patient, proxy, sinceMicros: context.timestampMicros,
      dismissedAtMicros: null };
    return { writes: [{ key, value }] };
  }
  if (!maySignFor(state, patient, proxy)) return refuse(`${proxy} is not ${patient}'s proxy.`);
  const value: Proxy = { ...state.get(key) as Proxy, dismissedAtMicros: context.timestampMicros };
  return { writes: [{ key, value }] };
}

function proxyKey(patient: string, proxy: string): string {
  return `proxy/${patient}/${proxy}`;
}
