import type { z } from 'zod';
import type { AppointmentChange, BookInput, Override, RescheduleInput } from '#shared/contract/appointments';
import type { ClinicSettings } from '#shared/contract/settings';
import { type OpenState, type VisitState, holdsSlot, mayStep } from '#shared/domain/visit-state';
import { notFound, ruleBroken } from '#shared/errors/app-error';
import type { MutationContext } from '#electron/ipc/context';
import type { WriteTx } from '#electron/mysql/transactions';
import type { HoursSource } from '#electron/platform/hours-source';
import { writeAudit } from '#electron/platform/audit';
import { writeOutbox } from '#electron/platform/outbox';
import { type Wanted, namingTheHolder, stale } from './conflicts';
import { whyOutside } from './within-hours';
import { lockPatient } from './merged';
import { checkMayWriteFor } from './policy';
import { type AppointmentRow, type AppointmentView, timesOf, toAppointment, wallTime } from './projection';
import * as visits from './repository';
import { type Findings, type Warning, checkHoursExist, checkRules, wallNow, warningsFor } from './rules';

type Change = z.input<typeof AppointmentChange>;
type Closing = 'cancelled' | 'no_show' | 'left';

/** How a visit that is taken back had been made, and by which area's call. */
export interface Made {
  readonly area: 'appointments' | 'queue';
  readonly as: 'scheduled' | 'waiting';
}
const BOOKED: Made = { area: 'appointments', as: 'scheduled' };

export interface SettingsSource {
  current(): Promise<ClinicSettings>;
}

/** One version of one visit, as a save names it. */
export interface AtVersion {
  readonly id: number;
  readonly version: number;
}

/** Everything that changes a visit. Locks go patients, doctors, appointments (design section 3). */
export class AppointmentsService {
  readonly #settings: SettingsSource;
  readonly #hours: HoursSource;

  constructor(settings: SettingsSource, hours: HoursSource) {
    this.#settings = settings;
    this.#hours = hours;
  }

