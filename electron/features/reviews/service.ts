import type { z } from 'zod';
import type { AppointmentChange, BookInput } from '#shared/contract/appointments';
import type { ParsedInputOf } from '#shared/contract/contract';
import type { MissedReview, ReviewCall, ReviewToBook } from '#shared/contract/reviews';
import type { ClinicSettings } from '#shared/contract/settings';
import { clinicNow } from '#shared/domain/clinic-now';
import { onlyColumn } from '#shared/domain/own-column';
import { AT_DESK_MINUTES, daysAhead, daysLate, reviewDays } from '#shared/domain/reviews';
import { timesProblem } from '#shared/domain/slots';
import { Refusal, invalid, notFound, ruleBroken } from '#shared/errors/app-error';
import { DoctorId, PatientId } from '#shared/values/ids';
import {
  type ClinicDate,
  type ClinicDateTime,
  atMinute,
  dateOf,
  minuteOfDay,
} from '#shared/values/wall-clock';
import type { MutationContext, Person } from '#electron/ipc/context';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import { nameOfPerson } from '#electron/platform/people';
import { serverNow } from '#electron/platform/server-now';
import { utcStamp } from '#electron/platform/stamps';
import { type Review, reviewsOf, shownCall, shownReview } from './projection';
import * as repository from './repository';
import { type TimesParts, timesFor } from './times';

type Change = z.input<typeof AppointmentChange>;
type ToBook = z.input<typeof ReviewToBook>;
type Missed = z.input<typeof MissedReview>;
type Call = z.input<typeof ReviewCall>;

export interface ReviewsParts extends TimesParts {
  readonly settings: { current(): Promise<ClinicSettings> };
  /** Bookings as they are made everywhere else, with all their rules. */
  readonly visits: { book(context: MutationContext, input: BookInput): Promise<Change> };
  /** Locks the patient that a record is read as. */
  readonly lockPatient: (tx: WriteTx, id: number) => Promise<unknown>;
  /** Refuses someone who may not write in this doctor's column. */
  readonly checkMayWriteFor: (person: Person, doctorIds: readonly number[]) => void;
}

interface Now {
  readonly time: ClinicDateTime;
  readonly today: ClinicDate;
  readonly timeZone: string;
}

/** The reviews that doctors asked for: reckoned each time from what is signed and what is booked. */
export class ReviewsService {
  readonly #parts: ReviewsParts;

  constructor(parts: ReviewsParts) {
    this.#parts = parts;
  }

