import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { OneTimeCode, PersonDto, PersonFields } from '#shared/contract/people';
import { invalid, notFound, ruleBroken } from '#shared/errors/app-error';
import type { Grantable } from '#shared/permissions/roles';
import type { PersonKey } from '#shared/values/ids';
import type { MutationContext, Person } from '#electron/ipc/context';
import { duplicateKey } from '#electron/mysql/errors';
import type { Database, ReadTx, WriteTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import { oneTimeCode } from '#electron/platform/one-time-code';
import { hashPassword } from '#electron/platform/passwords';
import { stale } from '#electron/platform/stale-row';
import { lockKeepingASuperadmin } from './policy';
import { fieldsOf, toPerson } from './projection';
import * as people from './repository';

/** Long enough for a code that is sent to somebody at home on a Friday. */
const CODE_HOURS = 72;

type PersonOut = z.input<typeof PersonDto>;
type Code = z.input<typeof OneTimeCode>;
type Who = Pick<MutationContext, 'person' | 'tx'>;
type Invitation = Omit<PersonFields, 'disabled'>;

interface At {
  readonly id: number;
  readonly version: number;
}

/** Who may sign in, as what, and how they come in again. */
export class PeopleService {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async list(tx: ReadTx): Promise<PersonOut[]> {
    return (await people.selectPeople(tx)).map(toPerson);
  }

  async invite(person: Person, fields: Invitation): Promise<Code> {
    const code = oneTimeCode();
    const passwordHash = await hashPassword(code);
    const made = await this.#db.write(async (tx) => {
      const id = await takingNames(async () => {
        const adminId = await people.insertAdmin(tx, { ...columnsOf(fields), passwordHash: '!' });
        await people.setSignInNames(tx, { table: 'admin', id: adminId }, namesOf(fields));
        return adminId;
      });
      await people.setCode(tx, { adminId: id, doctorId: null }, passwordHash, CODE_HOURS);
      const row = await this.#row(tx, id);
      await note({ tx, person }, 'people.invite', row, null, fieldsOf(row));
      return toPerson(row);
    });
    return withCode(made, code);
  }

  /** A new password for a person who is known; the old one and what it opened end with the answer. */
  async newCode(person: Person, key: PersonKey): Promise<Code> {
    const code = oneTimeCode();
    const passwordHash = await hashPassword(code);
    const given = await this.#db.write(async (tx) => {
      const known = await personByKey(tx, key);
      const rows = { adminId: known.admin_id, doctorId: known.doctor_id };
      const names = await people.signInNamesOf(tx, rows.adminId, rows.doctorId);
      if (names.length === 0) throw ruleBroken('no_sign_in_name');
      await people.setCode(tx, rows, passwordHash, CODE_HOURS);
      await people.forgetFailures(tx, toPerson(known).person);
      const row = await again(tx, known);
      await note({ tx, person }, 'people.newCode', row, null, null);
      return toPerson(row);
    });
    return withCode(given, code);
  }

  async edit(context: Who, at: At, fields: PersonFields) {
    const { tx } = context;
    await lockKeepingASuperadmin(tx, at.id, fields);
    const before = await this.#atVersion(tx, at);
    await takingNames(async () => {
      await people.updateAdmin(tx, at.id, columnsOf(fields, before.admin_email));
      await people.setSignInNames(tx, { table: 'admin', id: at.id }, namesOf(fields));
    });
    const row = await this.#row(tx, at.id);
    await note(context, 'people.edit', row, fieldsOf(before), fieldsOf(row));
    return { person: toPerson(row), since: at.version, before: fieldsOf(before) };
  }

  async setGrants(context: Who, at: At, grants: readonly Grantable[]) {
    const { tx } = context;
    await lockKeepingASuperadmin(tx, at.id, null);
    const before = toPerson(await this.#atVersion(tx, at)).grants;
    await people.setGrants(tx, at.id, [...new Set(grants)]);
    const row = await this.#row(tx, at.id);
    await note(context, 'people.setGrants', row, { grants: before }, { grants: toPerson(row).grants });
    return { person: toPerson(row), since: at.version, before };
  }

  /** Makes a doctor and an administrator one person, or two again. */
  async link(context: Who, at: At, adminId: number | null) {
    const { tx, person } = context;
    const doctor = await people.lockDoctor(tx, at.id);
    if (!doctor) throw notFound('doctor');
    if (doctor.version !== at.version) {
      throw await stale(tx, { entity: 'doctor', id: at.id }, { adminId: doctor.admin_id });
    }
    if (adminId !== null) {
      const other = await this.#row(tx, adminId);
      if (other.doctor_id !== null && other.doctor_id !== at.id) throw ruleBroken('already_linked');
    }
    try {
      await people.linkDoctor(tx, at.id, adminId);
    } catch (error) {
      if (duplicateKey(error) === null) throw error;
      throw ruleBroken('already_linked');
    }
    const after = await people.lockDoctor(tx, at.id);
    await writeAudit(tx, {
      actor: person.key,
      deskId: person.deskId,
      action: 'people.link',
      entity: 'doctor',
      entityId: at.id,
      patientId: null,
      outcome: 'done',
      reason: null,
      before: { adminId: doctor.admin_id },
      after: { adminId },
    });
    await tell(tx);
    return {
      doctorId: at.id,
      version: after?.version ?? at.version,
      since: at.version,
      before: doctor.admin_id,
    };
  }

  async unlock(context: Who, key: PersonKey) {
    const known = await personByKey(context.tx, key);
    await people.forgetFailures(context.tx, toPerson(known).person);
    const row = await again(context.tx, known);
    await note(context, 'people.unlock', row, { failures: known.failures ?? 0 }, { failures: 0 });
    return { person: toPerson(row) };
  }

  async #row(tx: ReadTx, adminId: number): Promise<people.PersonRow> {
    const row = await people.personOfAdmin(tx, adminId);
    if (!row) throw notFound('person');
    return row;
  }

  async #atVersion(tx: ReadTx, at: At): Promise<people.PersonRow> {
    const row = await this.#row(tx, at.id);
    if (row.admin_version !== at.version) {
      throw await stale(tx, { entity: 'person', id: at.id }, toPerson(row));
    }
    return row;
  }
}

