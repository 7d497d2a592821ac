import type { Connection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '#test/support/databases';
import {
  addDoctor,
  addPatient,
  book,
  count,
  openAsDesk,
  openAsOutsider,
  rows,
  run,
  slotsOf,
} from './support';

const overlap = {
  errno: 1062,
  message: expect.stringContaining("for key 'appointment_slots.PRIMARY'") as string,
};
const check = (name: string) => ({ errno: 3819, message: expect.stringContaining(`'${name}'`) as string });

let database: FreshDatabase;
let desk: Connection;
let outsider: Connection;
let patient: number;

beforeAll(async () => {
  database = await freshDatabase();
  desk = await openAsDesk(database.mysqlUrl);
  outsider = await openAsOutsider(database.mysqlUrl);
  patient = await addPatient(desk);
});

afterAll(async () => {
  await desk.end();
  await outsider.end();
  await database.drop();
});

describe('an overlap is refused, whoever writes and however', () => {
  test('a raw INSERT', async () => {
    const doctor = await addDoctor(desk);
    await book(outsider, patient, doctor, '2027-01-04 10:00', '2027-01-04 10:30');
    await expect(
      book(outsider, patient, doctor, '2027-01-04 10:25', '2027-01-04 10:40'),
    ).rejects.toMatchObject(overlap);
    await expect(
      book(outsider, patient, doctor, '2027-01-04 09:00', '2027-01-04 11:00'),
    ).rejects.toMatchObject(overlap);
    expect(await count(desk, 'SELECT COUNT(*) FROM appointments WHERE doctor_id = ?', [doctor])).toBe(1);
  });

  test('an INSERT IGNORE: the whole statement, also its free rows', async () => {
    const doctor = await addDoctor(desk);
    await book(outsider, patient, doctor, '2027-01-04 10:00', '2027-01-04 10:30');
    await expect(
      run(
        outsider,
        'INSERT IGNORE INTO appointments (patient_id, doctor_id, start_time, end_time) VALUES (?, ?, ?, ?), (?, ?, ?, ?)',
        [
          patient,
          doctor,
          '2027-01-04 12:00',
          '2027-01-04 12:15',
          patient,
          doctor,
          '2027-01-04 10:15',
          '2027-01-04 10:45',
        ],
      ),
    ).rejects.toMatchObject(overlap);
    expect(await count(desk, 'SELECT COUNT(*) FROM appointments WHERE doctor_id = ?', [doctor])).toBe(1);
  });

  test('an UPDATE and an UPDATE IGNORE, of the times or of the doctor', async () => {
    const [first, second] = [await addDoctor(desk), await addDoctor(desk)];
    await book(desk, patient, first, '2027-01-04 10:00', '2027-01-04 10:30');
    const later = await book(desk, patient, first, '2027-01-04 10:30', '2027-01-04 11:00');
    const other = await book(desk, patient, second, '2027-01-04 10:00', '2027-01-04 10:15');
    await expect(
      run(outsider, "UPDATE appointments SET start_time = '2027-01-04 10:25' WHERE id = ?", [later]),
    ).rejects.toMatchObject(overlap);
    await expect(
      run(outsider, "UPDATE IGNORE appointments SET start_time = '2027-01-04 10:25' WHERE id = ?", [later]),
    ).rejects.toMatchObject(overlap);
    await expect(
      run(outsider, 'UPDATE appointments SET doctor_id = ? WHERE id = ?', [first, other]),
    ).rejects.toMatchObject(overlap);
    expect(await slotsOf(desk, later)).toEqual(['10:30', '10:35', '10:40', '10:45', '10:50', '10:55']);
    expect(await slotsOf(desk, other)).toEqual(['10:00', '10:05', '10:10']);
  });

  test('an INSERT … ON DUPLICATE KEY UPDATE', async () => {
    const doctor = await addDoctor(desk);
    const first = await book(desk, patient, doctor, '2027-01-04 10:00', '2027-01-04 10:30');
    await book(desk, patient, doctor, '2027-01-04 11:00', '2027-01-04 11:30');
    await expect(
      run(
        outsider,
        `INSERT INTO appointments (id, patient_id, doctor_id, start_time, end_time)
         VALUES (?, ?, ?, '2027-01-05 10:00', '2027-01-05 10:30') ON DUPLICATE KEY UPDATE end_time = '2027-01-04 11:05'`,
        [first, patient, doctor],
      ),
    ).rejects.toMatchObject(overlap);
    expect(await slotsOf(desk, first)).toHaveLength(6);
  });

  test('with foreign keys and uniqueness checks switched off in the session', async () => {
    const doctor = await addDoctor(desk);
    await book(desk, patient, doctor, '2027-01-04 10:00', '2027-01-04 10:30');
    await run(outsider, 'SET SESSION foreign_key_checks = 0, unique_checks = 0');
    await expect(
      book(outsider, patient, doctor, '2027-01-04 10:15', '2027-01-04 10:45'),
    ).rejects.toMatchObject(overlap);
    await run(outsider, 'SET SESSION foreign_key_checks = 1, unique_checks = 1');
  });

  test('back to back is no overlap, nor is another doctor', async () => {
    const [first, second] = [await addDoctor(desk), await addDoctor(desk)];
    const before = await book(desk, patient, first, '2027-01-04 10:00', '2027-01-04 10:15');
    const after = await book(desk, patient, first, '2027-01-04 10:15', '2027-01-04 10:20');
    const beside = await book(desk, patient, second, '2027-01-04 10:00', '2027-01-04 10:15');
    expect(await slotsOf(desk, before)).toEqual(['10:00', '10:05', '10:10']);
    expect(await slotsOf(desk, after)).toEqual(['10:15']);
    expect(await slotsOf(desk, beside)).toEqual(['10:00', '10:05', '10:10']);
  });
});

describe('the slots follow the appointment', () => {
  test('over midnight, and for the longest of twelve hours', async () => {
    const doctor = await addDoctor(desk);
    const night = await book(desk, patient, doctor, '2027-01-04 23:50', '2027-01-05 00:10');
    expect(await slotsOf(desk, night)).toEqual(['23:50', '23:55', '00:00', '00:05']);
    const long = await book(desk, patient, doctor, '2027-01-06 08:00', '2027-01-06 20:00');
    const slots = await slotsOf(desk, long);
    expect([slots.length, slots[0], slots[143]]).toEqual([144, '08:00', '19:55']);
  });

  test('moved, resized and given to another doctor', async () => {
    const [first, second] = [await addDoctor(desk), await addDoctor(desk)];
    const id = await book(desk, patient, first, '2027-01-04 10:00', '2027-01-04 10:15');
    await run(
      desk,
      "UPDATE appointments SET start_time = '2027-01-04 10:05', end_time = '2027-01-04 10:25' WHERE id = ?",
      [id],
    );
    expect(await slotsOf(desk, id)).toEqual(['10:05', '10:10', '10:15', '10:20']);
    await run(desk, 'UPDATE appointments SET doctor_id = ? WHERE id = ?', [second, id]);
    expect(
      await rows(desk, 'SELECT DISTINCT doctor_id FROM appointment_slots WHERE appointment_id = ?', [id]),
    ).toEqual([{ doctor_id: second }]);
    await book(desk, patient, first, '2027-01-04 10:00', '2027-01-04 10:30');
  });

  test('cancelled gives its time back, and takes it again only while it is free', async () => {
    const doctor = await addDoctor(desk);
    const id = await book(desk, patient, doctor, '2027-01-04 10:00', '2027-01-04 10:15');
    await run(desk, "UPDATE appointments SET status = 'cancelled', closed_as = 'cancelled' WHERE id = ?", [
      id,
    ]);
    expect(await slotsOf(desk, id)).toEqual([]);
    const other = await book(desk, patient, doctor, '2027-01-04 10:00', '2027-01-04 10:15');
    const revive = "UPDATE appointments SET status = 'scheduled', closed_as = NULL WHERE id = ?";
    await expect(run(desk, revive, [id])).rejects.toMatchObject(overlap);
    await run(desk, "UPDATE appointments SET status = 'cancelled', closed_as = 'no_show' WHERE id = ?", [
      other,
    ]);
    await run(desk, revive, [id]);
    expect(await slotsOf(desk, id)).toEqual(['10:00', '10:05', '10:10']);
  });

  test('two may be cancelled at one and the same time', async () => {
    const doctor = await addDoctor(desk);
    for (let n = 0; n < 2; n += 1) {
      const id = await book(desk, patient, doctor, '2027-01-04 10:00', '2027-01-04 10:15');
      await run(desk, "UPDATE appointments SET status = 'cancelled', closed_as = 'cancelled' WHERE id = ?", [
        id,
      ]);
    }
    expect(await count(desk, 'SELECT COUNT(*) FROM appointments WHERE doctor_id = ?', [doctor])).toBe(2);
  });

  test('parked to be moved holds none', async () => {
    const doctor = await addDoctor(desk);
    const id = await book(desk, patient, doctor, '2027-01-04 10:00', '2027-01-04 10:15');
    await run(desk, 'UPDATE appointments SET to_move_at = UTC_TIMESTAMP() WHERE id = ?', [id]);
    expect(await slotsOf(desk, id)).toEqual([]);
    await book(desk, patient, doctor, '2027-01-04 10:00', '2027-01-04 10:15');
    await run(
      desk,
      "UPDATE appointments SET to_move_at = NULL, start_time = '2027-01-04 11:00', end_time = '2027-01-04 11:10' WHERE id = ?",
      [id],
    );
    expect(await slotsOf(desk, id)).toEqual(['11:00', '11:05']);
  });

  test('tokens hold none, and their numbers are never doubled', async () => {
    const doctor = await addDoctor(desk);
    const session = (
      await run(
        desk,
        "INSERT INTO doctor_sessions (doctor_id, `date`, starts, ends) VALUES (?, '2027-01-04', '09:00', '13:00')",
        [doctor],
      )
    ).insertId;
    const give = (token: number): Promise<unknown> =>
      run(
        desk,
        `INSERT INTO appointments (patient_id, doctor_id, start_time, end_time, kind, session_id, token_no)
         VALUES (?, ?, '2027-01-04 09:00', '2027-01-04 09:10', 'token', ?, ?)`,
        [patient, doctor, session, token],
      );
    await give(1);
    await give(2);
    expect(await count(desk, 'SELECT COUNT(*) FROM appointment_slots WHERE doctor_id = ?', [doctor])).toBe(0);
    await expect(give(2)).rejects.toMatchObject({
      errno: 1062,
      message: expect.stringContaining("'appointments.appointments_token'") as string,
    });
    await run(desk, 'UPDATE doctor_sessions SET last_token = 2 WHERE id = ?', [session]);
    await expect(
      run(desk, 'UPDATE doctor_sessions SET last_token = 1 WHERE id = ?', [session]),
    ).rejects.toMatchObject({
      sqlState: '45000',
      message: 'clinic: a token number is never given twice',
    });
  });

  test('a refused booking leaves nothing, and a rolled back one neither', async () => {
    const doctor = await addDoctor(desk);
    await desk.beginTransaction();
    const id = await book(desk, patient, doctor, '2027-01-04 10:00', '2027-01-04 10:15');
    await desk.rollback();
    expect(await slotsOf(desk, id)).toEqual([]);
    await book(desk, patient, doctor, '2027-01-04 10:00', '2027-01-04 10:15');
  });
});

describe('what an appointment may be', () => {
  test.each([
    ['appointments_order', '2027-01-04 10:15', '2027-01-04 10:15'],
    ['appointments_order', '2027-01-04 10:15', '2027-01-04 10:00'],
    ['appointments_grid', '2027-01-04 10:03', '2027-01-04 10:15'],
    ['appointments_grid', '2027-01-04 10:00', '2027-01-04 10:14'],
    ['appointments_grid', '2027-01-04 10:00:30', '2027-01-04 10:15'],
    ['appointments_length', '2027-01-04 08:00', '2027-01-04 20:05'],
  ])('%s refuses %s to %s', async (name, start, end) => {
    const doctor = await addDoctor(desk);
    await expect(book(outsider, patient, doctor, start, end)).rejects.toMatchObject(check(name));
  });

  test.each([
    ['appointments_closed', "status = 'cancelled'"],
    ['appointments_closed', "closed_as = 'no_show'"],
    ['appointments_withdrawn', 'withdrawn_at = UTC_TIMESTAMP()'],
    ['appointments_token_whole', "kind = 'token'"],
    ['appointments_token_whole', "kind = 'token', token_no = 4"],
  ])('%s refuses %s', async (name, change) => {
    const doctor = await addDoctor(desk);
    const id = await book(desk, patient, doctor, '2027-01-04 10:00', '2027-01-04 10:15');
    await expect(run(outsider, `UPDATE appointments SET ${change} WHERE id = ?`, [id])).rejects.toMatchObject(
      check(name),
    );
  });

  test('an unknown patient or doctor is refused', async () => {
    const doctor = await addDoctor(desk);
    await expect(
      book(outsider, 999_999, doctor, '2027-01-04 10:00', '2027-01-04 10:15'),
    ).rejects.toMatchObject({ errno: 1452 });
    await expect(
      book(outsider, patient, 999_999, '2027-01-04 10:00', '2027-01-04 10:15'),
    ).rejects.toMatchObject({ errno: 1452 });
  });
});