  async toBook(tx: ReadTx, person: Person, atDesk: boolean): Promise<{ reviews: ToBook[]; more: boolean }> {
    const now = await this.#now(tx);
    const rows = await repository.toBook(tx, askedBy(person, now), atDesk ? AT_DESK_MINUTES : null);
    return { reviews: await this.#ready(tx, rows, now), more: rows.length > repository.MOST_REVIEWS };
  }

  async missed(tx: ReadTx, person: Person): Promise<{ reviews: Missed[]; more: boolean }> {
    const now = await this.#now(tx);
    const rows = await repository.missed(tx, askedBy(person, now));
    const reviews = reviewsOf(rows.slice(0, repository.MOST_REVIEWS));
    const days = daysAhead(now.today);
    const times = await this.#times(tx, reviews, now, () => days);
    const calls = await callsOf(tx, reviews);
    const shown = reviews.map((review) => ({
      ...shownReview(review, times.get(review.row.id) ?? null, days[0] ?? now.today),
      daysLate: daysLate(review.on, now.today),
      call: calls.get(review.row.call_id) ?? null,
    }));
    return { reviews: shown, more: rows.length > repository.MOST_REVIEWS };
  }

  /** The patient is locked first: of two desks that book the same review, the second hears that it is booked. */
  async book(
    context: MutationContext,
    { id, start, override }: ParsedInputOf<'reviews.book'>,
  ): Promise<Change> {
    const { tx, person } = context;
    const seen = await standing(tx, id);
    this.#parts.checkMayWriteFor(person, [seen.row.doctor_id]);
    await this.#parts.lockPatient(tx, seen.row.patient_id);
    const { row, minutes } = await standing(tx, id);
    const now = await this.#now(tx);
    if (await repository.isSettled(tx, id, now.today)) throw ruleBroken('review_booked');
    const end = atMinute(dateOf(start), minuteOfDay(start) + minutes);
    const problem = timesProblem(start, end);
    if (problem) throw invalid('start', problem.code);
    const change = await this.#parts.visits.book(context, {
      patientId: PatientId.parse(row.patient_id),
      doctorId: DoctorId.parse(row.doctor_id),
      start,
      end,
      type: null,
      reason: null,
      deskNotes: null,
      ...(override ? { override } : {}),
    });
    await tell(context, { action: 'reviews.book', id, patientId: row.patient_id }, null, {
      reviewOn: row.review_on,
      appointmentId: change.appointment.id,
      start,
    });
    return change;
  }

  async note(
    context: MutationContext,
    { id, outcome }: ParsedInputOf<'reviews.note'>,
  ): Promise<{ call: Call }> {
    const { tx, person } = context;
    const { row } = await standing(tx, id);
    this.#parts.checkMayWriteFor(person, [row.doctor_id]);
    const callId = await repository.insertCall(tx, id, outcome, person.key);
    return { call: await this.#called(context, 'reviews.note', callId, null) };
  }

  async setNoted(
    context: MutationContext,
    { id, version, noted }: ParsedInputOf<'reviews.setNoted'>,
  ): Promise<{ call: Call }> {
    const { tx, person } = context;
    const row = await repository.lockCall(tx, id);
    if (!row) throw notFound('review_call');
    this.#parts.checkMayWriteFor(person, [row.doctor_id]);
    const before = await shown(tx, row);
    if (row.version !== version) throw stale(before);
    await repository.setWithdrawn(tx, id, !noted);
    return { call: await this.#called(context, 'reviews.setNoted', id, before) };
  }

  async #now(tx: ReadTx): Promise<Now> {
    const { timeZone } = await this.#parts.settings.current();
    const time = clinicNow(Date.parse(utcStamp(await serverNow(tx))), timeZone);
    return { time, today: dateOf(time), timeZone };
  }

  async #ready(tx: ReadTx, rows: readonly repository.ReviewRow[], now: Now): Promise<ToBook[]> {
    const reviews = reviewsOf(rows.slice(0, repository.MOST_REVIEWS));
    const times = await this.#times(tx, reviews, now, ({ on }) => reviewDays(on, now.today));
    return reviews.map((review) => ({
      ...shownReview(review, times.get(review.row.id) ?? null, review.on),
      signedAt: utcStamp(review.row.signed_at),
    }));
  }

  #times(
    tx: ReadTx,
    reviews: readonly Review[],
    now: Now,
    daysOf: (review: Review) => readonly ClinicDate[],
  ): Promise<ReadonlyMap<number, ClinicDateTime>> {
    const wanted = reviews.map((review) => ({ review, days: daysOf(review) }));
    return timesFor(tx, this.#parts, wanted, now);
  }

  async #called(context: MutationContext, action: string, id: number, before: Call | null): Promise<Call> {
    const [row] = await repository.callsById(context.tx, [id]);
    if (!row) throw notFound('review_call');
    const call = await shown(context.tx, row);
    await tell(context, { action, id: row.prescription_id, patientId: row.patient_id }, before, call);
    await writeFeed(context.tx, { area: 'reviews', entityId: row.prescription_id });
    return call;
  }
}

/** Reception calls for every doctor; somebody who is only a doctor sees their own. */
function askedBy({ session }: Person, { today }: Now) {
  return { today, doctorId: onlyColumn(session) };
}

async function standing(tx: ReadTx, id: number): Promise<Review> {
  const row = await repository.reviewById(tx, id);
  const [review] = reviewsOf(row ? [row] : []);
  if (!review) throw notFound('review');
  return review;
}

async function callsOf(tx: ReadTx, reviews: readonly Review[]): Promise<ReadonlyMap<number | null, Call>> {
  const ids = reviews.flatMap(({ row }) => (row.call_id === null ? [] : [row.call_id]));
  const calls = new Map<number | null, Call>();
  const names = new Map<string, string | null>();
  for (const row of await repository.callsById(tx, ids)) {
    const by = names.get(row.called_by) ?? (await nameOfPerson(tx, row.called_by));
    names.set(row.called_by, by);
    calls.set(row.id, shownCall(row, by));
  }
  return calls;
}

async function shown(tx: ReadTx, row: repository.CallRow): Promise<Call> {
  return shownCall(row, await nameOfPerson(tx, row.called_by));
}

async function tell(
  { tx, person }: MutationContext,
  { action, id, patientId }: { readonly action: string; readonly id: number; readonly patientId: number },
  before: unknown,
  after: unknown,
): Promise<void> {
  await writeAudit(tx, {
    actor: person.key,
    deskId: person.deskId,
    action,
    entity: 'prescription',
    entityId: id,
    patientId,
    outcome: 'done',
    reason: null,
    before,
    after,
  });
}

function stale(current: Call): Refusal {
  return new Refusal({
    code: 'CONFLICT',
    conflict: { kind: 'stale', entity: 'review_call', current, changedBy: null, changedAt: null },
  });
}
