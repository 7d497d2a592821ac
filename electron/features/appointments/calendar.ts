import type { z } from 'zod';
import { type CalendarRange, type DayLoad, MONTH_DAYS } from '#shared/contract/appointments';
import type { DoctorDto } from '#shared/contract/doctors';
import { openHours } from '#shared/domain/availability/open-hours';
import { notFound } from '#shared/errors/app-error';
import type { DoctorId } from '#shared/values/ids';
import { type ClinicDate, addDays } from '#shared/values/wall-clock';
import type { ReadTx } from '#electron/mysql/transactions';
import type { HoursSource } from '#electron/platform/hours-source';
import { serverNow } from '#electron/platform/server-now';
import { type AppointmentView, instant, toAppointment } from './projection';
import { loadBetween, visitById, visitsBetween } from './repository';

type Range = z.input<typeof CalendarRange>;

export interface DoctorsSource {
  list(tx: ReadTx): Promise<DoctorDto[]>;
}

const WEEK = 7;

/** What a calendar shows: visits and hours of some doctors on some days, read fresh. */
export class Calendar {
  readonly #hours: HoursSource;
  readonly #doctors: DoctorsSource;

  constructor(hours: HoursSource, doctors: DoctorsSource) {
    this.#hours = hours;
    this.#doctors = doctors;
  }

  /** One day of the given doctors, or of all with null. */
  async day(tx: ReadTx, date: ClinicDate, doctorIds: readonly DoctorId[] | null): Promise<Range> {
    const doctors = await this.#doctors.list(tx);
    const shown = doctors.filter((doctor) => (doctorIds ? doctorIds.includes(doctor.id) : !doctor.deleted));
    return this.#range(tx, [date], shown, doctorIds);
  }

  /** Seven days of one doctor, from `from` on. */
  async week(tx: ReadTx, from: ClinicDate, doctorId: DoctorId): Promise<Range> {
    const doctors = await this.#doctors.list(tx);
    const doctor = doctors.find(({ id }) => id === doctorId);
    if (!doctor) throw notFound('doctor');
    const days = Array.from({ length: WEEK }, (_, index) => addDays(from, index));
    return this.#range(tx, days, [doctor], [doctorId]);
  }

  /** How full each of six weeks' days is, of the given doctors together, or of all with null. */
  async month(
    tx: ReadTx,
    from: ClinicDate,
    doctorIds: readonly DoctorId[] | null,
  ): Promise<{ days: z.input<typeof DayLoad>[] }> {
    const doctors = await this.#doctors.list(tx);
    const here = doctors.filter((doctor) => !doctor.deleted && doctorIds?.includes(doctor.id) !== false);
    const days = Array.from({ length: MONTH_DAYS }, (_, index) => addDays(from, index));
    const ids = here.map(({ id }) => id);
    const hours = await this.#hours.hoursOn(tx, ids, from, addDays(from, MONTH_DAYS - 1));
    const openMinutes = new Map<ClinicDate, number>();
    for (const { date, open } of hours) {
      const minutes = open.reduce((sum, range) => sum + range.to - range.from, 0);
      openMinutes.set(date, (openMinutes.get(date) ?? 0) + minutes);
    }
    const loads = await loadBetween(tx, { from, to: addDays(from, MONTH_DAYS) }, doctorIds);
    return {
      days: days.map((date) => {
        const load = loads.find(({ day }) => day === date);
        return {
          date,
          visits: load?.visits ?? 0,
          bookedMinutes: load?.minutes ?? 0,
          openMinutes: openMinutes.get(date) ?? 0,
        };
      }),
    };
  }

  async one(tx: ReadTx, id: number): Promise<AppointmentView> {
    const row = await visitById(tx, id);
    if (!row) throw notFound('appointment');
    return toAppointment(row);
  }

  async #range(
    tx: ReadTx,
    days: readonly ClinicDate[],
    doctors: readonly DoctorDto[],
    only: readonly DoctorId[] | null,
  ): Promise<Range> {
    const first = days[0];
    const last = days.at(-1);
    if (first === undefined || last === undefined) throw notFound('page');
    const ids = doctors.map(({ id }) => id);
    const range = { from: `${first}T00:00`, to: `${addDays(last, 1)}T00:00` };
    const rows = await visitsBetween(tx, range, only);
    return {
      appointments: rows.map(toAppointment),
      hours: (await this.#hours.hoursOn(tx, ids, first, last)).map(openHours),
      asOf: instant(await serverNow(tx)),
    };
  }
}
