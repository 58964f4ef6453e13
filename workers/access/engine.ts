import type * as Cedar from '@cedar-policy/cedar-wasm/web';

export type { DetailedError, EntityUidJson, PolicyJson } from '@cedar-policy/cedar-wasm/web';

/**
 * What is used of Cedar (Cutler et al., OOPSLA 2024): the functions of its `/web` entry after
 * `initSync`, when every call is synchronous. They are handed in, because fetching and compiling
 * the WebAssembly module is asynchronous and knows the machine.
 */
export type CedarEngine = Pick<
  typeof Cedar,
  | 'checkParseSchema'
  | 'policySetTextToParts'
  | 'policyToJson'
  | 'preparsePolicySet'
  | 'statefulIsAuthorized'
  | 'validate'
>;
