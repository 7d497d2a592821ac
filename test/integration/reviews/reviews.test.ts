import { beforeAll, describe, expect, it } from 'vitest';
import type { DoctorId, PatientId } from '#shared/values/ids';
import type { SmallClinic } from '#test/support/clinic';
import type { TestDesk, TestWindow } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { OUTSIDE, newVisit } from '#test/support/visits';
import { type Consulted, blankPage, draft } from '../consultation/support';

let clinic: SmallClinic;
let desk: TestDesk;
let reception: TestWindow;
let count = 0;

beforeAll(async () => {
  // A Monday, 10:02 in Kolkata.
  const opened = await oneDesk(Date.parse('2028-08-07T04:32:00Z'), { meena: 'staff' });
  ({ clinic, desk } = opened);
  reception = await desk.signedIn('meena');
  return opened.close;
});

interface Seen extends Consulted {
  readonly name: string;
}

/** A patient who was with a doctor of the test's own at `start`. */
async function seen(start: string, end: string, by?: Consulted, patientId?: PatientId): Promise<Seen> {
  count += 1;
  const name = `reviewer${String(count)}`;
  const doctorId = by?.doctorId ?? (await clinic.addSigningDoctor(name, name));
  const doctor = by?.doctor ?? (await desk.signedIn(name));
  const patient = patientId ?? (await clinic.addPatient(name, '98450 12345'));
  const visit = await newVisit(clinic, { doctorId, patientId: patient, start, end });
  const override = { rules: ['earlier_day' as const, 'outside_hours' as const], reason: 'Came all the same' };
  const { appointment } = await reception.ok('appointments.book', { ...visit, override });
  return { doctor, doctorId, patientId: patient, appointmentId: appointment.id, name };
}

async function reviewed(visit: Consulted, reviewOn: string | null) {
  const { id, version } = await draft(visit, { advice: 'Secret rest', reviewOn });
  return (await visit.doctor.ok('consultation.sign', { id, version })).prescription;
}

async function toBook(doctorId: DoctorId) {
  const { reviews } = await reception.ok('reviews.toBook', { atDesk: false });
  return reviews.filter((review) => review.doctorId === doctorId);
}

async function missed(doctorId: DoctorId) {
  const { reviews } = await reception.ok('reviews.missed', {});
  return reviews.filter((review) => review.doctorId === doctorId);
}

async function booked(doctorId: DoctorId, start: string, end: string, patientId?: PatientId) {
  const visit = await newVisit(clinic, { doctorId, start, end, ...(patientId ? { patientId } : {}) });
  return (await reception.ok('appointments.book', { ...visit, override: OUTSIDE })).appointment;
}

/** What was written at another moment, as the rows would say. */
async function signedBefore(id: number, days: number): Promise<void> {
  await clinic.owner.query('DROP TRIGGER prescriptions_before_update');
  await clinic.owner.query('UPDATE prescriptions SET signed_at = signed_at - INTERVAL ? DAY WHERE id = ?', [
    days,
    id,
  ]);
}

