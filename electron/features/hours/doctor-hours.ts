import type { z } from 'zod';
import { type DoctorRules, MOST_DOCTOR_DAYS, type OpenHours } from '#shared/contract/hours';
import type { DoctorDto } from '#shared/contract/doctors';
import { ClinicSettings, type OpeningHours } from '#shared/contract/settings';
import { dayNumber } from '#shared/domain/availability/day-number';
import { type DayHours, expandHours } from '#shared/domain/availability/expand';
import { openHours } from '#shared/domain/availability/open-hours';
import { invalid } from '#shared/errors/app-error';
import type { DoctorId } from '#shared/values/ids';
import { ClinicDate, addDays } from '#shared/values/wall-clock';
import type { ReadTx } from '#electron/mysql/transactions';
import { serverNow } from '#electron/platform/server-now';
import { ruleDto } from './projection';
import * as hours from './repository';
import type { SettingsSource } from './service';

export interface DoctorsSource {
  list(tx: ReadTx): Promise<DoctorDto[]>;
}

const FORTNIGHT = 14;

interface ReadText {
  readonly text: string;
  /** Null where the row was broken by hand. */
  readonly openingHours: OpeningHours | null;
}

/** When doctors work: what every other area asks, always inside the transaction that goes by it. */
export class DoctorHours {
  readonly #settings: SettingsSource;
  readonly #doctors: DoctorsSource;
  /** Bookings read the same text over and over. */
  #lastRead: ReadText | null = null;

  constructor(settings: SettingsSource, doctors: DoctorsSource) {
    this.#settings = settings;
    this.#doctors = doctors;
  }

  /**
   * Free and blocked ranges of each doctor's days in `[from, to]`, doctor by doctor; one statement. The opening
   * hours are the transaction's too: those that a desk keeps are as old as what the feed last told.
   */
  async hoursOn(
    tx: ReadTx,
    doctorIds: readonly number[],
    from: ClinicDate,
    to: ClinicDate,
  ): Promise<DayHours[]> {
    const kept = await this.#settings.current();
    const { rules, holidays, openingHours: stored } = await hours.readHours(tx, doctorIds, from, to);
    const openingHours = this.#readOpeningHours(stored) ?? kept.openingHours;
    return expandHours(doctorIds, rules, { openingHours, holidays, timeZone: kept.timeZone }, from, to);
  }

  #readOpeningHours(text: string | null): OpeningHours | null {
    if (text === null) return null;
    if (this.#lastRead?.text !== text) {
      const { data } = ClinicSettings.shape.openingHours.safeParse(JSON.parse(text));
      this.#lastRead = { text, openingHours: data ?? null };
    }
    return this.#lastRead.openingHours;
  }

  /** The first day after `date`, at most a fortnight on, on which any doctor works; else the very next one. */
  async nextOpenDay(tx: ReadTx, date: ClinicDate): Promise<ClinicDate> {
    const ids = (await this.#doctors.list(tx)).filter(({ deleted }) => !deleted).map(({ id }) => id);
    const days = await this.hoursOn(tx, ids, addDays(date, 1), addDays(date, FORTNIGHT));
    const open = days.filter((day) => day.open.length > 0).map((day) => day.date);
    return open.sort()[0] ?? addDays(date, 1);
  }

  async rules(tx: ReadTx, doctorId: number): Promise<z.input<typeof DoctorRules>> {
    const rules = await hours.rulesOf(tx, [doctorId]);
    return { doctorId, rules: rules.map(ruleDto), followsClinic: !rules.some(({ available }) => available) };
  }

  async days(
    tx: ReadTx,
    {
      from,
      to,
      doctorIds,
    }: { readonly from: ClinicDate; readonly to: ClinicDate; readonly doctorIds: readonly DoctorId[] | null },
  ): Promise<{ hours: z.input<typeof OpenHours>[] }> {
    const ids =
      doctorIds ?? (await this.#doctors.list(tx)).filter(({ deleted }) => !deleted).map(({ id }) => id);
    if (to < from) throw invalid('to', 'end_before_start');
    if ((dayNumber(to) - dayNumber(from) + 1) * ids.length > MOST_DOCTOR_DAYS) {
      throw invalid('to', 'too_many', { max: MOST_DOCTOR_DAYS });
    }
    return { hours: (await this.hoursOn(tx, ids, from, to)).map(openHours) };
  }

  /** Holidays from the first of January of the clinic's present year on. */
  async holidays(tx: ReadTx): Promise<{ holidays: hours.HolidayRow[] }> {
    const year = (await serverNow(tx)).slice(0, 4);
    return { holidays: await hours.holidaysFrom(tx, ClinicDate.parse(`${year}-01-01`)) };
  }
}
