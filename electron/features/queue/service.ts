import type { z } from 'zod';
import type { AppointmentChange, AppointmentDto } from '#shared/contract/appointments';
import type { DoctorDto } from '#shared/contract/doctors';
import type { PatientDto, PatientFields } from '#shared/contract/patients';
import type { WalkInInput } from '#shared/contract/queue';
import type { ClinicSettings } from '#shared/contract/settings';
import type { OutsideWhy } from '#shared/domain/availability/placing';
import { clinicNow } from '#shared/domain/clinic-now';
import { type QueueStep, mayMark } from '#shared/domain/queue-mark';
import type { MinuteRange } from '#shared/domain/walk-in';
import { Refusal, notFound, ruleBroken } from '#shared/errors/app-error';
import type { DoctorId } from '#shared/values/ids';
import { type ClinicDate, addDays, atMinute, dateOf, minuteOfDay } from '#shared/values/wall-clock';
import type { MutationContext, Person } from '#electron/ipc/context';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import {
  type ClinicMoment,
  DAY_MINUTES,
  type Day,
  type WalkInPlace,
  awayFor,
  isInside,
  placeWith,
} from './place';
import * as queue from './repository';

type Change = z.input<typeof AppointmentChange>;
type Visit = z.input<typeof AppointmentDto>;
interface At {
  readonly id: number;
  readonly version: number;
}
const WALKED_IN = { area: 'queue', as: 'waiting' } as const;

/** What the other areas offer this one, put together in the container. */
export interface QueueParts {
  readonly settings: { current(): Promise<ClinicSettings> };
  readonly doctors: { list(tx: ReadTx): Promise<DoctorDto[]> };
  readonly calendar: {
    day(tx: ReadTx, date: ClinicDate, doctorIds: readonly DoctorId[] | null): Promise<Day>;
  };
  readonly patients: {
    get(tx: ReadTx, id: number): Promise<PatientDto>;
    register(context: MutationContext, fields: PatientFields): Promise<PatientDto>;
    remove(context: MutationContext, at: At): Promise<PatientDto>;
    bringBack(context: MutationContext, at: At): Promise<PatientDto>;
  };
  readonly visits: {
    made(
      context: MutationContext,
      action: string,
      id: number,
      said: { readonly warnings: Change['warnings']; readonly reason: string | null },
    ): Promise<Change>;
    change(
      context: MutationContext,
      at: At,
      action: string,
      work: (before: Visit) => Promise<void>,
    ): Promise<Change>;
    withdraw(context: MutationContext, at: At, made: typeof WALKED_IN): Promise<Change>;
    reinstate(context: MutationContext, at: At, made: typeof WALKED_IN): Promise<Change>;
  };
  /** Locks the patient that a record is read as; refuses an archived one. */
  readonly lockPatient: (
    tx: WriteTx,
    id: number,
  ) => Promise<{ readonly id: number; readonly is_deleted: number }>;
  readonly checkMayWriteFor: (person: Person, doctorIds: readonly number[]) => void;
  /** Stops at leave or a holiday that was not overridden. @returns the reason, when there was one to give */
  readonly checkHours: (
    person: Person,
    outside: OutsideWhy | null,
    override: WalkInInput['override'],
  ) => string | null;
}

/** Walk-ins, numbers and the line. Locks go patients, doctors, sessions, appointments. */
export class QueueService {
  readonly #parts: QueueParts;

  constructor(parts: QueueParts) {
    this.#parts = parts;
  }

