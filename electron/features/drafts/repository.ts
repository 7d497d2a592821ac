import type { ReadTx, WriteTx } from '#electron/mysql/transactions';

/** The seal of a draft; what was typed never reaches a table. */
export async function selectDraft(tx: ReadTx, person: string, name: string): Promise<Uint8Array | null> {
  const [row] = await tx.select<{ cipher: Uint8Array }>(
    'SELECT cipher FROM drafts WHERE person = ? AND name = ?',
    [person, name],
  );
  return row?.cipher ?? null;
}

export async function upsertDraft(
  tx: WriteTx,
  person: string,
  name: string,
  cipher: Uint8Array,
): Promise<void> {
  await tx.run(
    `INSERT INTO drafts (person, name, cipher, updated_at) VALUES (?, ?, ?, UTC_TIMESTAMP()) AS mine
     ON DUPLICATE KEY UPDATE cipher = mine.cipher, updated_at = mine.updated_at`,
    [person, name, cipher],
  );
}

/** Keeps a person's newest `most` drafts. */
export async function deleteOldest(tx: WriteTx, person: string, most: number): Promise<void> {
  const old = await tx.select<{ name: string }>(
    'SELECT name FROM drafts WHERE person = ? ORDER BY updated_at DESC, name LIMIT 100 OFFSET ?',
    [person, String(most)],
  );
  for (const { name } of old) await deleteDraft(tx, person, name);
}

export async function deleteDraft(tx: WriteTx, person: string, name: string): Promise<void> {
  await tx.run('DELETE FROM drafts WHERE person = ? AND name = ?', [person, name]);
}
