import type { SessionDto } from '#shared/contract/session';
import { Refusal } from '#shared/errors/app-error';
import type { ReadTx } from '#electron/mysql/transactions';
import { visitById } from './repository';
import type { HasVisitWith, ReadChart } from '#electron/platform/charts';

export interface DocumentsReach {
  /** The records that are one patient's, the one it is read as first. */
  readonly recordsOf: (tx: ReadTx, patientId: number) => Promise<readonly number[]>;
  readonly readable: ReadChart;
  readonly hasVisitWith: HasVisitWith;
}

/**
 * Files are added to and changed of one's own patients only, whoever else may look at them; a superadmin does it of any.
 * @returns the patient's records
 */
export async function changeable(
  { recordsOf, hasVisitWith }: DocumentsReach,
  tx: ReadTx,
  { roles, doctorId }: SessionDto,
  patientId: number,
): Promise<readonly number[]> {
  const records = await recordsOf(tx, patientId);
  if (roles.includes('superadmin')) return records;
  if (doctorId !== null && (await hasVisitWith(tx, doctorId, records))) return records;
  throw new Refusal({ code: 'FORBIDDEN', permission: 'clinical.write' }, records[0] ?? patientId);
}

/**
 * A file belongs to a visit of its own patient only.
 * @throws Refusal FORBIDDEN any other visit, whether it is there or not: nothing is learnt by guessing
 */
export async function checkVisit(tx: ReadTx, records: readonly number[], id: number): Promise<void> {
  const visit = await visitById(tx, id);
  if (visit !== null && records.includes(visit.patient_id)) return;
  throw new Refusal({ code: 'FORBIDDEN', permission: 'clinical.write' }, records[0] ?? null);
}
