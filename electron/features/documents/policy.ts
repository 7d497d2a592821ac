import type { SessionDto } from '#shared/contract/session';
import { Refusal } from '#shared/errors/app-error';
import type { ReadTx } from '#electron/mysql/transactions';

export interface DocumentsReach {
  /** The records that are one patient's, the one it is read as first. */
  readonly recordsOf: (tx: ReadTx, patientId: number) => Promise<readonly number[]>;
  /** Whether the doctor has or had a visit with one of the records. */
  readonly hasVisitWith: (tx: ReadTx, doctorId: number, records: readonly number[]) => Promise<boolean>;
}

/** The files of one's own patients only; a superadmin reaches any. @returns the patient's records */
export async function reachable(
  { recordsOf, hasVisitWith }: DocumentsReach,
  tx: ReadTx,
  { roles, doctorId }: SessionDto,
  patientId: number,
  permission: 'clinical.read' | 'clinical.write',
): Promise<readonly number[]> {
  const records = await recordsOf(tx, patientId);
  if (roles.includes('superadmin')) return records;
  if (doctorId !== null && (await hasVisitWith(tx, doctorId, records))) return records;
  throw new Refusal({ code: 'FORBIDDEN', permission });
}
