/** A static file server for one folder: right types, the content security policy, nothing above. */
import { createReadStream, realpathSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';
import { Plain } from './command.mjs';
import { CONTENT_SECURITY_POLICY } from './policy.mjs';

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.cedar': 'text/plain; charset=utf-8',
  '.cedarschema': 'text/plain; charset=utf-8',
  '.ledgerward': 'text/plain; charset=utf-8',
  '.ndjson': 'application/x-ndjson; charset=utf-8',
};

/**
 * Serves a folder on this machine only. Port 0 takes any free one.
 * @param {string} folder @param {number} port
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function serve(folder, port) {
  const base = realpathSync(folder);
  const listener = (/** @type {Request} */ request, /** @type {Response} */ response) => {
    answer(base, request, response);
  };
  const server = createServer(listener);
  const bound = await listen(server, port, '127.0.0.1');
  // Browsers may take localhost for ::1; where the machine has no IPv6 the first server suffices.
  const second = createServer(listener);
  await listen(second, bound, '::1').catch((error) => {
    if (error instanceof Plain) throw error;
  });
  return {
    url: `http://localhost:${bound}/`,
    close: () => {
      for (const each of [server, second]) {
        each.close();
        each.closeAllConnections();
      }
    },
  };
}

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */

/** @param {import('node:http').Server} server @param {number} port @param {string} host
 * @returns {Promise<number>} the port it listens on */
function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'EADDRINUSE') {
        reject(new Plain(`Port ${port} is in use by another program. `
          + 'Stop it, or choose another port: PORT=4174 npm start', 1));
      } else if (error.code === 'EACCES') {
        reject(new Plain(`Port ${port} needs special rights. Choose one above 1023: PORT=4173 npm start`, 1));
      } else reject(error);
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** @param {string} base @param {Request} request @param {Response} response */
function answer(base, request, response) {
  response.setHeader('Content-Security-Policy', CONTENT_SECURITY_POLICY);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return refuse(response, 405, 'This server only gives files.');
  }
  const file = find(base, request.url ?? '/');
  if (!file) return refuse(response, 404, 'There is no such file here.');
  const { size } = statSync(file);
  response.writeHead(200, {
    'Content-Type': TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream',
    'Content-Length': size,
    // Built assets carry their hash in their name; everything else may change under its name.
    'Cache-Control': file.startsWith(join(base, 'assets') + sep)
      ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  if (request.method === 'HEAD') return response.end();
  createReadStream(file).on('error', () => response.destroy()).pipe(response);
}

/** @param {Response} response @param {number} status @param {string} sentence */
function refuse(response, status, sentence) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${sentence}\n`);
}

/** The file that an address names, or null: the real path, links followed, must lie inside the base.
 * @param {string} base @param {string} address */
function find(base, address) {
  try {
    const path = decodeURIComponent(address.split(/[?#]/, 1)[0] ?? '/');
    if (path.includes('\0')) return null;
    let file = realpathSync(join(base, path));
    if (file !== base && !file.startsWith(base + sep)) return null;
    if (statSync(file).isDirectory()) file = join(file, 'index.html');
    return statSync(file).isFile() ? file : null;
  } catch {
    return null;
  }
}
