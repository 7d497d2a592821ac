import { Refusal, ruleBroken } from '#shared/errors/app-error';
import { dtoOf } from './projection';
import type { LastChange, WholePatientRow } from './repository';

/** A save must be made from the row as it stands; else both versions go back to the screen, with who was faster. */
export function stale(row: WholePatientRow, last: LastChange | null, name: string | null): Refusal {
  return new Refusal({
    code: 'CONFLICT',
    conflict: {
      kind: 'stale',
      entity: 'patient',
      current: dtoOf(row, last?.actor ?? null),
      changedBy: name,
      changedAt: last === null ? null : `${last.at.replace(' ', 'T')}Z`,
    },
  });
}

/** A removed patient is history: brought back first, changed then. */
export function refuseRemoved(row: WholePatientRow): void {
  if (row.is_deleted !== 0) throw ruleBroken('patient_deleted', { patientId: row.id });
}
