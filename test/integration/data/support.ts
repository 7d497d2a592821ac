import { CHUNK_BYTES, type ImportKind } from '#shared/domain/importing/fields';
import type { ImportDto, ImportRow, WantedReading } from '#shared/contract/imports';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';

export interface DataDesk {
  readonly database: FreshDatabase;
  readonly clinic: SmallClinic;
  readonly desk: TestDesk;
  /** Where the administrator sits. */
  readonly window: TestWindow;
  close(): Promise<void>;
}

/** A desk with an administrator signed in. */
export async function openDataDesk(): Promise<DataDesk> {
  const database = await freshDatabase();
  const clinic = await smallClinic(database);
  await clinic.addAdmin('meena', 'superadmin');
  const desk = await openDesk(database);
  const window = await desk.signedIn('meena');
  return {
    database,
    clinic,
    desk,
    window,
    close: async () => {
      await desk.stop();
      await clinic.close();
      await database.drop();
    },
  };
}

/** Sends a file up in its parts. */
export async function sendUp(
  window: TestWindow,
  kind: ImportKind,
  file: string | Uint8Array,
  fileName = 'file.csv',
): Promise<ImportDto> {
  const bytes = Buffer.from(file);
  const begun = await window.ok('imports.begin', { kind, fileName, size: bytes.length });
  for (let index = 0; index * CHUNK_BYTES < bytes.length; index += 1) {
    const part = bytes.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES);
    await window.ok('imports.chunk', { id: begun.import.id, index, body: part.toString('base64') });
  }
  return begun.import;
}

/** The import once it has come to rest. */
export async function settled(window: TestWindow, id: number): Promise<ImportDto> {
  for (let seen = window.events.length; ; seen = window.events.length) {
    const now = await window.ok('imports.get', { id });
    if (!['reading', 'writing', 'undoing'].includes(now.state)) return now;
    const from = seen;
    await window.seen((event) => window.events.indexOf(event) >= from && event.event === 'changed');
  }
}

/** A file that is up, read and looked at. */
export async function checked(
  window: TestWindow,
  kind: ImportKind,
  file: string | Uint8Array,
  reading: WantedReading | null = null,
): Promise<ImportDto> {
  const up = await sendUp(window, kind, file);
  const begun = await window.ok('imports.check', { id: up.id, version: up.version, reading });
  return settled(window, begun.import.id);
}

export async function rowsOf(window: TestWindow, id: number): Promise<ImportRow[]> {
  return (await window.ok('imports.rows', { id, states: [], after: 0, limit: 200 })).items;
}

/** Confirms what was looked at, the wrong rows left out. */
export async function confirmed(
  window: TestWindow,
  seen: ImportDto,
  warned: { readonly reason: string } | null = null,
): Promise<ImportDto> {
  await window.ok('imports.confirm', {
    id: seen.id,
    version: seen.version,
    leaveOut: seen.counts?.wrong ?? 0,
    warned,
  });
  return settled(window, seen.id);
}
