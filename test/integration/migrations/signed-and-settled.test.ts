import type { Connection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '#test/support/databases';
import { addDoctor, addPatient, book, openAsOutsider, pay, prescribe, rows, run } from './support';

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

const people = async () => ({ patient: await addPatient(owner), doctor: await addDoctor(owner) });

describe('what is signed or settled', () => {
  test('a signed prescription keeps its words, its medicines and itself', async () => {
    const { patient, doctor } = await people();
    const visit = await book(owner, patient, doctor, '2027-01-04 10:00', '2027-01-04 10:15');
    const id = await prescribe(owner, visit, doctor, patient);
    const item = (
      await run(
        owner,
        "INSERT INTO prescription_items (prescription_id, medicine_name) VALUES (?, 'Amoxicillin')",
        [id],
      )
    ).insertId;
    await run(owner, "UPDATE prescription_items SET dosage = '500mg' WHERE id = ?", [item]);
    await run(owner, "UPDATE prescriptions SET notes = 'After meals' WHERE id = ?", [id]);
    await run(
      owner,
      "UPDATE prescriptions SET signed_at = UTC_TIMESTAMP(), signed_by = 'doctor:1' WHERE id = ?",
      [id],
    );
    const stays = { sqlState: '45000', message: 'clinic: a signed prescription stays as it is' };
    for (const change of [
      "notes = 'AFTER meals'",
      'rich = JSON_OBJECT()',
      'signed_at = NULL',
      'doctor_id = NULL',
    ]) {
      await expect(run(owner, `UPDATE prescriptions SET ${change} WHERE id = ?`, [id])).rejects.toMatchObject(
        stays,
      );
    }
    await expect(
      run(owner, "INSERT INTO prescription_items (prescription_id, medicine_name) VALUES (?, 'Opium')", [id]),
    ).rejects.toMatchObject(stays);
    await expect(
      run(owner, "UPDATE prescription_items SET dosage = '5g' WHERE id = ?", [item]),
    ).rejects.toMatchObject(stays);
    await expect(run(owner, 'DELETE FROM prescription_items WHERE id = ?', [item])).rejects.toMatchObject(
      stays,
    );
    await expect(run(owner, 'DELETE FROM prescriptions WHERE id = ?', [id])).rejects.toMatchObject({
      message: 'clinic: the prescription is signed',
    });
  });

  test('a settled payment may be refunded, and nothing else', async () => {
    const { patient } = await people();
    const id = await pay(owner, null, patient, 'pending');
    await run(owner, "UPDATE payments SET amount = 450, method = 'upi', status = 'completed' WHERE id = ?", [
      id,
    ]);
    for (const change of [
      'amount = 1',
      "currency = 'inr'",
      'method = NULL',
      "status = 'pending'",
      'patient_id = NULL',
    ]) {
      await expect(run(owner, `UPDATE payments SET ${change} WHERE id = ?`, [id])).rejects.toMatchObject({
        sqlState: '45000',
        message: 'clinic: a settled payment is never rewritten',
      });
    }
    await run(owner, "UPDATE payments SET status = 'refunded' WHERE id = ?", [id]);
    await expect(
      run(owner, "UPDATE payments SET status = 'completed' WHERE id = ?", [id]),
    ).rejects.toMatchObject({
      sqlState: '45000',
    });
    await expect(run(owner, 'DELETE FROM payments WHERE id = ?', [id])).rejects.toMatchObject({
      message: 'clinic: a settled payment is never deleted',
    });
    expect(await rows(owner, 'SELECT amount, status FROM payments WHERE id = ?', [id])).toEqual([
      { amount: '450.00', status: 'refunded' },
    ]);
  });
});
