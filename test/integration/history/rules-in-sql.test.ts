import { beforeAll, describe, expect, it } from 'vitest';
import type { SmallClinic } from '#test/support/clinic';
import type { TestDesk } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { MONDAY } from '#test/support/visits';
import { consulting } from '../consultation/support';

let clinic: SmallClinic;
let desk: TestDesk;

beforeAll(async () => {
  const opened = await oneDesk(MONDAY, { meena: 'staff' });
  ({ clinic, desk } = opened);
  return opened.close;
});

const APPENDIX = { kind: 'surgery', what: 'Appendectomy', on: '2015-03', place: 'Pune' } as const;

describe('the database’s own rules of a medical history', () => {
  const insert = (values: Readonly<Record<string, string | number>>, patientId: number) => {
    const columns = { patient_id: patientId, entered_by: 'admin:1', what: 'x', ...values };
    return clinic.owner.query('INSERT INTO medical_history SET ?', [columns]);
  };

  it('keeps the rules of the border for whoever talks SQL', async () => {
    const patient = await clinic.addPatient('Bounds');
    const surgery = { kind: 'surgery' };
    const family = { kind: 'family', relation: 'son' };
    const habit = { kind: 'lifestyle', habit: 'other' };
    const year = (column: string, date: string) => ({ [column]: date, [`${column}_precision`]: 'year' });
    for (const wrong of [
      { kind: 'family' },
      { kind: 'lifestyle' },
      { ...surgery, relation: 'son' },
      { ...surgery, onset_age: 4 },
      { ...family, place: 'Pune' },
      { ...family, onset_age: 121 },
      { ...family, ...year('began', '2000-01-01') },
      { ...surgery, ...year('ended', '2000-01-01') },
      { ...surgery, began: '2000-01-01' },
      { ...surgery, ...year('began', '1800-01-01') },
      { ...habit, ...year('began', '2010-01-01'), ...year('ended', '2009-01-01') },
      { ...surgery, what: '  ' },
    ]) {
      await expect(insert(wrong, patient), JSON.stringify(wrong)).rejects.toMatchObject({ errno: 3819 });
    }
    await expect(insert({ ...surgery, ...year('began', '2199-01-01') }, patient)).rejects.toMatchObject({
      sqlMessage: 'clinic: a medical history does not lie in the future',
    });
    await insert({ ...habit, ...year('began', '1900-01-01'), ...year('ended', '1900-01-01') }, patient);
  });

  it('lets nothing of an entry be changed or deleted, and takes one correction of its kind', async () => {
    const { doctor, patientId, appointmentId } = await consulting(clinic, (name) => desk.signedIn(name));
    const { id } = (await doctor.ok('medicalHistory.add', { appointmentId, fact: APPENDIX })).entry;
    const stays = { sqlMessage: 'clinic: an entry of the medical history stays as it was written' };
    const change = (set: string) =>
      clinic.owner.query(`UPDATE medical_history SET ${set} WHERE id = ?`, [id]);
    for (const set of ["what = 'APPENDECTOMY'", "place = 'pune'", 'began = NULL', "entered_by = 'admin:9'"])
      await expect(change(set), set).rejects.toMatchObject(stays);
    await expect(clinic.owner.query('DELETE FROM medical_history WHERE id = ?', [id])).rejects.toMatchObject(
      stays,
    );
    await expect(change('withdrawn_at = UTC_TIMESTAMP()')).rejects.toMatchObject({ errno: 3819 });
    const ofAnother = { sqlMessage: 'clinic: a correction is of the same patient and kind' };
    const correction = { kind: 'surgery', corrects_id: id };
    await expect(insert(correction, await clinic.addPatient('Other'))).rejects.toMatchObject(ofAnother);
    const family = { kind: 'family', relation: 'son', corrects_id: id };
    await expect(insert(family, patientId)).rejects.toMatchObject(ofAnother);
    await insert(correction, patientId);
    await expect(insert(correction, patientId)).rejects.toMatchObject({ errno: 1062 });
    const alone = await clinic.addPatient('Told');
    await insert({ kind: 'surgery' }, alone);
    await expect(clinic.owner.query('DELETE FROM patients WHERE id = ?', [alone])).rejects.toMatchObject({
      errno: 1451,
    });
  });
});
