import type { ReadTx, WriteTx } from '#electron/mysql/transactions';

const NAME = 'scans.folder';

/** The folder that this desk watches; null where it watches none. */
export async function findFolder(tx: ReadTx, deskId: string): Promise<string | null> {
  const [row] = await tx.select<{ folder: string }>(
    `SELECT JSON_UNQUOTE(JSON_EXTRACT(value, '$.folder')) AS folder FROM desk_settings
     WHERE desk_id = ? AND name = '${NAME}'`,
    [deskId],
  );
  return row?.folder ?? null;
}

export async function storeFolder(tx: WriteTx, deskId: string, folder: string): Promise<void> {
  await tx.run(
    `INSERT INTO desk_settings (desk_id, name, value) VALUES (?, '${NAME}', ?) AS mine
     ON DUPLICATE KEY UPDATE value = mine.value`,
    [deskId, JSON.stringify({ folder })],
  );
}

export async function deleteFolder(tx: WriteTx, deskId: string): Promise<void> {
  await tx.run(`DELETE FROM desk_settings WHERE desk_id = ? AND name = '${NAME}'`, [deskId]);
}
