import type { DayHours } from '#shared/domain/availability/expand';
import { type OutsideWhy, outsideHours } from '#shared/domain/availability/placing';
import { type ClinicDate, ClinicDateTime, addDays, dateOf } from '#shared/values/wall-clock';
import type { ReadTx } from '#electron/mysql/transactions';
import type { HoursSource } from '#electron/platform/hours-source';
import { problemOf } from './problems';
import type { Problem, VisitDraft } from './staged';

/** Dates nearer to one another than this are asked for in one statement. */
const NEAR_DAYS = 7;

type Placed = Pick<VisitDraft, 'doctorId' | 'start' | 'end'>;

/** Whether doctors work at the times of many rows: each doctor's day is read once, neighbouring ones together. */
export class HoursOfRows {
  readonly #source: HoursSource;
  readonly #known = new Map<string, DayHours>();

  constructor(source: HoursSource) {
    this.#source = source;
  }

  /** Why each visit stands outside its doctor's hours; null for those that do not. */
  async outside(tx: ReadTx, visits: readonly Placed[]): Promise<(OutsideWhy | null)[]> {
    const wanted = visits.map(({ doctorId, start, end }) => {
      const times = { start: ClinicDateTime.parse(start), end: ClinicDateTime.parse(end) };
      return { doctorId, times, dates: [...new Set([dateOf(times.start), dateOf(times.end)])] };
    });
    await this.#read(
      tx,
      wanted.flatMap(({ doctorId, dates }) => dates.map((date) => ({ doctorId, date }))),
    );
    return wanted.map(({ doctorId, times, dates }) =>
      outsideHours(
        times,
        dates.flatMap((date) => this.#known.get(keyOf(doctorId, date)) ?? []),
      ),
    );
  }

  async #read(
    tx: ReadTx,
    days: readonly { readonly doctorId: number; readonly date: ClinicDate }[],
  ): Promise<void> {
    const missing = days
      .filter(({ doctorId, date }) => !this.#known.has(keyOf(doctorId, date)))
      .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
    let run: (typeof missing)[number][] = [];
    const ask = async () => {
      const [first, last] = [run[0], run.at(-1)];
      if (!first || !last) return;
      const doctors = [...new Set(run.map(({ doctorId }) => doctorId))];
      for (const day of await this.#source.hoursOn(tx, doctors, first.date, last.date))
        this.#known.set(keyOf(day.doctorId, day.date), day);
    };
    for (const day of missing) {
      const last = run.at(-1);
      if (last && day.date > addDays(last.date, NEAR_DAYS)) {
        await ask();
        run = [];
      }
      run.push(day);
    }
    await ask();
  }
}

function keyOf(doctorId: number, date: ClinicDate): string {
  return `${String(doctorId)} ${date}`;
}

/** What a row says that stands outside; the rules of a booking, at the cell that says when. */
export function outsideProblem(outside: OutsideWhy): Problem {
  switch (outside.why) {
    case 'leave':
      return problemOf('date', 'on_leave');
    case 'holiday':
      return problemOf('date', 'holiday', { label: outside.label ?? '' });
    case 'hours':
      return problemOf('time', 'outside_hours');
  }
}
