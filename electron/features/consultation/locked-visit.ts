import { notFound, ruleBroken } from '#shared/errors/app-error';
import type { MutationContext } from '#electron/ipc/context';
import type { WriteTx } from '#electron/mysql/transactions';
import { checkMayWrite } from './policy';
import { type VisitRow, lockVisit, visitById } from './repository';

/** Locks the patient that a record is read as. */
export type LockPatient = (
  tx: WriteTx,
  id: number,
) => Promise<{ readonly id: number; readonly records: readonly number[] }>;

/** One's own visit, its patient locked before it; refuses another doctor's, and one that is cancelled. */
export async function lockedVisit(
  { tx, person }: MutationContext,
  lockPatient: LockPatient,
  id: number,
): Promise<VisitRow> {
  const found = await visitById(tx, id);
  if (!found) throw notFound('appointment');
  checkMayWrite(person.session, found);
  await lockPatient(tx, found.patient_id);
  const visit = await lockVisit(tx, id);
  if (!visit) throw notFound('appointment');
  checkMayWrite(person.session, visit);
  if (visit.status === 'cancelled') throw ruleBroken('visit_closed');
  return visit;
}
