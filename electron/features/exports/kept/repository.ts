import { z } from 'zod';
import { KeptCalendarWish } from '#shared/contract/kept-calendars';
import { KeptCalendarId, PersonKey } from '#shared/values/ids';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';

const PREFIX = 'calendar.kept.';

/** What a desk remembers of a calendar that it keeps. */
const Stored = KeptCalendarWish.extend({
  fileName: z.string().regex(/^[^/\\]+\.ics$/),
  startedBy: PersonKey,
});

export type KeptCalendar = z.infer<typeof Stored> & { readonly id: KeptCalendarId };

interface Row {
  readonly name: string;
  readonly value: string;
}

/** A row that was broken by hand is none. */
function keptOf({ name, value }: Row): KeptCalendar[] {
  const id = KeptCalendarId.safeParse(name.slice(PREFIX.length));
  const stored = Stored.safeParse(JSON.parse(value));
  return id.success && stored.success ? [{ ...stored.data, id: id.data }] : [];
}

/** Those of a desk, by their files' names. */
export async function selectKept(tx: ReadTx, deskId: string): Promise<KeptCalendar[]> {
  const rows = await tx.select<Row>(
    `SELECT name, CAST(value AS CHAR) AS value FROM desk_settings WHERE desk_id = ? AND name LIKE '${PREFIX}%'`,
    [deskId],
  );
  return rows.flatMap(keptOf).sort((a, b) => a.fileName.localeCompare(b.fileName));
}

export async function findKept(tx: ReadTx, deskId: string, id: KeptCalendarId): Promise<KeptCalendar | null> {
  const rows = await tx.select<Row>(
    'SELECT name, CAST(value AS CHAR) AS value FROM desk_settings WHERE desk_id = ? AND name = ?',
    [deskId, PREFIX + id],
  );
  return rows.flatMap(keptOf)[0] ?? null;
}

/** Whether it is new: a repeated call finds its own and leaves it. */
export async function insertKept(
  tx: WriteTx,
  deskId: string,
  { id, ...stored }: KeptCalendar,
): Promise<boolean> {
  const { affectedRows } = await tx.run(
    `INSERT INTO desk_settings (desk_id, name, value) VALUES (?, ?, ?)
     ON DUPLICATE KEY UPDATE value = desk_settings.value`,
    [deskId, PREFIX + id, JSON.stringify(stored)],
  );
  return affectedRows === 1;
}

export async function deleteKept(tx: WriteTx, deskId: string, id: KeptCalendarId): Promise<boolean> {
  const { affectedRows } = await tx.run('DELETE FROM desk_settings WHERE desk_id = ? AND name = ?', [
    deskId,
    PREFIX + id,
  ]);
  return affectedRows === 1;
}
