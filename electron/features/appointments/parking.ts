import type { z } from 'zod';
import type { AppointmentChange, ParkInput, VisitToMove } from '#shared/contract/appointments';
import { onlyColumn } from '#shared/domain/own-column';
import { notFound, ruleBroken } from '#shared/errors/app-error';
import type { MutationContext, Person } from '#electron/ipc/context';
import type { ReadTx } from '#electron/mysql/transactions';
import { namingTheHolder } from './conflicts';
import { checkMayWriteFor } from './policy';
import { type AppointmentRow, type AppointmentView, timesOf, toAppointment } from './projection';
import * as visits from './repository';
import type { AppointmentsService, AtVersion, SettingsSource } from './service';

type Change = z.input<typeof AppointmentChange>;

/** The visits that have no place: the parking place between days, and whom a delay put off. */
export class Parking {
  readonly #service: AppointmentsService;
  readonly #settings: SettingsSource;

  constructor(service: AppointmentsService, settings: SettingsSource) {
    this.#service = service;
    this.#settings = settings;
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
  async unpark(context: MutationContext, at: AtVersion): Promise<Change> {
    const seen = await this.#seen(context, at.id);
    await visits.lockDoctors(context.tx, [seen.doctor_id]);
    const settings = await this.#settings.current();
    const wanted = { doctorId: seen.doctor_id, ...timesOf(seen), exceptId: at.id };
    return this.#service.change(context, at, 'appointments.unpark', async (before) => {
      checkMayGo(before, 'moved');
      await namingTheHolder(wanted, settings, () =>
        visits.unpark(context.tx, { ...at, person: context.person.key }),
      );
    });
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
