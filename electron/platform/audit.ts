import type { PersonKey } from '#shared/values/ids';
import type { WriteTx } from '#electron/mysql/transactions';

/** One line of the audit: who did what to whom, from which desk. */
export interface AuditEntry {
  readonly actor: PersonKey | 'nobody';
  readonly deskId: string;
  /** The call's name. */
  readonly action: string;
  readonly entity: string | null;
  readonly entityId: number | null;
  readonly patientId: number | null;
  readonly outcome: 'done' | 'refused' | 'viewed';
  readonly reason: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

function json(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

/** Adds to the append-only ledger, inside the transaction of the change it tells of. */
export function writeAudit(tx: WriteTx, entry: AuditEntry): Promise<void> {
  return writeAudits(tx, [entry]);
}

/** Adds several lines in one statement, for a change of many rows. */
export async function writeAudits(tx: WriteTx, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.run(
    `INSERT INTO audit_log (actor, desk_id, action, entity, entity_id, patient_id, outcome, reason, before_json, after_json)
     VALUES ${entries.map(() => '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').join(', ')}`,
    entries.flatMap((entry) => [
      entry.actor,
      entry.deskId,
      entry.action,
      entry.entity,
      entry.entityId,
      entry.patientId,
      entry.outcome,
      entry.reason,
      json(entry.before),
      json(entry.after),
    ]),
  );
}
