import type { Connection, ResultSetHeader, RowDataPacket } from 'mysql2/promise';
import { connectMysql, parseMysqlAddress } from '#electron/mysql/migrator/connect';

/** A connection as another program opens one: nothing says who writes. */
export async function openAsOutsider(url: string): Promise<Connection> {
  const address = parseMysqlAddress(url);
  const connection = await connectMysql(address, address.database);
  await connection.query('SET @clinic_writer = NULL');
  return connection;
}

/** A connection that says it is a desk's. */
export async function openAsDesk(url: string): Promise<Connection> {
  const connection = await openAsOutsider(url);
  await connection.query("SET @clinic_writer = 'desk'");
  return connection;
}

export async function rows(
  connection: Connection,
  sql: string,
  params: readonly (string | number | null)[] = [],
): Promise<RowDataPacket[]> {
  const [found] = await connection.query<RowDataPacket[]>(sql, [...params]);
  return found;
}

export async function run(
  connection: Connection,
  sql: string,
  params: readonly (string | number | null)[] = [],
): Promise<ResultSetHeader> {
  const [header] = await connection.query<ResultSetHeader>(sql, [...params]);
  return header;
}

/** The one number a query answers. */
export async function count(
  connection: Connection,
  sql: string,
  params: readonly (string | number | null)[] = [],
): Promise<number> {
  const [row] = await rows(connection, sql, params);
  return Number(Object.values(row ?? {})[0]);
}

let serial = 0;

export async function addPatient(connection: Connection): Promise<number> {
  serial += 1;
  const email = `patient${String(serial)}@example.org`;
  return (
    await run(connection, "INSERT INTO patients (first_name, email, password_hash) VALUES ('Asha', ?, '!')", [
      email,
    ])
  ).insertId;
}

export async function addDoctor(connection: Connection): Promise<number> {
  serial += 1;
  const email = `doctor${String(serial)}@example.org`;
  return (
    await run(connection, "INSERT INTO doctors (first_name, email, password_hash) VALUES ('Meera', ?, '!')", [
      email,
    ])
  ).insertId;
}

export async function book(
  connection: Connection,
  patient: number,
  doctor: number,
  start: string,
  end: string,
): Promise<number> {
  return (
    await run(
      connection,
      'INSERT INTO appointments (patient_id, doctor_id, start_time, end_time) VALUES (?, ?, ?, ?)',
      [patient, doctor, start, end],
    )
  ).insertId;
}

/** The slots an appointment holds, as `HH:MM`, in order. */
export async function slotsOf(connection: Connection, appointment: number): Promise<string[]> {
  const found = await rows(
    connection,
    "SELECT DATE_FORMAT(slot_start, '%H:%i') AS slot FROM appointment_slots WHERE appointment_id = ? ORDER BY slot_start",
    [appointment],
  );
  return found.map((row) => String(row['slot']));
}

export async function prescribe(
  connection: Connection,
  appointment: number,
  doctor: number | null,
  patient: number | null,
): Promise<number> {
  return (
    await run(
      connection,
      'INSERT INTO prescriptions (appointment_id, doctor_id, patient_id) VALUES (?, ?, ?)',
      [appointment, doctor, patient],
    )
  ).insertId;
}

export async function pay(
  connection: Connection,
  appointment: number | null,
  patient: number | null,
  status: string,
): Promise<number> {
  return (
    await run(
      connection,
      'INSERT INTO payments (appointment_id, patient_id, amount, status) VALUES (?, ?, 500, ?)',
      [appointment, patient, status],
    )
  ).insertId;
}