  async walkIn(context: MutationContext, input: WalkInInput) {
    const { tx, person } = context;
    const { timeZone } = await this.#parts.settings.current();
    const patient = await this.#patientOf(context, input.patient);
    const wanted = await this.#candidates(tx, input.doctor);
    this.#parts.checkMayWriteFor(
      person,
      wanted.map(({ id }) => id),
    );
    const candidates = await this.#lock(tx, wanted);
    const now = momentOf(candidates.now, timeZone);
    const { date } = now;
    const first = await this.#earliest(tx, candidates.doctors, now);
    const { doctor, session } = first.place;
    const waits = first.day.appointments.find(
      (visit) =>
        visit.patientId === patient.id &&
        visit.doctorId === doctor.id &&
        (visit.state === 'waiting' || visit.state === 'in_room'),
    );
    if (waits) throw ruleBroken('already_waiting', { appointmentId: waits.id });
    const token = session && (await queue.nextToken(tx, doctor.id, date, session));
    // Whoever drew the number before has committed by now, so the turn is reckoned with them in the line.
    const { place, day } = token ? await this.#earliest(tx, [doctor], now) : first;
    const overridden = this.#parts.checkHours(person, awayFor(place, day, now), input.override);
    const times = sqlTimes(date, place);
    const warnings: Change['warnings'] = [];
    if (!isInside(place, day)) warnings.push({ kind: 'outside_hours' });
    if (await queue.isElsewhere(tx, patient.id, doctor.id, times)) warnings.push({ kind: 'also_elsewhere' });
    const id = await queue.insertWalkIn(tx, {
      patientId: patient.id,
      doctorId: doctor.id,
      ...times,
      token,
      reason: input.reason,
      person: person.key,
    });
    const change = await this.#parts.visits.made(context, 'queue.walkIn', id, {
      warnings,
      reason: overridden,
    });
    return { ...change, registered: patient.registered };
  }

  async withdraw(context: MutationContext, at: At, registered: At | null) {
    const gone = registered && (await this.#removeIfUntouched(context, at, registered));
    return { ...(await this.#parts.visits.withdraw(context, at, WALKED_IN)), registered: gone };
  }

  async reinstate(context: MutationContext, at: At, registered: At | null) {
    const back = registered && (await this.#parts.patients.bringBack(context, registered));
    return {
      ...(await this.#parts.visits.reinstate(context, at, WALKED_IN)),
      registered: back && { id: back.id, version: back.version },
    };
  }

  mark(context: MutationContext, at: At, step: QueueStep): Promise<Change> {
    return this.#parts.visits.change(context, at, 'queue.mark', async ({ state, queueMark }) => {
      if (!mayMark(state, queueMark, step)) throw ruleBroken('step_not_allowed', { from: state, to: step });
      await queue.markVisit(context.tx, at.id, step, context.person.key);
    });
  }

  async setSeesBy(
    { tx, person }: MutationContext,
    input: { readonly id: number; readonly version: number | null; readonly seesBy: 'slot' | 'token' },
  ) {
    const [row] = await queue.lockDoctors(tx, [input.id], 'UPDATE');
    if (!row) throw notFound('doctor');
    if (input.version !== null && row.version !== input.version) throw ruleBroken('cannot_undo_any_more');
    await queue.updateSeesBy(tx, input.id, input.seesBy);
    const [after] = await queue.lockDoctors(tx, [input.id], 'UPDATE');
    const doctor = (await this.#parts.doctors.list(tx)).find(({ id }) => id === input.id);
    if (!after || !doctor) throw notFound('doctor');
    await writeAudit(tx, {
      actor: person.key,
      deskId: person.deskId,
      action: 'queue.setSeesBy',
      entity: 'doctor',
      entityId: input.id,
      patientId: null,
      outcome: 'done',
      reason: null,
      before: { seesBy: row.sees_by },
      after: { seesBy: after.sees_by },
    });
    await writeFeed(tx, { area: 'doctors', entityId: input.id });
    return { doctor, version: after.version, before: row.sees_by };
  }

  /** Registers, or locks who is known; whoever was merged is the one that stayed. */
  async #patientOf(context: MutationContext, wanted: WalkInInput['patient']) {
    const { patients } = this.#parts;
    if (wanted.kind === 'new') {
      if (!context.person.session.permissions.includes('patient.write')) {
        throw new Refusal({ code: 'FORBIDDEN', permission: 'patient.write' });
      }
      const { id, version } = await patients.register(context, wanted.fields);
      return { id, registered: { id, version } };
    }
    const { id, is_deleted } = await this.#parts.lockPatient(context.tx, wanted.id);
    if (is_deleted === 1) throw ruleBroken('patient_deleted', { patientId: id });
    return { id, registered: null };
  }

  /** Locked, those who are there, and the server's time with the lock. */
  async #lock(tx: WriteTx, wanted: readonly DoctorDto[]) {
    const strength = wanted.some(({ seesBy }) => seesBy === 'slot') ? 'UPDATE' : 'SHARE';
    const ids = wanted.map(({ id }) => id);
    const locked = await queue.lockDoctors(tx, ids, strength);
    const doctors = wanted.filter((doctor) => {
      const row = locked.find(({ id }) => id === doctor.id);
      if (row && row.sees_by !== doctor.seesBy) throw queue.again();
      return row?.is_deleted === 0;
    });
    const now = locked[0]?.now;
    if (now === undefined) throw notFound('doctor');
    return { doctors, now };
  }

  /** The doctors who could see them, in the clinic's order. */
  async #candidates(tx: WriteTx, wanted: WalkInInput['doctor']): Promise<DoctorDto[]> {
    const all = await this.#parts.doctors.list(tx);
    if (wanted.kind === 'doctor') {
      const doctor = all.find(({ id }) => id === wanted.id);
      if (!doctor) throw notFound('doctor');
      if (doctor.deleted) throw ruleBroken('doctor_deleted');
      return [doctor];
    }
    const { specialization } = wanted;
    const found = all.filter(
      (doctor) => !doctor.deleted && (specialization === null || doctor.specialization === specialization),
    );
    if (found.length === 0) throw ruleBroken('nobody_sees');
    return found;
  }

  async #earliest(tx: WriteTx, candidates: readonly DoctorDto[], now: ClinicMoment) {
    const ids = candidates.map(({ id }) => id);
    const { calendar } = this.#parts;
    const today = await calendar.day(tx, now.date, ids);
    const first = await this.#first(tx, candidates, today, now);
    if (first.to <= DAY_MINUTES) return { place: first, day: today };
    // Squeezed in past midnight: what the next day begins with is in the way too.
    const next = await calendar.day(tx, addDays(now.date, 1), ids);
    const day = { ...today, appointments: [...today.appointments, ...next.appointments] };
    return { place: await this.#first(tx, candidates, day, now), day };
  }

  async #first(tx: WriteTx, candidates: readonly DoctorDto[], day: Day, now: ClinicMoment) {
    const places: WalkInPlace[] = [];
    for (const doctor of candidates) {
      const sessions = doctor.seesBy === 'token' ? await queue.sessionsOn(tx, doctor.id, now.date) : [];
      places.push(placeWith(doctor, day, now, sessions));
    }
    // Whoever works at that time comes first; sorting keeps the clinic's order among those who are free at once.
    const outside = (place: WalkInPlace) => (isInside(place, day) ? 0 : 1);
    const place = places.sort((a, b) => outside(a) - outside(b) || a.from - b.from)[0];
    if (!place) throw ruleBroken('doctor_deleted');
    return place;
  }

  /** Someone who was registered for this visit alone goes with it; whoever was worked on since stays. */
  async #removeIfUntouched(context: MutationContext, visit: At, registered: At): Promise<At | null> {
    const row = await queue.lockPatient(context.tx, registered.id);
    if (!row || row.is_deleted === 1) return null;
    const patient = await this.#parts.patients.get(context.tx, registered.id);
    if (patient.id !== registered.id || patient.version !== registered.version) return null;
    if (await queue.hasOtherVisits(context.tx, registered.id, visit.id)) return null;
    const { id, version } = await this.#parts.patients.remove(context, registered);
    return { id, version };
  }
}

function momentOf(serverNow: string, timeZone: string): ClinicMoment {
  const instant = Date.parse(`${serverNow.replace(' ', 'T')}Z`);
  const wall = clinicNow(instant, timeZone);
  return { date: dateOf(wall), minute: minuteOfDay(wall), instant, timeZone };
}

function sqlTimes(date: ClinicDate, { from, to }: MinuteRange): { start: string; end: string } {
  const literal = (minute: number) => `${atMinute(date, minute).replace('T', ' ')}:00`;
  return { start: literal(from), end: literal(to) };
}
