import type { z } from 'zod';
import type { AppointmentChange, BookInput, RescheduleInput } from '#shared/contract/appointments';
import type { ParsedInputOf } from '#shared/contract/contract';
import type { SeriesDto, SeriesStep } from '#shared/contract/series';
import { MOST_IN_SERIES, type SeriesRule, seriesDates, seriesRule } from '#shared/domain/series';
import { type TimeRange, timesProblem } from '#shared/domain/slots';
import { Refusal, invalid, notFound, ruleBroken } from '#shared/errors/app-error';
import { AppointmentId, PatientId } from '#shared/values/ids';
import { type ClinicDateTime, addDays, atMinute, dateOf, minuteOfDay } from '#shared/values/wall-clock';
import type { MutationContext } from '#electron/ipc/context';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { nameOfPerson } from '#electron/platform/people';
import { utcStamp } from '#electron/platform/stamps';
import { inMovingOrder } from './moving-order';
import type { SeriesPlanning } from './planning';
import * as rows from './repository';

type Change = z.input<typeof AppointmentChange>;
type View = z.input<typeof SeriesDto>;
type Step = z.input<typeof SeriesStep>;
interface AtVersion {
  readonly id: number;
  readonly version: number;
}
type Following = Pick<ParsedInputOf<'series.cancel'>, 'appointmentId' | 'scope'>;

export interface SeriesParts {
  readonly planning: SeriesPlanning;
  /** Each visit is booked, moved and closed as a single one is, with all its rules. */
  readonly visits: {
    book(context: MutationContext, input: BookInput & { readonly seriesId?: number }): Promise<Change>;
    reschedule(context: MutationContext, input: RescheduleInput): Promise<Change>;
    withdraw(context: MutationContext, at: AtVersion): Promise<Change>;
    reinstate(context: MutationContext, at: AtVersion): Promise<Change>;
    close(context: MutationContext, at: AtVersion, as: 'cancelled', reason: string | null): Promise<Change>;
    setState(context: MutationContext, at: AtVersion, to: 'scheduled', reason: null): Promise<Change>;
  };
  readonly lockPatient: (tx: WriteTx, id: number) => Promise<{ readonly id: number }>;
}

/** Appointments that recur. A series is locked behind its patient and before the visits. */
export class SeriesService {
  readonly #parts: SeriesParts;

  constructor(parts: SeriesParts) {
    this.#parts = parts;
  }

  async preview(
    tx: ReadTx,
    { doctorId, patientId, start, minutes, rule }: ParsedInputOf<'series.preview'>,
  ): Promise<{ steps: Step[] }> {
    const times = timesOf(start, minutes, rule);
    return { steps: await this.#parts.planning.steps(tx, { doctorId, patientId, times, exceptIds: [] }) };
  }

  async of(tx: ReadTx, appointmentId: number): Promise<{ series: View | null }> {
    const id = await rows.seriesIdOf(tx, appointmentId);
    return { series: id === null ? null : await view(tx, id) };
  }

  /** In one transaction: a date that cannot be had refuses all of them, and says which. */
  async book(context: MutationContext, input: ParsedInputOf<'series.book'>): Promise<{ series: View }> {
    const { tx, person } = context;
    const { places, rule, override, ...visit } = input;
    const patient = await this.#parts.lockPatient(tx, input.patientId);
    const seriesId = await rows.insertSeries(tx, patient.id, seriesRule(rule), person.key);
    for (const place of [...places].sort((a, b) => a.start.localeCompare(b.start))) {
      await this.#parts.visits.book(context, {
        ...visit,
        patientId: PatientId.parse(patient.id),
        ...place,
        ...(override ? { override } : {}),
        seriesId,
      });
    }
    return { series: await this.#tell(context, 'series.book', seriesId) };
  }

  async withdraw(context: MutationContext, at: AtVersion): Promise<{ series: View }> {
    await this.#locked(context, at);
    const members = await rows.membersOf(context.tx, at.id);
    for (const { id, version } of members.filter(({ state }) => state === 'scheduled')) {
      await this.#parts.visits.withdraw(context, { id, version });
    }
    return { series: await this.#changed(context, 'series.withdraw', at.id) };
  }

  async reinstate(context: MutationContext, at: AtVersion): Promise<{ series: View }> {
    await this.#locked(context, at);
    const members = await rows.membersOf(context.tx, at.id);
    for (const { id, version } of members.filter(({ withdrawn }) => withdrawn)) {
      await this.#parts.visits.reinstate(context, { id, version });
    }
    return { series: await this.#changed(context, 'series.reinstate', at.id) };
  }

  async planMove(
    tx: ReadTx,
    { id, doctorId, days, time, minutes, ...following }: ParsedInputOf<'series.planMove'>,
  ): Promise<{
    version: number;
    steps: (Step & { id: number; from: { doctorId: number; start: string; end: string } })[];
  }> {
    const series = await rows.seriesById(tx, id, '');
    if (!series) throw notFound('series');
    const members = chosen(await rows.membersOf(tx, id), following);
    const times = members.map(({ start }): TimeRange => {
      const [date, minute] = [addDays(dateOf(start), days), minuteOfDay(time)];
      return { start: atMinute(date, minute), end: atMinute(date, minute + minutes) };
    });
    const steps = await this.#parts.planning.steps(tx, {
      doctorId,
      patientId: series.patient_id,
      times,
      exceptIds: members.map((member) => member.id),
    });
    return {
      version: series.version,
      steps: members.flatMap((member, index) => {
        const step = steps[index];
        const from = { doctorId: member.doctorId, start: member.start, end: member.end };
        return step ? [{ ...step, id: member.id, from }] : [];
      }),
    };
  }

