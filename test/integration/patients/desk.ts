import { randomUUID } from 'node:crypto';
import { createConnection } from 'mysql2/promise';
import { type PatientDto, type PatientFields, patientsCalls } from '#shared/contract/patients';
import { type AppError, Refusal } from '#shared/errors/app-error';
import { permissionsOf } from '#shared/permissions/roles';
import { AdminId, DeskId, PatientId, PersonKey, RequestId } from '#shared/values/ids';
import { patientsHandlers } from '#electron/features/patients/handlers';
import type { SomeFields } from '#electron/features/patients/projection';
import type { MutationContext, Person } from '#electron/ipc/context';
import { openSequelize } from '#electron/mysql/connection';
import { definePatientModel } from '#electron/mysql/models/patient';
import { type Database, openDatabase, type WriteTx } from '#electron/mysql/transactions';
import { clockFrom } from '#electron/shell/clock';
import { freshDatabase } from '#test/support/databases';

const deskId = DeskId.parse('5f0c1d0e-6a55-4a57-9d4e-0f3d8f5a7c11');

/** A receptionist of the given account number, at one desk. */
export function receptionist(adminId: number): Person {
  return {
    windowId: 'w1',
    deskId,
    key: PersonKey.parse(`admin:${String(adminId)}`),
    session: {
      person: PersonKey.parse(`admin:${String(adminId)}`),
      displayName: 'Meena Lal',
      roles: ['staff'],
      permissions: permissionsOf(['staff']),
      adminId: AdminId.parse(adminId),
      doctorId: null,
      locked: false,
      mustChangePassword: false,
    },
  };
}

const blank: PatientFields = {
  firstName: 'Asha',
  lastName: null,
  phone: null,
  contactEmail: null,
  birth: null,
  gender: null,
  guardian: null,
  oldFileNo: null,
  deskNotes: null,
};

/** The area's handlers on a migrated database of their own, called as dispatch calls them. */
export interface Desk {
  readonly db: Database;
  register(fields: Partial<PatientFields>, by?: Person): Promise<PatientDto>;
  edit(
    at: Pick<PatientDto, 'id' | 'version'>,
    changes: SomeFields,
    by?: Person,
  ): Promise<{ patient: PatientDto; before: SomeFields }>;
  remove(at: Pick<PatientDto, 'id' | 'version'>): Promise<PatientDto>;
  bringBack(at: Pick<PatientDto, 'id' | 'version'>): Promise<PatientDto>;
  get(id: number): Promise<PatientDto>;
  search(
    text: string,
    page?: { after: string | null; limit: number; removed?: boolean },
  ): Promise<{ items: { id: number; firstName: string; lastName: string | null }[]; next: string | null }>;
  select<Row>(sql: string, params?: (string | number)[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** `now` is a UTC instant; the clinic lies in Kolkata, five and a half hours ahead. */
export async function openDesk(now = '2027-01-04T05:38:00Z'): Promise<Desk> {
  const fresh = await freshDatabase();
  const owner = await createConnection({ uri: fresh.adminUrl });
  await owner.query(
    "INSERT INTO admin (id, username, email, password_hash, role, display_name) VALUES (2, 'second', 'second@clinic.invalid', '!', 'staff', 'Second Desk')",
  );
  await owner.end();
  const clock = clockFrom(Date.parse(now));
  const sequelize = openSequelize(fresh.mysqlUrl);
  const db = openDatabase(sequelize, clock);
  const handlers = patientsHandlers({
    clock,
    patients: definePatientModel(sequelize),
    timeZone: () => Promise.resolve('Asia/Kolkata'),
  });
  const write = <T>(by: Person, work: (context: MutationContext) => Promise<T>) =>
    db.write((tx: WriteTx) => work({ person: by, tx, requestId: RequestId.parse(randomUUID()) }));
  const read = <T>(work: (context: { caller: Person; tx: WriteTx }) => Promise<T>) =>
    db.write((tx: WriteTx) => work({ caller: receptionist(1), tx }));
  const single = (answer: { patient: unknown }) =>
    patientsCalls['patients.register'].output.parse(answer).patient;
  return {
    db,
    register: async (fields, by = receptionist(1)) =>
      single(
        await write(by, (context) =>
          handlers['patients.register'](context, { fields: { ...blank, ...fields } }),
        ),
      ),
    edit: async ({ id, version }, changes, by = receptionist(1)) =>
      patientsCalls['patients.edit'].output.parse(
        await write(by, (context) => handlers['patients.edit'](context, { id, version, changes })),
      ),
    remove: async ({ id, version }) =>
      single(
        await write(receptionist(1), (context) => handlers['patients.remove'](context, { id, version })),
      ),
    bringBack: async ({ id, version }) =>
      single(
        await write(receptionist(1), (context) => handlers['patients.bringBack'](context, { id, version })),
      ),
    get: async (id) =>
      patientsCalls['patients.get'].output.parse(
        await read((context) => handlers['patients.get'](context, { id: PatientId.parse(id) })),
      ),
    search: async (text, page = { after: null, limit: 20 }) =>
      patientsCalls['patients.search'].output.parse(
        await read((context) => handlers['patients.search'](context, { text, ...page })),
      ),
    select: (sql, params = []) => db.read((tx) => tx.select(sql, params)),
    close: async () => {
      await db.close();
      await fresh.drop();
    },
  };
}

/** The closed error a call was refused with; fails when it was not refused. */
export async function refusal(work: Promise<unknown>): Promise<AppError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refusal) return error.error;
    throw error;
  }
  throw new Error('the call was accepted');
}
