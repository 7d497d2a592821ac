import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Gate } from './gate';
import type { OneTimeFiles } from '#electron/shell/one-time-files';
import { readPageFile } from '#electron/shell/page-files';
import { FIXED_HEADERS, newNonce, pagePolicy, paperPolicy, withNonce } from '#electron/shell/page-policy';

export interface PageSources {
  readonly rendererRoot: string;
  /** The built script that makes `window.clinic` over the WebSocket. */
  readonly bridgeFile: string;
  readonly files: OneTimeFiles;
}

/** Answers the host's GET requests: the token swap, the page, its files, the bridge and one-time paper. */
export function pageAnswers(gate: Gate, sources: PageSources) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!gate.isOurs(request)) return refuse(response, 403, 'Only the page of this host may ask it.');
    if (request.method !== 'GET') return refuse(response, 405, 'Only GET is answered.');
    const url = gate.addressOf(request);
    if (url === null) return refuse(response, 404, 'There is nothing here.');
    if (url.pathname === '/' && url.searchParams.has('token')) {
      if (!gate.hasToken(url))
        return refuse(response, 403, 'This address belongs to another start of the host.');
      // The token leaves the address bar and the history; from here on the cookie speaks.
      response.writeHead(303, {
        ...FIXED_HEADERS,
        'Set-Cookie': gate.setCookie,
        Location: '/',
        'Cache-Control': 'no-store',
      });
      response.end();
      return;
    }
    if (!gate.hasCookie(request))
      return refuse(response, 401, 'Open the address that the host printed when it started.');
    await answer(url.pathname, response, gate, sources);
  };
}

async function answer(
  path: string,
  response: ServerResponse,
  gate: Gate,
  sources: PageSources,
): Promise<void> {
  if (path === '/bridge.js') {
    return send(response, 'text/javascript; charset=utf-8', await readFile(sources.bridgeFile), {
      'Cache-Control': 'no-store',
    });
  }
  if (path.startsWith('/paper/')) return sendPaper(path.slice('/paper/'.length), response, sources.files);
  const file = await readPageFile(sources.rendererRoot, path);
  if (file === null) return refuse(response, 404, 'There is nothing here.');
  if (!file.isPage)
    return send(response, file.type, file.body, { 'Cache-Control': 'private, max-age=31536000, immutable' });
  const nonce = newNonce();
  const page = withNonce(file.body.toString('utf8'), nonce).replace(
    '<head>',
    '<head><script type="module" src="/bridge.js"></script>',
  );
  send(response, file.type, page, {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': pagePolicy(nonce, [gate.origin.replace('http:', 'ws:')]),
  });
}

function sendPaper(token: string, response: ServerResponse, files: OneTimeFiles): void {
  const file = files.take(token);
  if (file === null) return refuse(response, 404, 'This sheet was fetched already or waited too long.');
  const nonce = newNonce();
  const body = typeof file.body === 'string' ? withNonce(file.body, nonce) : file.body;
  send(response, file.type, body, {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': paperPolicy(nonce, true),
  });
}

function send(
  response: ServerResponse,
  type: string,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>>,
): void {
  response.writeHead(200, { ...FIXED_HEADERS, 'Content-Type': type, ...headers });
  response.end(body);
}

function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, {
    ...FIXED_HEADERS,
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  response.end(`${sentence}\n`);
}
