import type { Connection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '#test/support/databases';
import {
  addDoctor,
  addPatient,
  book,
  count,
  openAsOutsider,
  pay,
  prescribe,
  rows,
  run,
  slotsOf,
} from './support';

// The owner's account throughout: a desk's may not delete these at all (desk-rights.test.ts).
let database: FreshDatabase;
let owner: Connection;

beforeAll(async () => {
  database = await freshDatabase();
  owner = await openAsOutsider(database.adminUrl);
});

afterAll(async () => {
  await owner.end();
  await database.drop();
});

const start = '2027-01-04 10:00';
const end = '2027-01-04 10:15';
const history = (whose: string) => ({ sqlState: '45000', message: `clinic: the ${whose} has a history` });

const remove = (table: 'appointments' | 'patients' | 'doctors', id: number) =>
  run(owner, `DELETE FROM ${table} WHERE id = ?`, [id]);

const people = async () => ({ patient: await addPatient(owner), doctor: await addDoctor(owner) });

describe('an appointment', () => {
  test('untouched is deleted, its slots with it', async () => {
    const { patient, doctor } = await people();
    const id = await book(owner, patient, doctor, start, end);
    await remove('appointments', id);
    expect(await slotsOf(owner, id)).toEqual([]);
    await book(owner, patient, doctor, start, end);
  });

  test.each([
    ['arrived', "status = 'checked_in', arrived_at = UTC_TIMESTAMP()"],
    ['arrived and taken back', 'arrived_at = UTC_TIMESTAMP()'],
    ['completed', "status = 'completed'"],
    ['cancelled', "status = 'cancelled', closed_as = 'cancelled'"],
  ])('%s is refused', async (_what, change) => {
    const { patient, doctor } = await people();
    const id = await book(owner, patient, doctor, start, end);
    await run(owner, `UPDATE appointments SET ${change} WHERE id = ?`, [id]);
    await expect(remove('appointments', id)).rejects.toMatchObject(history('appointment'));
    expect(await count(owner, 'SELECT COUNT(*) FROM appointments WHERE id = ?', [id])).toBe(1);
  });

  test('its prescription: signed, it is refused; a draft goes with it, medicines and all', async () => {
    const { patient, doctor } = await people();
    const id = await book(owner, patient, doctor, start, end);
    const prescription = await prescribe(owner, id, doctor, patient);
    await run(
      owner,
      "INSERT INTO prescription_items (prescription_id, medicine_name) VALUES (?, 'Paracetamol')",
      [prescription],
    );
    const kept = await book(owner, patient, await addDoctor(owner), start, end);
    const signed = await prescribe(owner, kept, doctor, patient);
    await run(owner, 'UPDATE prescriptions SET signed_at = UTC_TIMESTAMP() WHERE id = ?', [signed]);
    await expect(remove('appointments', kept)).rejects.toMatchObject(history('appointment'));
    await remove('appointments', id);
    expect(await count(owner, 'SELECT COUNT(*) FROM prescriptions WHERE id = ?', [prescription])).toBe(0);
    expect(
      await count(owner, 'SELECT COUNT(*) FROM prescription_items WHERE prescription_id = ?', [prescription]),
    ).toBe(0);
    expect(await count(owner, 'SELECT COUNT(*) FROM prescriptions WHERE id = ?', [signed])).toBe(1);
  });

  test.each(['completed', 'refunded'])('with a payment %s is refused', async (status) => {
    const { patient, doctor } = await people();
    const id = await book(owner, patient, doctor, start, end);
    await pay(owner, id, patient, status);
    await expect(remove('appointments', id)).rejects.toMatchObject(history('appointment'));
  });

  test.each(['pending', 'failed'])(
    'with a payment %s is deleted, the payment stays without it',
    async (status) => {
      const { patient, doctor } = await people();
      const id = await book(owner, patient, doctor, start, end);
      const payment = await pay(owner, id, patient, status);
      await remove('appointments', id);
      expect(
        await rows(owner, 'SELECT appointment_id, patient_id FROM payments WHERE id = ?', [payment]),
      ).toEqual([{ appointment_id: null, patient_id: patient }]);
    },
  );
});

describe('a patient', () => {
  test('without history goes, with tokens and identifiers', async () => {
    const { patient } = await people();
    await run(owner, "INSERT INTO patient_tokens (token, patient_id, kind) VALUES ('asha', ?, 'word')", [
      patient,
    ]);
    await run(owner, "INSERT INTO patient_identifiers (patient_id, kind, value) VALUES (?, 'abha', '91-1')", [
      patient,
    ]);
    await remove('patients', patient);
    expect(await count(owner, 'SELECT COUNT(*) FROM patient_tokens WHERE patient_id = ?', [patient])).toBe(0);
    expect(
      await count(owner, 'SELECT COUNT(*) FROM patient_identifiers WHERE patient_id = ?', [patient]),
    ).toBe(0);
  });

  test('with an appointment, an allergy, a condition or somebody merged into them is refused', async () => {
    const { patient: booked, doctor } = await people();
    await book(owner, booked, doctor, start, end);
    const allergic = await addPatient(owner);
    await run(owner, "INSERT INTO patient_allergies (patient_id, substance) VALUES (?, 'Penicillin')", [
      allergic,
    ]);
    const diabetic = await addPatient(owner);
    await run(owner, "INSERT INTO patient_conditions (patient_id, name) VALUES (?, 'Diabetes')", [diabetic]);
    const kept = await addPatient(owner);
    await run(owner, 'UPDATE patients SET merged_into_id = ? WHERE id = ?', [kept, await addPatient(owner)]);
    for (const patient of [booked, allergic, diabetic, kept]) {
      await expect(remove('patients', patient)).rejects.toMatchObject(history('patient'));
    }
  });

  test('on a signed prescription or a settled payment is refused; on a draft or an open one it is set free', async () => {
    const { patient, doctor } = await people();
    const visit = await book(owner, patient, doctor, start, end);
    const another = await addPatient(owner);
    const prescription = await prescribe(owner, visit, doctor, another);
    const payment = await pay(owner, null, another, 'pending');
    await remove('patients', another);
    expect(await rows(owner, 'SELECT patient_id FROM prescriptions WHERE id = ?', [prescription])).toEqual([
      { patient_id: null },
    ]);
    expect(await rows(owner, 'SELECT patient_id FROM payments WHERE id = ?', [payment])).toEqual([
      { patient_id: null },
    ]);

    const signed = await addPatient(owner);
    await prescribe(owner, visit, doctor, signed);
    await run(owner, 'UPDATE prescriptions SET signed_at = UTC_TIMESTAMP() WHERE patient_id = ?', [signed]);
    await expect(remove('patients', signed)).rejects.toMatchObject(history('patient'));
    const paid = await addPatient(owner);
    await pay(owner, null, paid, 'completed');
    await expect(remove('patients', paid)).rejects.toMatchObject(history('patient'));
  });

  test('with another id takes the appointments along', async () => {
    const { patient, doctor } = await people();
    const id = await book(owner, patient, doctor, start, end);
    await run(owner, 'UPDATE patients SET id = 700001 WHERE id = ?', [patient]);
    expect(await rows(owner, 'SELECT patient_id FROM appointments WHERE id = ?', [id])).toEqual([
      { patient_id: 700_001 },
    ]);
  });
});

describe('a doctor', () => {
  test('without history goes, with hours, their exceptions and the names to sign in with', async () => {
    const { doctor } = await people();
    const hours = (
      await run(
        owner,
        "INSERT INTO doctor_availability (doctor_id, `date`, start_time, end_time) VALUES (?, '2027-01-04', '09:00', '24:00')",
        [doctor],
      )
    ).insertId;
    await run(owner, "INSERT INTO availability_exceptions VALUES (?, '2027-01-11')", [hours]);
    await run(owner, "INSERT INTO sign_in_names (name, doctor_id) VALUES ('meera', ?)", [doctor]);
    await remove('doctors', doctor);
    expect(await count(owner, 'SELECT COUNT(*) FROM doctor_availability WHERE doctor_id = ?', [doctor])).toBe(
      0,
    );
    expect(
      await count(owner, 'SELECT COUNT(*) FROM availability_exceptions WHERE availability_id = ?', [hours]),
    ).toBe(0);
    expect(await count(owner, 'SELECT COUNT(*) FROM sign_in_names WHERE doctor_id = ?', [doctor])).toBe(0);
  });

  test('with an appointment, a session or a signed prescription is refused; a draft is set free', async () => {
    const { patient, doctor } = await people();
    const visit = await book(owner, patient, doctor, start, end);
    await expect(remove('doctors', doctor)).rejects.toMatchObject(history('doctor'));
    const queued = await addDoctor(owner);
    await run(
      owner,
      "INSERT INTO doctor_sessions (doctor_id, `date`, starts, ends) VALUES (?, '2027-01-04', '09:00', '13:00')",
      [queued],
    );
    await expect(remove('doctors', queued)).rejects.toMatchObject(history('doctor'));
    const signing = await addDoctor(owner);
    const prescription = await prescribe(owner, visit, signing, patient);
    const drafting = await addDoctor(owner);
    const draft = await prescribe(owner, visit, drafting, patient);
    await run(owner, 'UPDATE prescriptions SET signed_at = UTC_TIMESTAMP() WHERE id = ?', [prescription]);
    await expect(remove('doctors', signing)).rejects.toMatchObject(history('doctor'));
    await remove('doctors', drafting);
    expect(await rows(owner, 'SELECT doctor_id FROM prescriptions WHERE id = ?', [draft])).toEqual([
      { doctor_id: null },
    ]);
  });

  test('with another id takes appointments and their slots along, and still cannot be double-booked', async () => {
    const { patient, doctor } = await people();
    const id = await book(owner, patient, doctor, start, end);
    await run(owner, 'UPDATE doctors SET id = 700002 WHERE id = ?', [doctor]);
    expect(await rows(owner, 'SELECT doctor_id FROM appointments WHERE id = ?', [id])).toEqual([
      { doctor_id: 700_002 },
    ]);
    expect(await count(owner, 'SELECT COUNT(*) FROM appointment_slots WHERE doctor_id = 700002')).toBe(3);
    await expect(book(owner, patient, 700_002, start, end)).rejects.toMatchObject({ errno: 1062 });
  });
});