  async book(context: MutationContext, input: BookInput & { readonly seriesId?: number }): Promise<Change> {
    const { person, tx } = context;
    checkMayWriteFor(person, [input.doctorId]);
    const settings = await this.#settings.current();
    const wanted: Wanted = { ...input, exceptId: 0 };
    const { patientId, warnings, reason } = await this.#checkPlace(
      context,
      wanted,
      input.patientId,
      input.override,
      settings,
    );
    const id = await namingTheHolder(wanted, this.#hours, () =>
      visits.insertVisit(tx, { ...input, patientId, person: person.key }),
    );
    return this.#tell(context, 'appointments.book', id, null, { warnings, reason });
  }

  async reschedule(context: MutationContext, input: RescheduleInput): Promise<Change> {
    const { person, tx } = context;
    const seen = await this.#known(tx, input.id);
    if (seen.kind === 'token') throw ruleBroken('token_has_no_time');
    checkMayWriteFor(person, [seen.doctor_id, input.doctorId]);
    const settings = await this.#settings.current();
    const wanted: Wanted = { ...input, exceptId: input.id };
    const { warnings, reason } = await this.#checkPlace(
      context,
      wanted,
      seen.patient_id,
      input.override,
      settings,
      seen,
    );
    const before = await this.#locked(tx, input);
    if (toAppointment(before).state === 'done' || !holdsSlot(toAppointment(before).state)) {
      throw ruleBroken('step_not_allowed', { from: toAppointment(before).state, to: 'moved' });
    }
    await namingTheHolder(wanted, this.#hours, () =>
      visits.updateTimes(tx, { ...input, person: person.key }, input.doctorId, input.start, input.end),
    );
    return this.#tell(context, 'appointments.reschedule', input.id, before, { warnings, reason });
  }

  async edit(context: MutationContext, at: AtVersion, changes: visits.VisitTexts): Promise<Change> {
    const before = await this.#lockedToWrite(context, at);
    await visits.updateTexts(context.tx, { ...at, person: context.person.key }, changes);
    return this.#tell(context, 'appointments.edit', at.id, before, {});
  }

  /** One step of the visit, forward or back. */
  async step(context: MutationContext, at: AtVersion, to: OpenState): Promise<Change> {
    const before = await this.#lockedToWrite(context, at);
    this.#checkStep(before, to);
    if (before.to_move_at !== null && to !== 'scheduled') throw ruleBroken('visit_parked');
    await this.#enter(context, before, at, to);
    return this.#tell(context, 'appointments.status', at.id, before, {});
  }

  async close(context: MutationContext, at: AtVersion, as: Closing, reason: string | null): Promise<Change> {
    const before = await this.#lockedToWrite(context, at);
    this.#checkStep(before, as);
    await visits.closeVisit(context.tx, { ...at, person: context.person.key }, as, reason, false);
    return this.#tell(context, 'appointments.cancel', at.id, before, { reason });
  }

  /** Undo's way back: to any state, without the order of steps. */
  async setState(
    context: MutationContext,
    at: AtVersion,
    to: VisitState,
    reason: string | null,
  ): Promise<Change> {
    const before = await this.#lockedToWrite(context, at);
    if (to === 'cancelled' || to === 'no_show' || to === 'left') {
      await visits.closeVisit(context.tx, { ...at, person: context.person.key }, to, reason, false);
    } else {
      await this.#enter(context, before, at, to);
    }
    return this.#tell(context, 'appointments.setState', at.id, before, {});
  }

  /** The booking as if it had not been made, from the state in which it was made. */
  async withdraw(context: MutationContext, at: AtVersion, made: Made = BOOKED): Promise<Change> {
    const before = await this.#lockedToWrite(context, at);
    if (toAppointment(before).state !== made.as) {
      throw ruleBroken('step_not_allowed', { from: toAppointment(before).state, to: 'withdrawn' });
    }
    await visits.closeVisit(context.tx, { ...at, person: context.person.key }, 'cancelled', null, true);
    return this.#tell(context, `${made.area}.withdraw`, at.id, before, {});
  }

  async reinstate(context: MutationContext, at: AtVersion, made: Made = BOOKED): Promise<Change> {
    const before = await this.#lockedToWrite(context, at);
    if (before.withdrawn_at === null) {
      throw ruleBroken('step_not_allowed', { from: toAppointment(before).state, to: 'reinstated' });
    }
    await this.#enter(context, before, at, made.as);
    return this.#tell(context, `${made.area}.reinstate`, at.id, before, {});
  }

  /**
   * Another area's change of a visit, under the lock, the version, the audit and the answer of our own.
   * A text that `work` gives is the reason for which a rule was overridden.
   */
  async change(
    context: MutationContext,
    at: AtVersion,
    action: string,
    work: (before: AppointmentView) => Promise<unknown>,
  ): Promise<Change> {
    const before = await this.#lockedToWrite(context, at);
    const reason = await work(toAppointment(before));
    return this.#tell(context, action, at.id, before, { reason: typeof reason === 'string' ? reason : null });
  }

  /** A visit that another area made, told as our own are. */
  made(
    context: MutationContext,
    action: string,
    id: number,
    said: { readonly warnings: Warning[]; readonly reason: string | null },
  ): Promise<Change> {
    return this.#tell(context, action, id, null, said);
  }

  /** Locks patient and doctors, then asks every rule about the wanted place. */
  async #checkPlace(
    { person, tx }: MutationContext,
    wanted: Wanted,
    patientId: number,
    override: Override | undefined,
    settings: ClinicSettings,
    moving?: AppointmentRow,
  ): Promise<{ patientId: number; warnings: Warning[]; reason: string | null }> {
    checkHoursExist(wanted.start, wanted.end, settings.timeZone);
    const patient = await lockPatient(tx, patientId);
    if (patient.is_deleted === 1) throw ruleBroken('patient_deleted');
    const doctors = await visits.lockDoctors(
      tx,
      moving ? [wanted.doctorId, moving.doctor_id] : [wanted.doctorId],
    );
    const doctor = doctors.find(({ id }) => id === wanted.doctorId);
    if (!doctor) throw notFound('doctor');
    if (doctor.is_deleted === 1) throw ruleBroken('doctor_deleted');
    const elsewhere = await visits.patientElsewhere(
      tx,
      patient.records,
      wanted.start,
      wanted.end,
      wanted.exceptId,
    );
    const findings: Findings = {
      start: wanted.start,
      end: wanted.end,
      now: wallNow(doctor.now, settings.timeZone),
      elsewhere: elsewhere && {
        id: elsewhere.id,
        doctorId: elsewhere.doctor_id,
        start: wallTime(elsewhere.start_time),
      },
      outside: await whyOutside(this.#hours, tx, wanted),
    };
    return {
      patientId: patient.id,
      reason: checkRules(person, findings, override),
      warnings: warningsFor(findings),
    };
  }

  /** Into an open state; a visit that held no time takes it again, if it is still free. */
  async #enter(
    { person, tx }: MutationContext,
    before: AppointmentRow,
    at: AtVersion,
    to: OpenState,
  ): Promise<void> {
    const wanted: Wanted = { doctorId: before.doctor_id, ...timesOf(before), exceptId: before.id };
    await namingTheHolder(wanted, this.#hours, () =>
      visits.updateState(tx, { ...at, person: person.key }, to),
    );
  }

  #checkStep(before: AppointmentRow, to: VisitState): void {
    const from = toAppointment(before).state;
    if (!mayStep(from, to)) throw ruleBroken('step_not_allowed', { from, to });
  }

  async #known(tx: WriteTx, id: number): Promise<AppointmentRow> {
    const row = await visits.visitById(tx, id);
    if (!row) throw notFound('appointment');
    return row;
  }

  /** The row as it is now, locked; refuses a save made from another version. */
  async #locked(tx: WriteTx, at: AtVersion): Promise<AppointmentRow> {
    const row = await visits.lockVisit(tx, at.id);
    if (!row) throw notFound('appointment');
    if (row.version !== at.version) throw await stale(tx, row);
    return row;
  }

  async #lockedToWrite({ person, tx }: MutationContext, at: AtVersion): Promise<AppointmentRow> {
    const row = await visits.lockVisit(tx, at.id);
    if (!row) throw notFound('appointment');
    checkMayWriteFor(person, [row.doctor_id]);
    if (row.version !== at.version) throw await stale(tx, row);
    return row;
  }

  /** The visit as it is after the change, in the audit, in the outbox and in the answer. */
  async #tell(
    { person, tx }: MutationContext,
    action: string,
    id: number,
    before: AppointmentRow | null,
    said: { readonly warnings?: Warning[]; readonly reason?: string | null },
  ): Promise<Change> {
    const after = await this.#known(tx, id);
    const change = {
      appointment: toAppointment(after),
      before: before && toAppointment(before),
      warnings: said.warnings ?? [],
    };
    await writeAudit(tx, {
      actor: person.key,
      deskId: person.deskId,
      action,
      entity: 'appointment',
      entityId: id,
      patientId: after.patient_id,
      outcome: 'done',
      reason: said.reason ?? null,
      before: change.before,
      after: change.appointment,
    });
    await writeOutbox(tx, { topic: 'visit', entityId: id, version: after.version });
    return change;
  }
}
