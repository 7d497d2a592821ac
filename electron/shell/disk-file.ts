import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { DownloadFile } from '#electron/platform/ports';

/** What is sent: text and bytes as they are, a file piece by piece; null when it is gone. */
export async function sendable(body: DownloadFile['body']): Promise<string | Uint8Array | Readable | null> {
  if (typeof body === 'string' || body instanceof Uint8Array) return body;
  if ('read' in body) return body.read();
  try {
    await access(body.path);
  } catch {
    return null;
  }
  return createReadStream(body.path).once('end', body.fetched);
}
