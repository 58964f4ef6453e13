/** Serves the build on a free port and under a sub-path, as many a static host would. */
import { join } from 'node:path';
import { serve } from '../../scripts/serve.mjs';

export default async function serveDist(): Promise<() => void> {
  const server = await serve(join(import.meta.dirname, '../..'), 0);
  process.env['LEDGERWARD_URL'] = `${server.url}dist/`;
  return () => { server.close(); };
}
