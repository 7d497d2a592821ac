import type { DoctorFields } from '#shared/contract/doctors';
import type { ReadTx, SqlValue, WriteTx } from '#electron/mysql/transactions';

export interface ProfileRow {
  readonly id: number;
  readonly version: number;
  readonly is_deleted: number;
  readonly title: string | null;
  readonly first_name: string;
  readonly last_name: string | null;
  readonly email: string;
  readonly specialization: string | null;
  readonly contact_number: string | null;
  readonly bio: string | null;
  readonly degree: string | null;
  readonly registration_no: string | null;
  readonly colour: string | null;
  readonly default_minutes: number;
  readonly sees_by: 'slot' | 'token';
  readonly grid_minutes: number | null;
  readonly fee_in_person: string | null;
  readonly fee_telemedicine: string | null;
  readonly currency: string | null;
}

function fee(type: 'in_person' | 'telemedicine'): string {
  return `(SELECT amount FROM doctor_fees f WHERE f.doctor_id = d.id AND f.visit_type = '${type}') AS fee_${type}`;
}

const SELECT_PROFILE = `SELECT d.id, d.version, d.is_deleted, d.title, d.first_name, d.last_name, d.email, d.specialization,
  d.contact_number, d.bio, d.degree, d.registration_no, d.colour, d.default_minutes, d.sees_by, d.grid_minutes,
  ${fee('in_person')}, ${fee('telemedicine')},
  (SELECT MIN(currency) FROM doctor_fees f WHERE f.doctor_id = d.id) AS currency FROM doctors d`;

export function selectProfiles(tx: ReadTx): Promise<ProfileRow[]> {
  return tx.select<ProfileRow>(`${SELECT_PROFILE} ORDER BY d.sort_order, d.id LIMIT 500`, []);
}

export async function profileById(tx: ReadTx, id: number): Promise<ProfileRow | null> {
  const [row] = await tx.select<ProfileRow>(`${SELECT_PROFILE} WHERE d.id = ?`, [id]);
  return row ?? null;
}

/** All doctors in ascending order, for a change of the order of columns. */
export function lockAllDoctors(tx: WriteTx): Promise<{ readonly id: number; readonly sort_order: number }[]> {
  return tx.select('SELECT id, sort_order FROM doctors ORDER BY id FOR UPDATE', []);
}

/** FOR UPDATE: a booking that is under way has ended, or waits until this change is there. */
export async function lockDoctor(tx: WriteTx, id: number): Promise<boolean> {
  const rows = await tx.select('SELECT id FROM doctors WHERE id = ? FOR UPDATE', [id]);
  return rows.length > 0;
}

type Columns = Omit<DoctorFields, 'fees' | 'email'> & { readonly email: string };

function valuesOf(fields: Columns): Readonly<Record<string, SqlValue>> {
  return {
    title: fields.title,
    first_name: fields.firstName,
    last_name: fields.lastName,
    email: fields.email,
    specialization: fields.specialization,
    contact_number: fields.contactNumber,
    bio: fields.bio,
    degree: fields.degree,
    registration_no: fields.registrationNo,
    colour: fields.colour,
    default_minutes: fields.defaultMinutes,
    sees_by: fields.seesBy,
    grid_minutes: fields.gridMinutes,
  };
}

/** The last column; nobody's password fits until a one-time code is given. */
export async function insertDoctor(tx: WriteTx, fields: Columns): Promise<number> {
  const values = valuesOf(fields);
  const names = Object.keys(values);
  const { insertId } = await tx.run(
    `INSERT INTO doctors (${names.join(', ')}, password_hash, sort_order)
     SELECT ${names.map(() => '?').join(', ')}, '!', COALESCE(MAX(sort_order), 0) + 1 FROM doctors`,
    Object.values(values),
  );
  return insertId;
}

export async function updateDoctor(tx: WriteTx, id: number, fields: Columns): Promise<void> {
  const values = valuesOf(fields);
  const set = Object.keys(values).map((name) => `${name} = ?`);
  await tx.run(`UPDATE doctors SET ${set.join(', ')} WHERE id = ?`, [...Object.values(values), id]);
}

export async function setFees(
  tx: WriteTx,
  doctorId: number,
  { currency, ...amounts }: DoctorFields['fees'],
): Promise<void> {
  await tx.run('DELETE FROM doctor_fees WHERE doctor_id = ?', [doctorId]);
  for (const [type, amount] of Object.entries(amounts)) {
    if (amount === null) continue;
    await tx.run('INSERT INTO doctor_fees (doctor_id, visit_type, amount, currency) VALUES (?, ?, ?, ?)', [
      doctorId,
      type,
      amount,
      currency,
    ]);
  }
}

/** The address that signs in; null for none. */
export async function setSignInName(tx: WriteTx, doctorId: number, email: string | null): Promise<void> {
  await tx.run('DELETE FROM sign_in_names WHERE doctor_id = ?', [doctorId]);
  if (email === null) return;
  await tx.run('INSERT INTO sign_in_names (name, doctor_id) VALUES (?, ?)', [email, doctorId]);
}

export async function setPlace(tx: WriteTx, id: number, place: number): Promise<void> {
  await tx.run('UPDATE doctors SET sort_order = ? WHERE id = ?', [place, id]);
}

export async function setDeleted(tx: WriteTx, id: number, deleted: boolean): Promise<void> {
  await tx.run('UPDATE doctors SET is_deleted = ?, deleted_at = IF(?, UTC_TIMESTAMP(), NULL) WHERE id = ?', [
    deleted ? 1 : 0,
    deleted ? 1 : 0,
    id,
  ]);
}
