import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { DoctorFields, DoctorProfile } from '#shared/contract/doctors';
import type { ClinicSettings } from '#shared/contract/settings';
import { invalid, notFound, ruleBroken } from '#shared/errors/app-error';
import { amountIn } from '#shared/values/money';
import type { MutationContext } from '#electron/ipc/context';
import { duplicateKey } from '#electron/mysql/errors';
import type { ReadTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import { stale } from '#electron/platform/stale-row';
import { wallTime } from '#electron/platform/stamps';
import * as doctors from './profiles-repository';

type Profile = z.input<typeof DoctorProfile>;

interface At {
  readonly id: number;
  readonly version: number;
}

interface ComingVisit {
  readonly id: number;
  readonly first_name: string;
  readonly last_name: string | null;
  readonly start_time: string;
}

export interface ProfileParts {
  readonly settings: { current(): Promise<Pick<ClinicSettings, 'currency'>> };
  /** The visits' own area: who is still to see a doctor, and giving up their times. */
  readonly parking: {
    coming(tx: ReadTx, doctorId: number): Promise<readonly ComingVisit[]>;
    parkComing(context: MutationContext, doctorId: number, action: string): Promise<number>;
  };
}

/** As many as one looks through before deciding; the rest is a number. */
const MOST_SHOWN = 100;

/** Doctors as the clinic keeps them: profile, fees, order of columns, leaving and coming back. */
export class DoctorProfiles {
  readonly #parts: ProfileParts;

  constructor(parts: ProfileParts) {
    this.#parts = parts;
  }

  async list(tx: ReadTx): Promise<Profile[]> {
    const { currency } = await this.#parts.settings.current();
    return (await doctors.selectProfiles(tx)).map((row) => toProfile(row, currency));
  }

  async add(context: MutationContext, fields: DoctorFields) {
    const { tx } = context;
    const id = await takingTheAddress(async () => {
      const made = await doctors.insertDoctor(tx, { ...fields, email: addressOf(fields.email) });
      await doctors.setSignInName(tx, made, fields.email);
      return made;
    });
    await doctors.setFees(tx, id, fields.fees);
    const doctor = await this.#profile(tx, id);
    await this.#note(context, 'doctors.add', id, null, doctor.fields);
    return { doctor };
  }

  async edit(context: MutationContext, at: At, fields: DoctorFields) {
    const { tx } = context;
    const before = await this.#locked(context, at);
    await takingTheAddress(async () => {
      const known = before.fields.email === null ? before.address : null;
      await doctors.updateDoctor(tx, at.id, { ...fields, email: addressOf(fields.email, known) });
      await doctors.setSignInName(tx, at.id, fields.email);
    });
    await doctors.setFees(tx, at.id, fields.fees);
    const doctor = await this.#profile(tx, at.id);
    await this.#note(context, 'doctors.edit', at.id, before.fields, doctor.fields);
    return { doctor, since: at.version, before: before.fields };
  }

  /** Those who are not named keep their order behind the named ones. */
  async order(context: MutationContext, at: At, ids: readonly number[]) {
    const { tx } = context;
    const places = new Map((await doctors.lockAllDoctors(tx)).map((row) => [row.id, row.sort_order]));
    await this.#locked(context, at);
    const before = (await doctors.selectProfiles(tx)).map(({ id }) => id);
    const named = [...new Set(ids)].filter((id) => places.has(id));
    const after = [...named, ...before.filter((id) => !named.includes(id))];
    for (const [place, id] of after.entries()) {
      if (places.get(id) !== place) await doctors.setPlace(tx, id, place);
    }
    await this.#note(context, 'doctors.order', at.id, { order: before }, { order: after });
    return { doctor: await this.#profile(tx, at.id), since: at.version, before };
  }

  async coming(tx: ReadTx, id: number) {
    const rows = await this.#parts.parking.coming(tx, id);
    const visits = rows.slice(0, MOST_SHOWN).map((row) => ({
      id: row.id,
      patientName: [row.first_name, row.last_name].filter((part) => part).join(' '),
      start: wallTime(row.start_time),
    }));
    return { visits, total: rows.length };
  }

  /** Takes the doctor out of the calendar; who was still to come goes to the list of those to be moved. */
  async remove(context: MutationContext, at: At, coming: number) {
    const { tx } = context;
    const before = await this.#locked(context, at);
    if (before.deleted) throw ruleBroken('doctor_deleted');
    const now = await this.#parts.parking.coming(tx, at.id);
    if (now.length !== coming) throw ruleBroken('coming_changed', { count: now.length });
    const moved = await this.#parts.parking.parkComing(context, at.id, 'doctors.remove');
    await doctors.setDeleted(tx, at.id, true);
    await this.#note(context, 'doctors.remove', at.id, { deleted: false }, { deleted: true, moved });
    return { doctor: await this.#profile(tx, at.id), since: at.version, moved };
  }

  async bringBack(context: MutationContext, at: At) {
    await this.#locked(context, at);
    await doctors.setDeleted(context.tx, at.id, false);
    await this.#note(context, 'doctors.bringBack', at.id, { deleted: true }, { deleted: false });
    return { doctor: await this.#profile(context.tx, at.id), since: at.version };
  }

  async #profile(tx: ReadTx, id: number): Promise<Profile> {
    const { currency } = await this.#parts.settings.current();
    const row = await doctors.profileById(tx, id);
    if (!row) throw notFound('doctor');
    return toProfile(row, currency);
  }

  /** Locks the row; a save made from another version is refused with what stands now. */
  async #locked({ tx }: MutationContext, at: At): Promise<Profile & { readonly address: string }> {
    if (!(await doctors.lockDoctor(tx, at.id))) throw notFound('doctor');
    const profile = await this.#profile(tx, at.id);
    if (profile.version !== at.version) throw await stale(tx, { entity: 'doctor', id: at.id }, profile);
    const row = await doctors.profileById(tx, at.id);
    return { ...profile, address: row?.email ?? '' };
  }

  async #note(
    { tx, person }: MutationContext,
    action: string,
    id: number,
    before: unknown,
    after: unknown,
  ): Promise<void> {
    await writeAudit(tx, {
      actor: person.key,
      deskId: person.deskId,
      action,
      entity: 'doctor',
      entityId: id,
      patientId: null,
      outcome: 'done',
      reason: null,
      before,
      after,
    });
    await writeFeed(tx, { area: 'doctors', entityId: id });
    await writeFeed(tx, { area: 'people', entityId: null });
  }
}

/** Who gives no address holds one of this kind, which is never shown nor written to (design section 4). */
function addressOf(email: string | null, known: string | null = null): string {
  return email ?? known ?? `none+${randomUUID()}@doctor.invalid`;
}

async function takingTheAddress<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (duplicateKey(error) === null) throw error;
    throw invalid('fields.email', 'taken');
  }
}

function feesOf(row: doctors.ProfileRow, currency: string): Profile['fields']['fees'] {
  const written = (amount: string | null) => (amount === null ? null : amountIn(currency, amount));
  return {
    currency,
    in_person: written(row.fee_in_person),
    telemedicine: written(row.fee_telemedicine),
  };
}

function toProfile(row: doctors.ProfileRow, currency: string): Profile {
  return {
    id: row.id,
    version: row.version,
    deleted: row.is_deleted === 1,
    fields: {
      title: row.title,
      firstName: row.first_name,
      lastName: row.last_name,
      email: row.email.startsWith('none+') ? null : row.email,
      specialization: row.specialization,
      contactNumber: row.contact_number,
      bio: row.bio,
      degree: row.degree,
      registrationNo: row.registration_no,
      colour: row.colour,
      defaultMinutes: row.default_minutes,
      seesBy: row.sees_by,
      gridMinutes: row.grid_minutes === 5 ? 5 : null,
      fees: feesOf(row, row.currency ?? currency),
    },
  };
}
