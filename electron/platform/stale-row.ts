import { Refusal } from '#shared/errors/app-error';
import type { ReadTx } from '#electron/mysql/transactions';
import { nameOfPerson } from './people';
import { utcStamp } from './stamps';

interface Row {
  readonly entity: 'person' | 'doctor';
  readonly id: number;
}

/** Who changed the row last, by the audit. */
async function lastChange(
  tx: ReadTx,
  { entity, id }: Row,
): Promise<{ readonly actor: string | null; readonly at: string } | null> {
  const [row] = await tx.select<{ actor: string | null; at: string }>(
    "SELECT actor, `at` FROM audit_log WHERE entity = ? AND entity_id = ? AND outcome = 'done' ORDER BY id DESC LIMIT 1",
    [entity, String(id)],
  );
  return row ?? null;
}

/** A save must be made from the row as it stands; else both versions go back, with who was faster. */
export async function stale(tx: ReadTx, row: Row, current: unknown): Promise<Refusal> {
  const last = await lastChange(tx, row);
  return new Refusal({
    code: 'CONFLICT',
    conflict: {
      kind: 'stale',
      entity: row.entity,
      current,
      changedBy: await nameOfPerson(tx, last?.actor ?? null),
      changedAt: last === null ? null : utcStamp(last.at),
    },
  });
}
