import type { ReadTx, WriteTx } from '#electron/mysql/transactions';

export interface PresenceRow {
  readonly desk_id: string;
  readonly person: string;
  /** `appointment:12` or `patient:7`. */
  readonly what: string;
  readonly mode: string;
  readonly display_name: string;
  readonly desk_name: string;
}

/** A screen shows a handful; a thousand desks' worth is not sent. */
const MOST = 500;

/** Who is at what right now, with the names that other desks show. */
export function selectPresent(tx: ReadTx): Promise<PresenceRow[]> {
  return tx.select<PresenceRow>(
    `SELECT p.desk_id, p.person, p.what, p.mode, COALESCE(k.name, '') AS desk_name,
            COALESCE(NULLIF(CONCAT_WS(' ', d.title, d.first_name, d.last_name), ''), a.display_name, a.username, '')
              AS display_name
       FROM presence p
       LEFT JOIN desks k ON k.id = p.desk_id
       LEFT JOIN admin a ON p.person LIKE 'admin:%' AND a.id = CAST(SUBSTRING_INDEX(p.person, ':', -1) AS UNSIGNED)
       LEFT JOIN doctors d ON d.admin_id = a.id
         OR (p.person LIKE 'doctor:%' AND d.id = CAST(SUBSTRING_INDEX(p.person, ':', -1) AS UNSIGNED))
      WHERE p.expires_at > UTC_TIMESTAMP()
      ORDER BY p.what, p.desk_id LIMIT ?`,
    [String(MOST)],
  );
}

/** What the desk itself has said of a row; null when nothing, or when that has expired. */
export async function selectOwn(
  tx: ReadTx,
  deskId: string,
  what: string,
): Promise<{ readonly person: string; readonly mode: string } | null> {
  const [row] = await tx.select<{ person: string; mode: string }>(
    'SELECT person, mode FROM presence WHERE desk_id = ? AND what = ? AND expires_at > UTC_TIMESTAMP()',
    [deskId, what],
  );
  return row ?? null;
}

export async function upsertPresence(
  tx: WriteTx,
  row: { readonly deskId: string; readonly person: string; readonly what: string; readonly mode: string },
  seconds: number,
): Promise<void> {
  await tx.run(
    `INSERT INTO presence (desk_id, person, what, mode, expires_at)
     VALUES (?, ?, ?, ?, UTC_TIMESTAMP() + INTERVAL ? SECOND) AS mine
     ON DUPLICATE KEY UPDATE person = mine.person, mode = mine.mode, expires_at = mine.expires_at`,
    [row.deskId, row.person, row.what, row.mode, String(seconds)],
  );
}

/** Whether there was anything to take away. */
export async function deletePresence(tx: WriteTx, deskId: string, what: string): Promise<boolean> {
  const { affectedRows } = await tx.run('DELETE FROM presence WHERE desk_id = ? AND what = ?', [
    deskId,
    what,
  ]);
  return affectedRows > 0;
}

/** What stands there though its time is over: the desk went away without a word. */
export async function selectExpired(tx: ReadTx): Promise<readonly { desk_id: string; what: string }[]> {
  return tx.select<{ desk_id: string; what: string }>(
    'SELECT desk_id, what FROM presence WHERE expires_at <= UTC_TIMESTAMP() LIMIT 100',
    [],
  );
}

export async function deleteExpired(tx: WriteTx, deskId: string, what: string): Promise<boolean> {
  const { affectedRows } = await tx.run(
    'DELETE FROM presence WHERE desk_id = ? AND what = ? AND expires_at <= UTC_TIMESTAMP()',
    [deskId, what],
  );
  return affectedRows > 0;
}
