import { MOST_DOCUMENT_BYTES } from '#shared/domain/documents';
import type { WatchedFile } from '#shared/contract/scan-folder';
import { change } from '../../api/call';
import { addScan } from './filing';
import { isTaken, listUnread, takeUp } from './store';

async function fetched(file: WatchedFile): Promise<File | null> {
  const answer = await change('scanFolder.open', file);
  if (!answer.ok) return null;
  const response = await fetch(answer.value.url);
  return response.ok ? new File([await response.blob()], file.name) : null;
}

let before: Promise<unknown> = Promise.resolve();

async function take(file: WatchedFile): Promise<void> {
  const got = await fetched(file).catch(() => null);
  // Somebody else may sit there by now.
  if (!isTaken(file)) return;
  if (got === null) listUnread(file);
  else await addScan(got, file);
}

/** Whether a file of the scanner's folder is small enough to be filed. */
export function fits({ bytes }: WatchedFile): boolean {
  return bytes <= MOST_DOCUMENT_BYTES;
}

/** Takes up what came into the scanner's folder, one after the other. */
export function takeAll(files: readonly WatchedFile[]): void {
  for (const file of files) {
    if (!fits(file) || !takeUp(file)) continue;
    before = before.then(() => take(file));
  }
}
