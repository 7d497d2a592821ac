import type { DoctorDto } from '#shared/contract/doctors';
import { DoctorId } from '#shared/values/ids';
import type { ReadTx } from '#electron/mysql/transactions';
import { type DoctorRow, selectDoctors } from './repository';

export interface DoctorsService {
  /** All doctors in column order; deleted ones too, since history shows them. */
  list(tx: ReadTx): Promise<DoctorDto[]>;
}

function doctorOf(row: DoctorRow): DoctorDto {
  return {
    id: DoctorId.parse(row.id),
    title: row.title ?? '',
    firstName: row.first_name,
    lastName: row.last_name,
    specialization: row.specialization,
    colour: row.colour,
    defaultMinutes: row.default_minutes,
    seesBy: row.sees_by,
    gridMinutes: row.grid_minutes,
    deleted: row.is_deleted === 1,
    onPaper: row.on_paper === 1,
  };
}

export function createDoctorsService(): DoctorsService {
  return { list: async (tx) => (await selectDoctors(tx)).map(doctorOf) };
}
