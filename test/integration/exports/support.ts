import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { parse } from 'papaparse';
import type { ExportDto } from '#shared/contract/exports';
import type { JobId } from '#shared/values/ids';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import {
  type DownloadTray,
  type TestDesk,
  type TestWindow,
  downloadTray,
  openDesk,
} from '#test/support/desk';

export interface ExportDesk {
  readonly database: FreshDatabase;
  readonly clinic: SmallClinic;
  readonly desk: TestDesk;
  readonly tray: DownloadTray;
  /** Where the administrator sits. */
  readonly window: TestWindow;
  close(): Promise<void>;
}

/** A desk with an administrator signed in, and what it offers for saving. */
export async function openExportDesk(now?: number): Promise<ExportDesk> {
  const database = await freshDatabase();
  const clinic = await smallClinic(database);
  await clinic.addAdmin('meena', 'superadmin');
  const tray = downloadTray();
  const desk = await openDesk(database, now === undefined ? { downloads: tray } : { downloads: tray, now });
  const window = await desk.signedIn('meena');
  return {
    database,
    clinic,
    desk,
    tray,
    window,
    close: async () => {
      await desk.stop();
      await clinic.close();
      await database.drop();
    },
  };
}

/** The export once it has come to rest. */
export async function ended(window: TestWindow, jobId: JobId): Promise<ExportDto> {
  for (;;) {
    const from = window.events.length;
    const { export: last } = await window.ok('exports.latest', {});
    if (last?.jobId === jobId && last.state !== 'waiting' && last.state !== 'running') return last;
    await window.seen((event) => window.events.indexOf(event) >= from && event.event === 'changed');
  }
}

/** Everything exported and fetched, each file as its text. */
export async function exported(
  { window, tray }: ExportDesk,
  withAudit: boolean,
): Promise<ReadonlyMap<string, string>> {
  const { jobId } = await window.ok('exports.start', { withAudit });
  const last = await ended(window, jobId);
  if (last.state !== 'done') throw new Error(`the export ended ${last.state}: ${last.error ?? ''}`);
  const { url } = await window.ok('exports.fetch', { jobId });
  const body = tray.offered.get(url)?.body;
  if (typeof body !== 'object' || !('path' in body)) throw new Error('no file was offered');
  const files = unzipSync(await readFile(body.path));
  body.fetched();
  return new Map(
    Object.entries(files).map(([name, bytes]) => [
      name,
      new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
    ]),
  );
}

/** The rows of one file by the names of its columns. */
export function rowsIn(
  files: ReadonlyMap<string, string>,
  name: string,
): readonly Readonly<Record<string, string>>[] {
  const text = files.get(name);
  if (text === undefined) throw new Error(`there is no ${name}`);
  const { data, errors } = parse<Record<string, string>>(text.slice(1), {
    header: true,
    skipEmptyLines: true,
  });
  if (errors.length > 0) throw new Error(JSON.stringify(errors[0]));
  return data;
}
