import type { z } from 'zod';
import type { DoctorDto } from '#shared/contract/doctors';
import type { ClinicSettings } from '#shared/contract/settings';
import type { FreedTime } from '#shared/contract/waiting-list';
import { clinicNow } from '#shared/domain/clinic-now';
import type { DayHours } from '#shared/domain/availability/expand';
import type { FreeRun } from '#shared/domain/next-free';
import { type Freed, byNeed, fitsAt } from '#shared/domain/waiting';
import { type ClinicDateTime, atMinute, dateOf } from '#shared/values/wall-clock';
import type { ReadTx } from '#electron/mysql/transactions';
import type { DoctorDate, FreeOn, HoursSource } from '#electron/platform/hours-source';
import { serverNow } from '#electron/platform/server-now';
import { type FreedRow, type WaitingRow, entryOf, freedTimes, wishOf } from './projection';
import * as waiting from './repository';

/** How many who fit into one time are named. */
const NAMED = 5;
/** How many times are offered at once. */
const OFFERED = 10;

export interface OffersParts {
  readonly settings: { current(): Promise<ClinicSettings> };
  readonly doctors: { list(tx: ReadTx): Promise<DoctorDto[]> };
  readonly hours: HoursSource;
  readonly freeOn: FreeOn;
}

type Offer = z.input<typeof FreedTime>;

/** The times that were given up while somebody waited, and who fits. */
export class Offers {
  readonly #parts: OffersParts;

  constructor(parts: OffersParts) {
    this.#parts = parts;
  }

  async list(tx: ReadTx): Promise<{ offers: Offer[] }> {
    // Every desk asks at each change of a visit: mostly nobody waits, or nothing was given up.
    const entries = await waiting.openEntries(tx);
    if (entries.length === 0) return { offers: [] };
    const { timeZone } = await this.#parts.settings.current();
    const stamp = await serverNow(tx);
    const now = clinicNow(Date.parse(`${stamp.replace(' ', 'T')}Z`), timeZone);
    const given = await waiting.freedSince(tx, now);
    if (given.length === 0) return { offers: [] };
    const freed = await this.#stillFree(tx, given, now);
    const offers = freed.flatMap((time) => offerOf(time, entries));
    return { offers: offers.slice(0, OFFERED) };
  }

  async #stillFree(tx: ReadTx, given: readonly FreedRow[], now: ClinicDateTime): Promise<Freed[]> {
    const doctors = new Map<number, DoctorDto>(
      (await this.#parts.doctors.list(tx)).map((doctor) => [doctor.id, doctor]),
    );
    const rows = given.filter((row) => {
      const doctor = doctors.get(row.doctor_id);
      return doctor !== undefined && !doctor.deleted && doctor.seesBy === 'slot';
    });
    const days = uniqueDays(rows);
    const runs = await this.#parts.freeOn(tx, days);
    const hours: DayHours[] = [];
    for (const date of new Set(days.map((day) => day.date))) {
      const ids = days.filter((day) => day.date === date).map(({ doctorId }) => doctorId);
      hours.push(...(await this.#parts.hours.hoursOn(tx, ids, date, date)));
    }
    const seen = new Set<string>();
    return rows.flatMap((row) => {
      const gap = gapAround(row, runs, hours, now);
      const key = `${String(row.doctor_id)} ${gap?.from ?? ''}`;
      if (!gap || seen.has(key)) return [];
      seen.add(key);
      const specialization = doctors.get(row.doctor_id)?.specialization ?? null;
      return [
        { doctorId: row.doctor_id, specialization, patientId: row.patient_id, gap, ...freedTimes(row) },
      ];
    });
  }
}

function uniqueDays(rows: readonly FreedRow[]): DoctorDate[] {
  const days = rows.map((row) => ({ doctorId: row.doctor_id, date: dateOf(freedTimes(row).start) }));
  return days.filter(
    (day, index) =>
      days.findIndex(({ doctorId, date }) => doctorId === day.doctorId && date === day.date) === index,
  );
}

/** The free time inside the doctor's hours that the freed time is a part of; null when it is gone. */
function gapAround(
  row: FreedRow,
  runs: readonly FreeRun[],
  hours: readonly DayHours[],
  now: ClinicDateTime,
): Freed['gap'] | null {
  const { start, end } = freedTimes(row);
  const date = dateOf(start);
  const open = hours.find((day) => day.doctorId === row.doctor_id && day.date === date)?.open ?? [];
  for (const range of open) {
    const [opens, closes] = [atMinute(date, range.from), atMinute(date, range.to)];
    for (const run of runs) {
      if (run.doctorId !== row.doctor_id) continue;
      const from = [run.start, opens, now].reduce((a, b) => (a > b ? a : b));
      const to = run.end < closes ? run.end : closes;
      // All of them are wall-clock minutes of this form.
      if (from < end && start < to && from < to)
        return { from: from as ClinicDateTime, to: to as ClinicDateTime };
    }
  }
  return null;
}

function offerOf(freed: Freed, entries: readonly WaitingRow[]): Offer[] {
  const fitting = entries.flatMap((row) => {
    const wish = wishOf(row);
    const start = fitsAt(wish, freed);
    return start === null ? [] : [{ row, wish, start }];
  });
  if (fitting.length === 0) return [];
  fitting.sort((a, b) => byNeed(a.wish, b.wish));
  const named = fitting.slice(0, NAMED).map(({ row, start }) => ({ entry: entryOf(row), start }));
  return [{ doctorId: freed.doctorId, fitting: named, total: fitting.length }];
}
