import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { Gate } from './gate';
import { sendable } from '#electron/shell/disk-file';
import type { OneTimeFiles } from '#electron/shell/one-time-files';
import { readPageFile } from '#electron/shell/page-files';
import { FIXED_HEADERS, newNonce, pagePolicy, paperPolicy, withNonce } from '#electron/shell/page-policy';

export interface PageSources {
  readonly rendererRoot: string;
  /** The built script that makes `window.clinic` over the WebSocket. */
  readonly bridgeFile: string;
  readonly files: OneTimeFiles;
}

export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | Readable;
}

const NO_STORE = { 'Cache-Control': 'no-store' };
/** Built files carry their content's hash in their name. */
const FOREVER = { 'Cache-Control': 'private, max-age=31536000, immutable' };
const NOTHING_HERE = 'There is nothing here.';

/** What the host says to one request: the token swap, the page, its files, the bridge or one-time paper. */
export async function pageAnswer(
  request: IncomingMessage,
  gate: Gate,
  sources: PageSources,
): Promise<PageAnswer> {
  if (!gate.isOurs(request)) return refusal(403, 'Only the page of this host may ask it.');
  if (request.method !== 'GET') return refusal(405, 'Only GET is answered.');
  const url = gate.addressOf(request);
  if (url === null) return refusal(404, NOTHING_HERE);
  if (url.pathname === '/' && url.searchParams.has('token')) return tokenSwap(gate, url);
  if (!gate.hasCookie(request))
    return refusal(401, 'Open the address that the host printed when it started.');
  if (url.pathname === '/bridge.js') {
    return found('text/javascript; charset=utf-8', await readFile(sources.bridgeFile), NO_STORE);
  }
  if (url.pathname.startsWith('/paper/')) return paper(url.pathname.slice('/paper/'.length), sources.files);
  if (url.pathname.startsWith('/once/')) return toSave(url.pathname.slice('/once/'.length), sources.files);
  return pageFile(url.pathname, gate, sources.rendererRoot);
}

/** The token leaves the address bar and the history; from here on the cookie speaks. */
function tokenSwap(gate: Gate, url: URL): PageAnswer {
  if (!gate.hasToken(url)) return refusal(403, 'This address belongs to another start of the host.');
  const headers = { ...FIXED_HEADERS, ...NO_STORE, 'Set-Cookie': gate.setCookie, Location: '/' };
  return { status: 303, headers, body: '' };
}

async function pageFile(path: string, gate: Gate, root: string): Promise<PageAnswer> {
  const file = await readPageFile(root, path);
  if (file === null) return refusal(404, NOTHING_HERE);
  if (!file.isPage) return found(file.type, file.body, FOREVER);
  const nonce = newNonce();
  const page = withNonce(file.body.toString('utf8'), nonce).replace(
    '<head>',
    '<head><script type="module" src="/bridge.js"></script>',
  );
  const socket = gate.origin.replace('http:', 'ws:');
  return found(file.type, page, { ...NO_STORE, 'Content-Security-Policy': pagePolicy(nonce, [socket]) });
}

async function paper(token: string, files: OneTimeFiles): Promise<PageAnswer> {
  const file = files.take(token);
  const sent = file && (await sendable(file.body));
  if (!file || sent === null) return refusal(404, 'This sheet was fetched already or waited too long.');
  const nonce = newNonce();
  const body = typeof sent === 'string' ? withNonce(sent, nonce) : sent;
  return found(file.type, body, { ...NO_STORE, 'Content-Security-Policy': paperPolicy(nonce, true) });
}

/** A file that the browser saves and does not show. */
async function toSave(token: string, files: OneTimeFiles): Promise<PageAnswer> {
  const file = files.take(token);
  const body = file && (await sendable(file.body));
  if (!file || body === null) return refusal(404, 'This file was fetched already or waited too long.');
  return found(file.type, body, {
    ...NO_STORE,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
  });
}

function found(
  type: string,
  body: string | Uint8Array | Readable,
  headers: Readonly<Record<string, string>>,
): PageAnswer {
  return { status: 200, headers: { ...FIXED_HEADERS, 'Content-Type': type, ...headers }, body };
}

function refusal(status: number, sentence: string): PageAnswer {
  const headers = { ...FIXED_HEADERS, ...NO_STORE, 'Content-Type': 'text/plain; charset=utf-8' };
  return { status, headers, body: `${sentence}\n` };
}
