import { openTimes } from '#shared/domain/availability/open-hours';
import { type OutsideWhy, outsideHours } from '#shared/domain/availability/placing';
import type { TimeRange } from '#shared/domain/slots';
import { type ClinicDate, type ClinicTime, dateOf } from '#shared/values/wall-clock';
import type { ReadTx } from '#electron/mysql/transactions';
import type { HoursSource } from '#electron/platform/hours-source';

/** Why a visit would stand outside its doctor's hours; null when it does not. */
export async function whyOutside(
  hours: HoursSource,
  tx: ReadTx,
  visit: TimeRange & { readonly doctorId: number },
): Promise<OutsideWhy | null> {
  const days = await hours.hoursOn(tx, [visit.doctorId], dateOf(visit.start), dateOf(visit.end));
  return outsideHours(visit, days);
}

/** One doctor's free ranges of one day. */
export async function openOn(
  hours: HoursSource,
  tx: ReadTx,
  doctorId: number,
  date: ClinicDate,
): Promise<{ from: ClinicTime; to: ClinicTime }[]> {
  const [day] = await hours.hoursOn(tx, [doctorId], date, date);
  return openTimes(day);
}