function columnsOf(fields: Invitation & { readonly disabled?: boolean }, known: string | null = null) {
  const { username, displayName, role, disabled = false } = fields;
  const keeps = known?.startsWith('none+') === true ? known : null;
  const email = fields.email ?? keeps ?? `none+${randomUUID()}@admin.invalid`;
  return { username, displayName, role, disabled, email };
}

function namesOf({ username, email }: Pick<PersonFields, 'username' | 'email'>): string[] {
  const same = email?.toLowerCase() === username.toLowerCase();
  return email === null || same ? [username] : [username, email];
}

/** Says at its field which name somebody else has. */
async function takingNames<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const key = duplicateKey(error);
    if (key === null) throw error;
    throw invalid(key.endsWith('email') ? 'fields.email' : 'fields.username', 'taken');
  }
}

async function personByKey(tx: ReadTx, key: PersonKey): Promise<people.PersonRow> {
  const [kind, id] = key.split(':');
  const row =
    kind === 'admin'
      ? await people.personOfAdmin(tx, Number(id))
      : await people.personOfDoctor(tx, Number(id));
  if (!row) throw notFound('person');
  return row;
}

async function again(tx: ReadTx, row: people.PersonRow): Promise<people.PersonRow> {
  const now =
    row.admin_id === null
      ? await people.personOfDoctor(tx, row.doctor_id ?? 0)
      : await people.personOfAdmin(tx, row.admin_id);
  return now ?? row;
}

function withCode(person: PersonOut, code: string): Code {
  return { person, code, expiresAt: person.codeExpiresAt ?? '' };
}

async function tell(tx: WriteTx): Promise<void> {
  await writeFeed(tx, { area: 'people', entityId: null });
}

async function note(
  { tx, person }: Who,
  action: string,
  row: people.PersonRow,
  before: unknown,
  after: unknown,
): Promise<void> {
  await writeAudit(tx, {
    actor: person.key,
    deskId: person.deskId,
    action,
    entity: row.admin_id === null ? 'doctor' : 'person',
    entityId: row.admin_id ?? row.doctor_id,
    patientId: null,
    outcome: 'done',
    reason: null,
    before,
    after,
  });
  await tell(tx);
}
