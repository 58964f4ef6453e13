/**
 * The content security policy, in one place: vite.config.ts writes it into the built page, and
 * scripts/serve.mjs sends it as a header, so that any static host is as strict as `npm start`.
 *
 * No server is ever spoken to but the one the page came from. `wasm-unsafe-eval` compiles
 * WebAssembly (Cedar) and nothing else; text is never evaluated and no inline script runs.
 * Colours and positions are set through the style object model, which `style-src 'self'` allows.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
