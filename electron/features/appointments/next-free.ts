import type { z } from 'zod';
import type { NextFree, NextFreeInput } from '#shared/contract/next-free';
import type { DoctorDto } from '#shared/contract/doctors';
import { isSkipped } from '#shared/domain/clock-change';
import { openHours } from '#shared/domain/availability/open-hours';
import { type FreeTime, freeTimes } from '#shared/domain/next-free';
import { type ClinicDateTime, addDays, clinicDateTime, dateOf, plainDate } from '#shared/values/wall-clock';
import type { ReadTx } from '#electron/mysql/transactions';
import type { HoursSource } from '#electron/platform/hours-source';
import { serverNow } from '#electron/platform/server-now';
import type { DoctorsSource } from './calendar';
import { freeRuns } from './free-repository';
import { wallNow } from './rules';
import type { SettingsSource } from './service';

/** One look: the first five, and the next five from there. */
const ANSWERS = 5;
/** Days of each look ahead: mostly the first has all five; all together are ninety. */
const WINDOWS = [3, 12, 30, 45];

interface Parts {
  readonly settings: SettingsSource;
  readonly doctors: DoctorsSource;
  readonly hours: HoursSource;
}

/** Finds the next times that are free, at most ninety days ahead. */
export class FreeTimes {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async next(tx: ReadTx, input: NextFreeInput): Promise<z.input<typeof NextFree>> {
    const { timeZone } = await this.#parts.settings.current();
    const asked = askedOf(await this.#parts.doctors.list(tx), input.whose);
    const bySlot = asked.filter(({ seesBy }) => seesBy === 'slot');
    const now = wallNow(await serverNow(tx), timeZone);
    const from = latest(clinicDateTime(plainDate(input.from).toPlainDateTime()), now, input.after?.start);
    const usual = new Map<number, number>(bySlot.map((doctor) => [doctor.id, doctor.defaultMinutes]));
    const minutesOf = (id: number) => input.minutes ?? usual.get(id) ?? 15;
    const ids = bySlot.map(({ id }) => id);
    const wish = { from, parts: input.parts, weekdays: input.weekdays, minutesOf };
    const comesAfter = laterThan(input.after, ids);

    const free: FreeTime[] = [];
    let day = dateOf(from);
    for (const days of ids.length === 0 ? [] : WINDOWS) {
      const end = addDays(day, days);
      const least = Math.min(...ids.map(minutesOf));
      const [runs, hours] = [
        await freeRuns(tx, ids, { from: day, to: end }, least),
        await this.#parts.hours.hoursOn(tx, ids, day, addDays(end, -1)),
      ];
      for (const time of freeTimes(runs, hours.map(openHours), wish)) {
        if (free.length > ANSWERS) break;
        const exists = !isSkipped(time.start, timeZone) && !isSkipped(time.end, timeZone);
        if (exists && comesAfter(time)) free.push(time);
      }
      day = end;
      if (free.length > ANSWERS) break;
    }
    return {
      free: free.slice(0, ANSWERS),
      more: free.length > ANSWERS,
      until: addDays(dateOf(from), WINDOWS.reduce((sum, days) => sum + days, 0) - 1),
      byNumber: asked.filter(({ seesBy }) => seesBy === 'token').map(({ id }) => id),
    };
  }
}

/** The doctors who are there, in the order of their columns. */
function askedOf(doctors: readonly DoctorDto[], whose: NextFreeInput['whose']): DoctorDto[] {
  const here = doctors.filter(({ deleted }) => !deleted);
  switch (whose.kind) {
    case 'anyone':
      return here;
    case 'specialization':
      return here.filter(({ specialization }) => specialization === whose.name);
    case 'doctors':
      return here.filter(({ id }) => whose.ids.includes(id));
  }
}

function latest(first: ClinicDateTime, ...others: readonly (ClinicDateTime | undefined)[]): ClinicDateTime {
  return others.reduce<ClinicDateTime>((last, time) => (time && time > last ? time : last), first);
}

/** Behind the last one that was shown: later, or at the same time in a column further on. */
function laterThan(after: NextFreeInput['after'], order: readonly number[]): (time: FreeTime) => boolean {
  if (!after) return () => true;
  const place = order.indexOf(after.doctorId);
  return ({ start, doctorId }) =>
    start > after.start || (start === after.start && order.indexOf(doctorId) > place);
}
