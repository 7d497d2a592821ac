import { Readable } from 'node:stream';
import { protocol, type Session } from 'electron';
import { APP_HOST, APP_SCHEME, onceToken } from '#electron/shell/app-address';
import { sendable } from '#electron/shell/disk-file';
import type { OneTimeFiles } from '#electron/shell/one-time-files';
import { readPageFile } from '#electron/shell/page-files';
import { FIXED_HEADERS, newNonce, pagePolicy, paperPolicy, withNonce } from '#electron/shell/page-policy';

/** Must be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

export interface AppPages {
  readonly rendererRoot: string;
  readonly files: OneTimeFiles;
  /** Stands in for the application page while the program cannot work, or null. */
  readonly insteadOfPage: () => string | null;
}

/** Serves `app://clinic/`: GET only, nothing outside the built page, the policy as a header. */
export function serveApp(session: Session, pages: AppPages): void {
  session.protocol.handle(APP_SCHEME, async (request) => {
    const url = new URL(request.url);
    if (url.host !== APP_HOST) return refused(404);
    if (request.method !== 'GET') return refused(405);
    const once = onceToken(request.url);
    if (once !== null) return onceAnswer(pages.files, once);
    const file = await readPageFile(pages.rendererRoot, url.pathname);
    if (file === null) return refused(404);
    if (!file.isPage) return answer(file.body, file.type, {});
    const nonce = newNonce();
    const page = withNonce(pages.insteadOfPage() ?? file.body.toString('utf8'), nonce);
    return answer(page, file.type, {
      'Content-Security-Policy': pagePolicy(nonce),
      'Cache-Control': 'no-store',
    });
  });
}

/** Serves the sheets that wait for the hidden window that lays them out, `app://paper/<id>`. */
export function serveSheets(session: Session, sheets: ReadonlyMap<string, string>): void {
  session.protocol.handle(APP_SCHEME, (request) => {
    const html = sheets.get(new URL(request.url).pathname.slice(1));
    if (html === undefined) return refused(404);
    const nonce = newNonce();
    return answer(withNonce(html, nonce), 'text/html; charset=utf-8', {
      'Content-Security-Policy': paperPolicy(nonce, false),
      'Cache-Control': 'no-store',
    });
  });
}

async function onceAnswer(files: OneTimeFiles, token: string): Promise<Response> {
  const file = files.take(token);
  if (file === null) return refused(404);
  const body = await sendable(file.body);
  if (body === null) return refused(404);
  return answer(body, file.type, {
    'Cache-Control': 'no-store',
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
  });
}

function answer(
  body: string | Uint8Array | Readable,
  type: string,
  headers: Readonly<Record<string, string>>,
): Response {
  // A copy on its own buffer: Node's pooled one is larger than the file.
  const bytes = body instanceof Uint8Array ? new Uint8Array(body) : body;
  // Node's own type of a web stream and the platform's are one at run time.
  const sent = bytes instanceof Readable ? (Readable.toWeb(bytes) as ReadableStream) : bytes;
  return new Response(sent, { headers: { ...FIXED_HEADERS, 'Content-Type': type, ...headers } });
}

function refused(status: 404 | 405): Response {
  return new Response(null, { status, headers: { ...FIXED_HEADERS } });
}
