import type { z } from 'zod';
import type { InputOf, ParsedInputOf } from '#shared/contract/contract';
import type { DelayCall, DelayDto, DelayPlan, DelaySummary } from '#shared/contract/late';
import type { ToldMark } from '#shared/contract/messages';
import type { ClinicSettings } from '#shared/contract/settings';
import { type DelayStep, planDelay, planEnd } from '#shared/domain/delay';
import { overlaps } from '#shared/domain/slots';
import { notFound } from '#shared/errors/app-error';
import type { ReadTx } from '#electron/mysql/transactions';
import type { HoursSource } from '#electron/platform/hours-source';
import { beginningOf, doctorsDay, everyoneLeft } from './day';
import { nameOf, timesOf, toCall, toDelay } from './projection';
import * as delays from './repository';

type Told = z.input<typeof ToldMark>;
type Plan = z.input<typeof DelayPlan>;

export interface CallParts {
  readonly hours: HoursSource;
  readonly settings: { current(): Promise<ClinicSettings> };
  /** The last word to the patient of each of these visits. */
  readonly lastTold: (tx: ReadTx, appointmentIds: readonly number[]) => Promise<ReadonlyMap<number, Told>>;
}

/** What a delay would do, and who is to be called after one. */
export class CallLists {
  readonly #parts: CallParts;

  constructor(parts: CallParts) {
    this.#parts = parts;
  }

  async preview(tx: ReadTx, input: ParsedInputOf<'late.preview'>): Promise<Plan> {
    const { timeZone } = await this.#parts.settings.current();
    const serverNow = await delays.doctorAndNow(tx, input.doctorId);
    if (serverNow === null) throw notFound('doctor');
    const beginning = beginningOf(input.date, input.from, serverNow, timeZone);
    const rows = await delays.visitsOfDay(tx, input.doctorId, input.date, '');
    const [hours] = await this.#parts.hours.hoursOn(tx, [input.doctorId], input.date, input.date);
    const facts = { hours, timeZone };
    const day =
      input.minutes === null
        ? everyoneLeft(rows, input.date, beginning, facts)
        : doctorsDay(rows, input.date, beginning, facts);
    const steps = input.minutes === null ? planEnd(day) : planDelay(day, input.minutes, input.gaps);
    const last = await delays.lastDelay(tx, input.doctorId, input.date);
    return {
      steps: await this.#named(tx, input.date, rows, steps),
      kept: day.rest.length - steps.length,
      last: last && toDelay(last),
    };
  }

  async #named(
    tx: ReadTx,
    date: string,
    rows: readonly delays.VisitRow[],
    steps: readonly DelayStep[],
  ): Promise<Plan['steps']> {
    const moved = rows.filter((row) => steps.some(({ id }) => id === row.id));
    const others = await delays.othersOfPatients(
      tx,
      moved.map((row) => row.patient_id),
      date,
    );
    return steps.flatMap(({ id, before, after }) => {
      const row = moved.find((one) => one.id === id);
      if (!row) return [];
      const other =
        after &&
        others.find(
          (one) => one.patient_id === row.patient_id && one.id !== id && overlaps(timesOf(one), after),
        );
      const elsewhere = other ? { doctorId: other.doctor_id, start: timesOf(other).start } : null;
      return [{ appointmentId: id, patientName: nameOf(row), before, after, elsewhere }];
    });
  }

  /** One delay with everyone who is to be told of it, in the order of their old times. */
  async of(
    tx: ReadTx,
    id: InputOf<'late.calls'>['id'],
  ): Promise<{ delay: z.input<typeof DelayDto>; calls: z.input<typeof DelayCall>[] }> {
    const row = await delays.delayById(tx, id, '');
    if (!row) throw notFound('delay');
    const visits = await delays.visitsOfDelay(tx, id, '');
    const told = await this.#parts.lastTold(
      tx,
      visits.map((visit) => visit.id),
    );
    const delay = toDelay(row);
    const since = (mark: Told | undefined) => (mark && mark.at >= delay.at ? mark : null);
    const calls = visits
      .sort((a, b) =>
        a.start_before < b.start_before ? -1 : a.start_before > b.start_before ? 1 : a.id - b.id,
      )
      .map((visit) => toCall(visit, row, since(told.get(visit.id))));
    return { delay, calls };
  }

  async day(tx: ReadTx, date: string): Promise<z.input<typeof DelaySummary>[]> {
    const summaries: z.input<typeof DelaySummary>[] = [];
    for (const row of await delays.delaysOn(tx, date)) {
      const { delay, calls } = await this.of(tx, row.id);
      summaries.push({
        ...delay,
        visits: calls.length,
        told: calls.filter(({ told }) => told?.holds === true).length,
      });
    }
    return summaries;
  }
}
