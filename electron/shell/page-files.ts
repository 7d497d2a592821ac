import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
};

export interface PageFile {
  readonly body: Buffer;
  readonly type: string;
  /** The application page itself, which gets a nonce and the policy. */
  readonly isPage: boolean;
}

/**
 * Reads one file of the built page. The path is a URL's path; anything that leaves the root, hides in it
 * or has a type that the build does not make is answered with null.
 */
export async function readPageFile(root: string, urlPath: string): Promise<PageFile | null> {
  const path = decoded(urlPath);
  if (path === null) return null;
  const wanted = path === '/' ? '/index.html' : path;
  const parts = wanted.split('/').slice(1);
  if (parts.some((part) => part === '' || part.startsWith('.') || /[\\:\0]/.test(part))) return null;
  const type = TYPES[extname(wanted).toLowerCase()];
  const file = join(root, ...parts);
  if (type === undefined || !file.startsWith(root.endsWith(sep) ? root : root + sep)) return null;
  try {
    return { body: await readFile(file), type, isPage: wanted === '/index.html' };
  } catch {
    return null;
  }
}

function decoded(urlPath: string): string | null {
  try {
    return decodeURIComponent(urlPath);
  } catch {
    return null;
  }
}
