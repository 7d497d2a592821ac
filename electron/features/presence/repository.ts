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

/** One person at one desk, and the row they are at: two windows of a desk may have two people. */
export interface PresenceKey {
  readonly deskId: string;
  readonly person: string;
  readonly what: string;
}

/** What the person has said of a row at this desk; null when nothing, or when that has expired. */
export async function selectOwnMode(
  tx: ReadTx,
  { deskId, person, what }: PresenceKey,
): Promise<string | null> {
  const [row] = await tx.select<{ mode: string }>(
    `SELECT mode FROM presence
      WHERE desk_id = ? AND person = ? AND what = ? AND expires_at > UTC_TIMESTAMP()`,
    [deskId, person, what],
  );
  return row?.mode ?? null;
}

export async function upsertPresence(
  tx: WriteTx,
  { deskId, person, what }: PresenceKey,
  mode: string,
  seconds: number,
): Promise<void> {
  await tx.run(
    `INSERT INTO presence (desk_id, person, what, mode, expires_at)
     VALUES (?, ?, ?, ?, UTC_TIMESTAMP() + INTERVAL ? SECOND) AS mine
     ON DUPLICATE KEY UPDATE mode = mine.mode, expires_at = mine.expires_at`,
    [deskId, person, what, mode, String(seconds)],
  );
}

/** Whether there was anything to take away. */
export async function deletePresence(tx: WriteTx, { deskId, person, what }: PresenceKey): Promise<boolean> {
  const { affectedRows } = await tx.run(
    'DELETE FROM presence WHERE desk_id = ? AND person = ? AND what = ?',
    [deskId, person, what],
  );
  return affectedRows > 0;
}

/** What stands there though its time is over: the desk went away without a word. */
export async function selectExpired(tx: ReadTx): Promise<readonly PresenceKey[]> {
  return tx.select<PresenceKey>(
    'SELECT desk_id AS deskId, person, what FROM presence WHERE expires_at <= UTC_TIMESTAMP() LIMIT 100',
    [],
  );
}

export async function deleteExpired(tx: WriteTx, { deskId, person, what }: PresenceKey): Promise<boolean> {
  const { affectedRows } = await tx.run(
    'DELETE FROM presence WHERE desk_id = ? AND person = ? AND what = ? AND expires_at <= UTC_TIMESTAMP()',
    [deskId, person, what],
  );
  return affectedRows > 0;
}
