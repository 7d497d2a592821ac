import { Refusal, ruleBroken, type TouchedField } from '#shared/errors/app-error';
import type { ReadTx } from '#electron/mysql/transactions';
import { nameOfPerson } from '#electron/platform/people';
import { type FieldChange, fieldChanges, lastChange } from './history-repository';
import { dtoOf, instant, type WholePatient } from './projection';
import type { WholePatientRow } from './repository';

/** A save must be made from the row as it stands; else both versions go back to the screen, with who was faster. */
export async function stale(
  tx: ReadTx,
  patient: WholePatient,
  fields?: readonly TouchedField[],
): Promise<Refusal> {
  const last = await lastChange(tx, patient.row.id);
  return new Refusal({
    code: 'CONFLICT',
    conflict: {
      kind: 'stale',
      entity: 'patient',
      current: dtoOf(patient, last?.actor ?? null),
      changedBy: await nameOfPerson(tx, last?.actor ?? null),
      changedAt: last === null ? null : instant(last.at),
      ...(fields ? { fields } : {}),
    },
  });
}

/** Further back nobody has a form open. */
const LATEST_CHANGES = 50;

function holds(change: FieldChange, field: string): boolean {
  return typeof change.after === 'object' && change.after !== null && Object.hasOwn(change.after, field);
}

/** Who changed each of the fields last, and when; nobody, where another program wrote the row. */
export async function whoTouched(tx: ReadTx, id: number, fields: readonly string[]): Promise<TouchedField[]> {
  const changes = await fieldChanges(tx, id, LATEST_CHANGES);
  const touched: TouchedField[] = [];
  for (const field of fields) {
    const change = changes.find((one) => holds(one, field));
    touched.push({
      field,
      changedBy: await nameOfPerson(tx, change?.actor ?? null),
      changedAt: change === undefined ? null : instant(change.at),
    });
  }
  return touched;
}

/** A removed or archived patient is history: brought back first, changed then. A merged record is the other one's now. */
export function refuseGone(row: WholePatientRow): void {
  if (row.is_deleted !== 0) throw ruleBroken('patient_deleted', { patientId: row.id });
  if (row.archived_at !== null) throw ruleBroken('patient_archived', { patientId: row.id });
  if (row.merged_into_id !== null) throw ruleBroken('patient_merged', { patientId: row.merged_into_id });
}
