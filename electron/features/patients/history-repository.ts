import type { ReadTx } from '#electron/mysql/transactions';

export interface LastChange {
  readonly actor: string;
  readonly at: string;
}

/** Who changed the patient last, from the audit; null for rows no desk has touched. */
export async function lastChange(tx: ReadTx, id: number): Promise<LastChange | null> {
  const rows = await tx.select<LastChange>(
    `SELECT actor, \`at\` FROM audit_log
     WHERE entity = 'patient' AND entity_id = ? AND outcome = 'done' ORDER BY id DESC LIMIT 1`,
    [String(id)],
  );
  return rows[0] ?? null;
}

export interface FieldChange extends LastChange {
  /** The fields as they were written then. */
  readonly after: unknown;
}

/** The latest changes of a patient's fields, newest first. */
export async function fieldChanges(tx: ReadTx, id: number, most: number): Promise<FieldChange[]> {
  const rows = await tx.select<LastChange & { after: unknown }>(
    `SELECT actor, \`at\`, after_json AS \`after\` FROM audit_log
     WHERE entity = 'patient' AND entity_id = ? AND outcome = 'done' AND action = 'patients.edit'
     ORDER BY id DESC LIMIT ${String(most)}`,
    [String(id)],
  );
  return rows.map((row) => ({
    ...row,
    after: typeof row.after === 'string' ? (JSON.parse(row.after) as unknown) : row.after,
  }));
}
