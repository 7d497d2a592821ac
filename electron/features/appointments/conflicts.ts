import { type AppError, Refusal } from '#shared/errors/app-error';
import { freeStarts, overlaps } from '#shared/domain/slots';
import { type ClinicDateTime, addDays, dateOf, minutesBetween } from '#shared/values/wall-clock';
import { LateRefusal, type ReadTx } from '#electron/mysql/transactions';
import type { HoursSource } from '#electron/platform/hours-source';
import { nameOfPerson } from '#electron/platform/people';
import { openOn } from './within-hours';
import { type AppointmentRow, instant, timesOf, toAppointment } from './projection';
import { SlotTaken, holdersBetween } from './repository';

/** How many other times a refused booking is offered (design section 9). */
const OFFERS = 3;

export interface Wanted {
  readonly doctorId: number;
  readonly start: ClinicDateTime;
  readonly end: ClinicDateTime;
  /** The visit that is being moved, which does not stand in its own way; 0 for a new one. */
  readonly exceptId: number;
}

async function explain(tx: ReadTx, wanted: Wanted, hours: HoursSource): Promise<AppError | null> {
  const date = dateOf(wanted.start);
  const day = { from: `${date}T00:00`, to: `${addDays(date, 2)}T00:00` };
  const rows = await holdersBetween(tx, wanted.doctorId, day.from, day.to);
  const busy = rows.filter((row) => row.id !== wanted.exceptId);
  const holder = busy.find((row) => overlaps(timesOf(row), wanted));
  if (!holder) return null;
  const { id, patientName, start, end } = toAppointment(holder);
  const minutes = minutesBetween(wanted.start, wanted.end);
  const open = await openOn(hours, tx, wanted.doctorId, date);
  return {
    code: 'CONFLICT',
    conflict: {
      kind: 'slot_taken',
      doctorId: wanted.doctorId,
      holder: { appointmentId: id, patientName, start, end },
      free: freeStarts(busy.map(timesOf), open, wanted.start, minutes, OFFERS),
    },
  };
}

/** Names who holds the time once the failed transaction is rolled back; tries again if nobody does any more. */
export async function namingTheHolder<T>(
  wanted: Wanted,
  hours: HoursSource,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SlotTaken)) throw error;
    throw new LateRefusal((tx) => explain(tx, wanted, hours));
  }
}

/** The save was made from an older version: both stand side by side on the screen. */
export async function stale(tx: ReadTx, row: AppointmentRow): Promise<Refusal> {
  return new Refusal({
    code: 'CONFLICT',
    conflict: {
      kind: 'stale',
      entity: 'appointment',
      current: toAppointment(row),
      changedBy: await nameOfPerson(tx, row.updated_by),
      changedAt: row.updated_at === null ? null : instant(row.updated_at),
    },
  });
}