  async move(context: MutationContext, input: ParsedInputOf<'series.move'>): Promise<{ series: View }> {
    await this.#locked(context, input);
    const members = await rows.membersOf(context.tx, input.id);
    for (const { id, from, to } of inMovingOrder(input.moves)) {
      const member = members.find((one) => one.id === id);
      if (!member) throw notFound('appointment');
      const stands =
        member.doctorId === from.doctorId && member.start === from.start && member.end === from.end;
      if (!stands || member.state !== 'scheduled') throw ruleBroken('series_changed');
      await this.#parts.visits.reschedule(context, {
        id: AppointmentId.parse(id),
        version: member.version,
        ...to,
        ...(input.override ? { override: input.override } : {}),
      });
    }
    return { series: await this.#changed(context, 'series.move', input.id) };
  }

  async cancel(
    context: MutationContext,
    input: ParsedInputOf<'series.cancel'>,
  ): Promise<{ series: View; cancelled: number[] }> {
    await this.#locked(context, input);
    const going = chosen(await rows.membersOf(context.tx, input.id), input);
    if (going.length === 0) throw ruleBroken('nobody_to_move');
    for (const { id, version } of going) {
      await this.#parts.visits.close(context, { id, version }, 'cancelled', input.reason);
    }
    const series = await this.#changed(context, 'series.cancel', input.id);
    return { series, cancelled: going.map(({ id }) => id) };
  }

  async restore(context: MutationContext, input: ParsedInputOf<'series.restore'>): Promise<{ series: View }> {
    await this.#locked(context, input);
    const members = await rows.membersOf(context.tx, input.id);
    for (const { id, version } of members.filter(
      (member) => member.state === 'cancelled' && input.ids.some((one) => one === member.id),
    )) {
      await this.#parts.visits.setState(context, { id, version }, 'scheduled', null);
    }
    return { series: await this.#changed(context, 'series.restore', input.id) };
  }

  /** The series behind its patient's lock, as every visit's change takes it. */
  async #locked({ tx }: MutationContext, at: AtVersion): Promise<rows.SeriesRow> {
    const seen = await rows.seriesById(tx, at.id, '');
    if (!seen) throw notFound('series');
    await this.#parts.lockPatient(tx, seen.patient_id);
    const row = await rows.seriesById(tx, at.id, 'FOR UPDATE');
    if (!row) throw notFound('series');
    if (row.version === at.version) return row;
    throw new Refusal({
      code: 'CONFLICT',
      conflict: {
        kind: 'stale',
        entity: 'series',
        current: await view(tx, at.id),
        changedBy: await nameOfPerson(tx, row.updated_by),
        changedAt: row.updated_at === null ? null : utcStamp(row.updated_at),
      },
    });
  }

  async #changed(context: MutationContext, action: string, id: number): Promise<View> {
    await rows.touch(context.tx, id, context.person.key);
    return this.#tell(context, action, id);
  }

  async #tell({ tx, person }: MutationContext, action: string, id: number): Promise<View> {
    const series = await view(tx, id);
    await writeAudit(tx, {
      actor: person.key,
      deskId: person.deskId,
      action,
      entity: 'series',
      entityId: id,
      patientId: series.patientId,
      outcome: 'done',
      reason: null,
      before: null,
      after: series,
    });
    return series;
  }
}

/** The rule's times, on the wall clock of every date; refuses more or fewer than a series has. */
function timesOf(start: ClinicDateTime, minutes: number, rule: SeriesRule): TimeRange[] {
  const dates = seriesDates(dateOf(start), rule);
  if (dates.length > MOST_IN_SERIES) throw invalid('rule.ends', 'too_many', { max: MOST_IN_SERIES });
  if (dates.length < 2) throw invalid('rule.ends', 'too_short');
  const minute = minuteOfDay(start);
  const times = dates.map((date) => ({
    start: atMinute(date, minute),
    end: atMinute(date, minute + minutes),
  }));
  const problem = times[0] && timesProblem(times[0].start, times[0].end);
  if (problem) throw invalid(problem.field, problem.code);
  return times;
}

/** Those still to come: all of them, or from one on. */
function chosen(members: readonly rows.Member[], { appointmentId, scope }: Following): rows.Member[] {
  const first = members.find(({ id }) => id === appointmentId);
  if (!first) throw notFound('appointment');
  return members.filter(
    ({ state, toMove, start }) =>
      state === 'scheduled' && !toMove && (scope === 'all' || start >= first.start),
  );
}

async function view(tx: ReadTx, id: number): Promise<View> {
  const row = await rows.seriesById(tx, id, '');
  if (!row) throw notFound('series');
  const members = await rows.membersOf(tx, id);
  return {
    id: row.id,
    version: row.version,
    patientId: row.patient_id,
    rule: row.recurrence_rule,
    visits: members
      .filter(({ withdrawn }) => !withdrawn)
      .map(({ id: visitId, doctorId, start, end, state, toMove }) => ({
        id: visitId,
        doctorId,
        start,
        end,
        state,
        toMove,
      })),
  };
}