describe('a review that was asked for', () => {
  it('stands for the desk with the free time nearest to the visit’s hour, and nothing clinical', async () => {
    const visit = await seen('2028-08-07T11:00', '2028-08-07T11:20');
    await booked(visit.doctorId, '2028-08-14T10:40', '2028-08-14T11:40');
    expect(await toBook(visit.doctorId)).toEqual([]);
    const page = await reviewed(visit, '2028-08-14');
    const listed = await toBook(visit.doctorId);
    expect(listed).toEqual([
      {
        id: page.id,
        patientId: visit.patientId,
        patientName: `${visit.name} Test`,
        patientPhone: '98450 12345',
        doctorId: visit.doctorId,
        reviewOn: '2028-08-14',
        minutes: 20,
        start: '2028-08-14T10:20',
        usual: '2028-08-14T11:00',
        signedAt: page.signedAt,
      },
    ]);
    const { reviews } = await reception.ok('reviews.toBook', { atDesk: true });
    expect(reviews.filter(({ doctorId }) => doctorId === visit.doctorId)).toEqual(listed);
    expect(JSON.stringify(await reception.ok('reviews.toBook', { atDesk: false }))).not.toContain('Secret');
  });

  it('goes to the next day with a time when the doctor is away, and is left to people when there is none', async () => {
    const visit = await seen('2028-08-07T12:00', '2028-08-07T12:15');
    // A Sunday, on which nobody works.
    await reviewed(visit, '2028-08-13');
    expect(await toBook(visit.doctorId)).toMatchObject([{ start: '2028-08-14T12:00' }]);
    await clinic.owner.query(
      `INSERT INTO doctor_availability (doctor_id, date, start_time, end_time, is_available)
       SELECT ?, d, '00:00', '24:00', 0 FROM (SELECT '2028-08-10' AS d UNION SELECT '2028-08-11' UNION SELECT '2028-08-12'
         UNION SELECT '2028-08-14' UNION SELECT '2028-08-15' UNION SELECT '2028-08-16') days`,
      [visit.doctorId],
    );
    expect(await toBook(visit.doctorId)).toMatchObject([{ start: null, usual: '2028-08-13T12:00' }]);
  });

  it('is booked by one call under every rule, once, audited; undo gives the time back and redo takes it', async () => {
    const visit = await seen('2028-08-07T11:00', '2028-08-07T11:20');
    const { id } = await reviewed(visit, '2028-08-21');
    const away = await reception.refused('reviews.book', { id, start: '2028-08-21T03:00' });
    expect(away).toMatchObject({ rules: [{ rule: 'outside_hours' }], overridable: true });
    const { appointment } = await reception.ok('reviews.book', { id, start: '2028-08-21T11:00' });
    expect(appointment).toMatchObject({
      patientId: visit.patientId,
      doctorId: visit.doctorId,
      start: '2028-08-21T11:00',
      end: '2028-08-21T11:20',
      reason: null,
    });
    expect(await toBook(visit.doctorId)).toEqual([]);
    expect(await reception.refused('reviews.book', { id, start: '2028-08-22T11:00' })).toMatchObject({
      rules: [{ rule: 'review_booked' }],
    });
    expect(
      await clinic.count(
        "audit_log WHERE action = 'reviews.book' AND entity = 'prescription' AND entity_id = ? AND patient_id = ?",
        [id, visit.patientId],
      ),
    ).toBe(1);
    await reception.ok('appointments.undo', {});
    expect(await toBook(visit.doctorId)).toHaveLength(1);
    await reception.ok('appointments.redo', {});
    expect(await toBook(visit.doctorId)).toEqual([]);
  });

  it('counts as booked with a coming appointment within three days, or one made since for later', async () => {
    const visit = await seen('2028-08-07T11:00', '2028-08-07T11:20');
    const { doctorId, patientId } = visit;
    const far = await booked(doctorId, '2028-08-25T10:00', '2028-08-25T10:20', patientId);
    await clinic.owner.query(
      'UPDATE appointments SET created_at = created_at - INTERVAL 1 DAY WHERE id = ?',
      [far.id],
    );
    await reviewed(visit, '2028-08-21');
    expect(await toBook(doctorId)).toHaveLength(1);
    await booked(await clinic.addDoctor('Other'), '2028-08-21T10:00', '2028-08-21T10:20', patientId);
    expect(await toBook(doctorId)).toHaveLength(1);
    const near = await booked(doctorId, '2028-08-18T10:00', '2028-08-18T10:20', patientId);
    expect(await toBook(doctorId)).toEqual([]);
    await reception.ok('appointments.cancel', { id: near.id, version: 1, as: 'cancelled', reason: null });
    expect(await toBook(doctorId)).toHaveLength(1);
    await booked(doctorId, '2028-08-17T10:00', '2028-08-17T10:20', patientId);
    expect(await toBook(doctorId)).toHaveLength(1);
    await booked(doctorId, '2028-08-28T10:00', '2028-08-28T10:20', patientId);
    expect(await toBook(doctorId)).toEqual([]);
  });

  it('the visit that it follows is never its own review', async () => {
    const visit = await seen('2028-08-07T11:00', '2028-08-07T11:20');
    await booked(visit.doctorId, '2028-08-07T10:30', '2028-08-07T10:50', visit.patientId);
    await reviewed(visit, '2028-08-09');
    expect(await toBook(visit.doctorId)).toMatchObject([{ start: '2028-08-09T11:00' }]);
  });

  it('goes with a page that is voided or replaced, and with one that was signed later', async () => {
    const visit = await seen('2028-08-07T11:00', '2028-08-07T11:20');
    const { doctor, doctorId, appointmentId } = visit;
    const old = await reviewed(visit, '2028-08-14');
    const begun = (await doctor.ok('consultation.amend', { id: old.id, version: old.version })).prescription;
    expect(await toBook(doctorId)).toMatchObject([{ id: old.id }]);
    const page = { ...blankPage, advice: 'Rest', reviewOn: '2028-08-16' };
    const saved = await doctor.ok('consultation.save', { appointmentId, version: begun.version, page });
    const next = await doctor.ok('consultation.sign', {
      id: saved.prescription.id,
      version: saved.prescription.version,
    });
    expect(await toBook(doctorId)).toMatchObject([{ id: begun.id, reviewOn: '2028-08-16' }]);
    const later = await seen('2028-08-07T15:00', '2028-08-07T15:20', visit, visit.patientId);
    await reviewed(later, null);
    expect(await toBook(doctorId)).toEqual([]);
    const { id, version } = next.prescription;
    await doctor.ok('consultation.void', { id, version, reason: 'Wrong patient' });
    expect(await toBook(doctorId)).toEqual([]);
    expect(await reception.refused('reviews.book', { id, start: '2028-08-16T11:00' })).toMatchObject({
      code: 'NOT_FOUND',
      entity: 'review',
    });
  });

  it('is the patient’s that the record was merged into, with that one’s appointments', async () => {
    const visit = await seen('2028-08-07T11:00', '2028-08-07T11:20');
    const kept = await clinic.addPatient('Kept');
    await reviewed(visit, '2028-08-14');
    await clinic.owner.query('UPDATE patients SET merged_into_id = ?, is_deleted = 1 WHERE id = ?', [
      kept,
      visit.patientId,
    ]);
    expect(await toBook(visit.doctorId)).toMatchObject([{ patientId: kept, patientName: 'Kept Test' }]);
    await booked(visit.doctorId, '2028-08-14T15:00', '2028-08-14T15:20', kept);
    expect(await toBook(visit.doctorId)).toEqual([]);
  });

  it('is seen by the doctor it is for, and by no other', async () => {
    const visit = await seen('2028-08-07T11:00', '2028-08-07T11:20');
    const { id } = await reviewed(visit, '2028-08-14');
    const other = await seen('2028-08-07T11:00', '2028-08-07T11:20');
    const listed = await other.doctor.ok('reviews.toBook', { atDesk: false });
    expect(listed.reviews).toEqual([]);
    expect((await visit.doctor.ok('reviews.toBook', { atDesk: false })).reviews).toMatchObject([{ id }]);
    expect(await other.doctor.refused('reviews.book', { id, start: '2028-08-14T11:00' })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await other.doctor.refused('reviews.note', { id, outcome: 'will_come' })).toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('what another program wrote for a date is no review, and stops nothing', async () => {
    const visit = await seen('2028-08-07T11:00', '2028-08-07T11:20');
    const { id } = await draft(visit, { advice: 'Rest' });
    for (const day of ['2028-08-32', '2028-08-14 or so', 'soon']) {
      await clinic.owner.query(
        "UPDATE prescriptions SET rich = JSON_SET(rich, '$.reviewOn', ?) WHERE id = ?",
        [day, id],
      );
    }
    await clinic.owner.query(
      "UPDATE prescriptions SET rich = JSON_SET(rich, '$.reviewOn', '2028-08-32'), signed_at = UTC_TIMESTAMP(), signed_by = ? WHERE id = ?",
      [`doctor:${String(visit.doctorId)}`, id],
    );
    expect(await toBook(visit.doctorId)).toEqual([]);
  });
});

describe('a review that was missed', () => {
  /** Of a visit in July, with its review on Thursday the 3rd of August. */
  async function late(): Promise<Seen & { readonly id: number }> {
    const visit = await seen('2028-07-20T11:00', '2028-07-20T11:20');
    const { id } = await reviewed(visit, '2028-08-03');
    return { ...visit, id };
  }

  it('is on the call list with how late it is and a time from tomorrow on; a visit takes it off', async () => {
    const visit = await late();
    const { doctorId, patientId, id } = visit;
    expect(await toBook(doctorId)).toEqual([]);
    const row = {
      id,
      patientId,
      patientName: `${visit.name} Test`,
      patientPhone: '98450 12345',
      doctorId,
      reviewOn: '2028-08-03',
      minutes: 20,
      start: '2028-08-08T11:00',
      usual: '2028-08-08T11:00',
      daysLate: 4,
      call: null,
    };
    expect(await missed(doctorId)).toEqual([row]);
    const early = await seen('2028-07-30T11:00', '2028-07-30T11:20', visit, patientId);
    await reception.ok('appointments.status', { id: early.appointmentId, version: 1, to: 'waiting' });
    expect(await missed(doctorId)).toEqual([row]);
    const absent = await seen('2028-08-03T11:00', '2028-08-03T11:20', visit, patientId);
    expect(await missed(doctorId)).toEqual([row]);
    await reception.ok('appointments.status', { id: absent.appointmentId, version: 1, to: 'waiting' });
    expect(await missed(doctorId)).toEqual([]);
  });

  it('is booked from the list, and undo puts it there again', async () => {
    const { doctorId, id } = await late();
    await reception.ok('reviews.book', { id, start: '2028-08-08T11:00' });
    expect(await missed(doctorId)).toEqual([]);
    expect(await reception.refused('reviews.book', { id, start: '2028-08-09T11:00' })).toMatchObject({
      rules: [{ rule: 'review_booked' }],
    });
    await reception.ok('appointments.undo', {});
    expect(await missed(doctorId)).toHaveLength(1);
  });

  it('keeps what was said on the telephone, audited, with undo and redo', async () => {
    const { doctorId, patientId, id } = await late();
    await reception.ok('reviews.note', { id, outcome: 'not_reached' });
    const { call } = await reception.ok('reviews.note', { id, outcome: 'will_come' });
    expect(await missed(doctorId)).toMatchObject([{ call: { ...call, by: 'The meena' } }]);
    await reception.ok('appointments.undo', {});
    expect(await missed(doctorId)).toMatchObject([{ call: { outcome: 'not_reached' } }]);
    await reception.ok('appointments.redo', {});
    expect(await missed(doctorId)).toMatchObject([{ call: { outcome: 'will_come' } }]);
    expect(
      await reception.refused('reviews.setNoted', { id: call.id, version: call.version, noted: false }),
    ).toMatchObject({ code: 'CONFLICT', conflict: { entity: 'review_call' } });
    await reception.ok('reviews.note', { id, outcome: 'not_wanted' });
    expect(await missed(doctorId)).toEqual([]);
    expect(await clinic.count('review_calls WHERE prescription_id = ?', [id])).toBe(3);
    const audited =
      "audit_log WHERE entity = 'prescription' AND entity_id = ? AND patient_id = ? AND action = ?";
    expect(await clinic.count(audited, [id, patientId, 'reviews.note'])).toBe(3);
    expect(await clinic.count(audited, [id, patientId, 'reviews.setNoted'])).toBe(2);
  });

  it('who was not called yet comes first, and of these the last missed', async () => {
    const first = await late();
    const second = await seen('2028-07-20T12:00', '2028-07-20T12:20', first);
    const { id } = await reviewed(second, '2028-08-05');
    expect((await missed(first.doctorId)).map((row) => row.id)).toEqual([id, first.id]);
    await reception.ok('reviews.note', { id, outcome: 'not_reached' });
    expect((await missed(first.doctorId)).map((row) => row.id)).toEqual([first.id, id]);
  });

  it('is nobody’s list after a year', async () => {
    const visit = await seen('2027-07-20T11:00', '2027-07-20T11:20');
    const { id } = await reviewed(visit, '2027-08-07');
    expect(await missed(visit.doctorId)).toMatchObject([{ id, daysLate: 366 }]);
    const older = await seen('2027-07-20T12:00', '2027-07-20T12:20', visit);
    await reviewed(older, '2027-08-06');
    expect(await missed(visit.doctorId)).toHaveLength(1);
  });
});

it('after half an hour the patient is not at the desk any more', async () => {
  const visit = await seen('2028-08-07T11:00', '2028-08-07T11:20');
  const { id } = await reviewed(visit, '2028-08-14');
  await signedBefore(id, 1);
  const { reviews } = await reception.ok('reviews.toBook', { atDesk: true });
  expect(reviews.filter(({ doctorId }) => doctorId === visit.doctorId)).toEqual([]);
  expect(await toBook(visit.doctorId)).toHaveLength(1);
});
