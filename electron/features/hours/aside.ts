import { Refusal } from '#shared/errors/app-error';
import type { MutationContext } from '#electron/ipc/context';
import { duplicateKey } from '#electron/mysql/errors';
import { LateRefusal, type WriteTx } from '#electron/mysql/transactions';
import { writeAudits } from '#electron/platform/audit';
import { writeOutboxes } from '#electron/platform/outbox';

/** A visit at the version that it has after the step. */
export interface AtVersion {
  readonly id: number;
  readonly version: number;
}

/** Somebody changed one of the visits between the look and the step: everything is looked at again. */
export function startAgain(): LateRefusal {
  return new LateRefusal(() => Promise.resolve(null));
}

interface Moved extends AtVersion {
  readonly patientId: number;
}

/** Each visit in the audit and in the outbox, as a parking by hand would be. */
async function tell(
  { person, tx }: MutationContext,
  action: string,
  visits: readonly Moved[],
  toMove: boolean,
): Promise<void> {
  await writeAudits(
    tx,
    visits.map(({ id, patientId, version }) => ({
      actor: person.key,
      deskId: person.deskId,
      action,
      entity: 'appointment',
      entityId: id,
      patientId,
      outcome: 'done',
      reason: null,
      before: { version: version - 1, toMove: !toMove },
      after: { version, toMove },
    })),
  );
  await writeOutboxes(
    tx,
    visits.map(({ id, version }) => ({ topic: 'visit', entityId: id, version })),
  );
}

/** The visits give their times up and stand among those to be moved. */
export async function setAside(
  context: MutationContext,
  action: string,
  visits: readonly (AtVersion & { readonly patientId: number })[],
): Promise<AtVersion[]> {
  const { person, tx } = context;
  for (const { id, version } of visits) {
    const { affectedRows } = await tx.run(
      'UPDATE appointments SET to_move_at = UTC_TIMESTAMP(), updated_by = ? WHERE id = ? AND version = ? AND to_move_at IS NULL',
      [person.key, id, version],
    );
    if (affectedRows !== 1) throw startAgain();
  }
  const moved = visits.map(({ id, version, patientId }) => ({ id, version: version + 1, patientId }));
  await tell(context, action, moved, true);
  return moved.map(({ id, version }) => ({ id, version }));
}

interface AsideRow {
  readonly id: number;
  readonly version: number;
  readonly patient_id: number;
  readonly taken: number;
}

/** The visits that still stand aside as the change left them, and whether their time was given away since. */
function asideNow(tx: WriteTx, visits: readonly AtVersion[]): Promise<AsideRow[]> {
  return tx.select<AsideRow>(
    `SELECT a.id, a.version, a.patient_id,
        (a.kind = 'slot' AND EXISTS (SELECT 1 FROM appointment_slots s
          WHERE s.doctor_id = a.doctor_id AND s.slot_start >= a.start_time AND s.slot_start < a.end_time)) AS taken
       FROM appointments a
      WHERE a.to_move_at IS NOT NULL AND (a.id, a.version) IN (${visits.map(() => '(?, ?)').join(', ')})
      ORDER BY a.id FOR UPDATE OF a`,
    visits.flatMap(({ id, version }) => [id, version]),
  );
}

/** Patients are locked before doctors, so that nobody of them is booked elsewhere meanwhile. */
export async function lockPatientsOf(tx: WriteTx, visitIds: readonly number[]): Promise<void> {
  if (visitIds.length === 0) return;
  await tx.select(
    `SELECT id FROM patients WHERE id IN (SELECT patient_id FROM appointments WHERE id IN (${visitIds.map(() => '?').join(', ')}))
      ORDER BY id FOR UPDATE`,
    visitIds,
  );
}

/** Puts the visits that a change had set aside on their times again, where those are free; says how many stayed. */
export async function bringBack(
  context: MutationContext,
  action: string,
  visits: readonly AtVersion[],
): Promise<{ stayed: number }> {
  if (visits.length === 0) return { stayed: 0 };
  const { person, tx } = context;
  const free = (await asideNow(tx, visits)).filter(({ taken }) => taken === 0);
  try {
    for (const { id } of free) {
      await tx.run('UPDATE appointments SET to_move_at = NULL, updated_by = ? WHERE id = ?', [
        person.key,
        id,
      ]);
    }
  } catch (error) {
    if (error instanceof Refusal || duplicateKey(error)?.startsWith('appointment_slots') !== true)
      throw error;
    // Another program took the time, or two of them had the same one.
    throw startAgain();
  }
  const moved = free.map((row) => ({ id: row.id, version: row.version + 1, patientId: row.patient_id }));
  await tell(context, action, moved, false);
  return { stayed: visits.length - moved.length };
}
