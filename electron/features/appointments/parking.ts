import type { z } from 'zod';
import type { AppointmentChange, Override, ParkInput, VisitToMove } from '#shared/contract/appointments';
import { onlyColumn } from '#shared/domain/own-column';
import { notFound, ruleBroken } from '#shared/errors/app-error';
import type { MutationContext, Person } from '#electron/ipc/context';
import type { ReadTx } from '#electron/mysql/transactions';
import type { HoursSource } from '#electron/platform/hours-source';
import { serverNow } from '#electron/platform/server-now';
import { namingTheHolder } from './conflicts';
import { whyOutside } from './within-hours';
import { checkMayWriteFor } from './policy';
import { type AppointmentRow, type AppointmentView, timesOf, toAppointment } from './projection';
import * as visits from './repository';
import { checkOverride, hoursBroken, wallNow } from './rules';
import type { AppointmentsService, AtVersion, SettingsSource } from './service';

type Change = z.input<typeof AppointmentChange>;

/** The visits that have no place: the parking place between days, and whom a delay put off. */
export class Parking {
  readonly #service: AppointmentsService;
  readonly #settings: SettingsSource;
  readonly #hours: HoursSource;

  constructor(service: AppointmentsService, settings: SettingsSource, hours: HoursSource) {
    this.#service = service;
    this.#settings = settings;
    this.#hours = hours;
  }

  async list(person: Person, tx: ReadTx): Promise<{ visits: z.input<typeof VisitToMove>[]; total: number }> {
    const doctorId = onlyColumn(person.session);
    const rows = await visits.visitsToMove(tx, doctorId);
    const putOff = await visits.putOffByDelay(
      tx,
      rows.map(({ id }) => id),
    );
    return {
      visits: rows.map((row) => ({ ...toAppointment(row), why: putOff.has(row.id) ? 'delay' : 'parked' })),
      // Every desk asks at each change, and only a list that is cut has more to count.
      total: rows.length < visits.MOST_TO_MOVE ? rows.length : await visits.countToMove(tx, doctorId),
    };
  }

  /** Gives the time up; with `as`, undo puts the visit back among the others as it stood there. */
  async park(context: MutationContext, { id, version, as }: ParkInput): Promise<Change> {
    const seen = await this.#seen(context, id);
    const doctorIds = [seen.doctor_id, ...(as ? [as.doctorId] : [])];
    checkMayWriteFor(context.person, doctorIds);
    const doctors = await visits.lockDoctors(context.tx, doctorIds);
    if (as && !doctors.some((doctor) => doctor.id === as.doctorId)) throw notFound('doctor');
    return this.#service.change(context, { id, version }, 'appointments.park', async (before) => {
      checkMayGo(before, 'parked');
      if (before.kind === 'token' && !isPlaceOf(before, as)) throw ruleBroken('token_has_no_time');
      if (before.toMoveAt !== null) throw ruleBroken('visit_parked');
      await visits.park(context.tx, { id, version, person: context.person.key }, as);
    });
  }

  /** Back to the time that was given up, or back in the line with the number, whoever gave it up. */
  async unpark(
    context: MutationContext,
    { override, ...at }: AtVersion & { readonly override?: Override | undefined },
  ): Promise<Change> {
    const { person, tx } = context;
    const seen = await this.#seen(context, at.id);
    await visits.lockDoctors(tx, [seen.doctor_id]);
    const wanted = { doctorId: seen.doctor_id, ...timesOf(seen), exceptId: at.id };
    // A number has no time of its own that could lie outside.
    const outside = seen.kind === 'token' ? null : await whyOutside(this.#hours, tx, wanted);
    return this.#service.change(context, at, 'appointments.unpark', async (before) => {
      checkMayGo(before, 'moved');
      const reason = checkOverride(person, hoursBroken(outside), override);
      await namingTheHolder(wanted, this.#hours, () => visits.unpark(tx, { ...at, person: person.key }));
      return reason;
    });
  }

  /** Who is still to see the doctor, from the clinic's now on: those who wait and those to come. */
  async coming(tx: ReadTx, doctorId: number): Promise<AppointmentRow[]> {
    const { timeZone } = await this.#settings.current();
    return visits.comingOf(tx, doctorId, wallNow(await serverNow(tx), timeZone));
  }

  /** Gives up the time of everybody who is still to see the doctor; whoever calls has locked the doctor. */
  async parkComing(context: MutationContext, doctorId: number, action: string): Promise<number> {
    const rows = await this.coming(context.tx, doctorId);
    for (const { id, version } of rows) {
      await this.#service.change(context, { id, version }, action, async () => {
        await visits.park(context.tx, { id, version, person: context.person.key }, null);
      });
    }
    return rows.length;
  }

  async #seen({ tx }: MutationContext, id: number): Promise<AppointmentRow> {
    const row = await visits.visitById(tx, id);
    if (!row) throw notFound('appointment');
    return row;
  }
}

/** A number belongs to its doctor's session: only undo puts it off again, and nowhere else. */
function isPlaceOf(visit: AppointmentView, as: ParkInput['as']): boolean {
  return as?.doctorId === visit.doctorId && as.start === visit.start && as.end === visit.end;
}

/** Who is in the room, done or closed keeps the place. */
function checkMayGo({ state }: AppointmentView, to: string): void {
  if (state !== 'scheduled' && state !== 'waiting') throw ruleBroken('step_not_allowed', { from: state, to });
}
