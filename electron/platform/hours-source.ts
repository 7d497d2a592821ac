import type { DayHours } from '#shared/domain/availability/expand';
import type { FreeRun } from '#shared/domain/next-free';
import type { ClinicDate } from '#shared/values/wall-clock';
import type { ReadTx } from '#electron/mysql/transactions';

/** When doctors work, as the hours' area offers it: read inside the transaction that goes by it. */
export interface HoursSource {
  /** Free and blocked ranges of each doctor's days in `[from, to]`, doctor by doctor. */
  hoursOn(tx: ReadTx, doctorIds: readonly number[], from: ClinicDate, to: ClinicDate): Promise<DayHours[]>;
}

export interface DoctorDate {
  readonly doctorId: number;
  readonly date: ClinicDate;
}

/** What no visit holds on some doctors' days, as the appointments' area offers it. */
export type FreeOn = (tx: ReadTx, days: readonly DoctorDate[]) => Promise<FreeRun[]>;
