import type { ReadTx, WriteTx } from '#electron/mysql/transactions';

export interface DeskRow {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly last_seen: string;
}

export async function selectDesk(tx: ReadTx, id: string): Promise<DeskRow | null> {
  const [row] = await tx.select<DeskRow>('SELECT id, name, version, last_seen FROM desks WHERE id = ?', [id]);
  return row ?? null;
}

export async function lockDesk(tx: WriteTx, id: string): Promise<DeskRow | null> {
  const [row] = await tx.select<DeskRow>(
    'SELECT id, name, version, last_seen FROM desks WHERE id = ? FOR UPDATE',
    [id],
  );
  return row ?? null;
}

/** Makes the desk's row, or says it is here; its name stays as the clinic has it. */
export async function announceDesk(tx: WriteTx, id: string, name: string, version: string): Promise<boolean> {
  const { affectedRows } = await tx.run(
    `INSERT INTO desks (id, name, version, last_seen) VALUES (?, ?, ?, UTC_TIMESTAMP()) AS mine
     ON DUPLICATE KEY UPDATE version = mine.version, last_seen = mine.last_seen`,
    [id, name, version],
  );
  return affectedRows === 1;
}

export async function renameDesk(tx: WriteTx, id: string, name: string): Promise<void> {
  await tx.run('UPDATE desks SET name = ? WHERE id = ?', [name, id]);
}
