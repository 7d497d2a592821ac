import type { z } from 'zod';
import { type CalendarRange, type DayLoad, MONTH_DAYS } from '#shared/contract/appointments';
import type { DoctorDto } from '#shared/contract/doctors';
import { openRanges } from '#shared/domain/opening-hours';
import { notFound } from '#shared/errors/app-error';
import type { DoctorId } from '#shared/values/ids';
import { type ClinicDate, addDays, minuteOfDay } from '#shared/values/wall-clock';
import type { ReadTx } from '#electron/mysql/transactions';
import { type AppointmentView, instant, toAppointment } from './projection';
import { loadBetween, serverNow, visitById, visitsBetween } from './repository';
import type { SettingsSource } from './service';

type Range = z.input<typeof CalendarRange>;

export interface DoctorsSource {
  list(tx: ReadTx): Promise<DoctorDto[]>;
}

const WEEK = 7;

/** What a calendar shows: visits and hours of some doctors on some days, read fresh. */
export class Calendar {
  readonly #settings: SettingsSource;
  readonly #doctors: DoctorsSource;

  constructor(settings: SettingsSource, doctors: DoctorsSource) {
    this.#settings = settings;
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
    const { openingHours } = await this.#settings.current();
    const days = Array.from({ length: MONTH_DAYS }, (_, index) => addDays(from, index));
    const loads = await loadBetween(tx, { from, to: addDays(from, MONTH_DAYS) }, doctorIds);
    return {
      days: days.map((date) => {
        const load = loads.find(({ day }) => day === date);
        const open = openRanges(openingHours, date).reduce(
          (sum, range) => sum + minuteOfDay(range.to) - minuteOfDay(range.from),
          0,
        );
        return {
          date,
          visits: load?.visits ?? 0,
          bookedMinutes: load?.minutes ?? 0,
          openMinutes: open * here.length,
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
    const { openingHours } = await this.#settings.current();
    const range = { from: `${first}T00:00`, to: `${addDays(last, 1)}T00:00` };
    const rows = await visitsBetween(tx, range, only);
    return {
      appointments: rows.map(toAppointment),
      hours: doctors.flatMap((doctor) =>
        days.map((date) => ({ doctorId: doctor.id, date, ranges: openRanges(openingHours, date) })),
      ),
      asOf: instant(await serverNow(tx)),
    };
  }
}
