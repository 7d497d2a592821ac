import type { RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AppointmentId, DoctorId } from '#shared/values/ids';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';
import { LATE_DAY, bookInARow } from '#test/support/full-day';
import { MONDAY } from '#test/support/visits';

let database: FreshDatabase;
let clinic: SmallClinic;
let desk: TestDesk;
let reception: TestWindow;
let doctorId: DoctorId;
let visitId: AppointmentId;
let patientId: number;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  await clinic.addAdmin('meena', 'staff');
  await clinic.addSigningDoctor('Iyer', 'iyer');
  await clinic.owner.query("UPDATE settings SET value = '\"City Clinic\"' WHERE `key` = 'clinicName'");
  desk = await openDesk(database, { now: MONDAY });
  reception = await desk.signedIn('meena');
});

beforeEach(async () => {
  doctorId = await clinic.addDoctor('Rao');
  const [visit] = await bookInARow(clinic, reception, doctorId, 1);
  if (!visit) throw new Error('one was booked');
  visitId = visit.id;
  patientId = visit.patientId;
});

afterAll(async () => {
  await desk.stop();
  await clinic.close();
  await database.drop();
});

function patient(columns: string, ...values: (string | null)[]) {
  return clinic.owner.query(`UPDATE patients SET ${columns} WHERE id = ?`, [...values, patientId]);
}

async function settings(key: string, value: unknown): Promise<void> {
  await clinic.owner.query('UPDATE settings SET value = ? WHERE `key` = ?', [JSON.stringify(value), key]);
  await clinic.owner.query("INSERT INTO feed (area, kind) VALUES ('settings', 'update')");
}

const compose = (kind: 'booked' | 'moved' | 'shifted' | 'put_off' | 'tomorrow' = 'booked') =>
  reception.ok('messages.compose', { appointmentId: visitId, kind });

describe('a message', () => {
  it('is the clinic’s words with name, doctor, day and time, ready for the chat and for a letter', async () => {
    await patient('contact_email = ?', 'kavya@example.org');
    const message = await compose();
    expect(message.text).toBe(
      'Dear Patient0 Test, your appointment with Dr Rao Test is on Monday, 4 January at 10:00 am. Please come ten minutes before. City Clinic',
    );
    expect(message).toMatchObject({ language: 'en', phoneProblem: null, pastes: false, told: [] });
    const chat = new URL(message.whatsapp ?? '');
    expect([chat.origin, chat.pathname, chat.searchParams.get('text')]).toEqual([
      'https://wa.me',
      '/919845010000',
      message.text,
    ]);
    expect(message.email).toMatch(/^mailto:kavya@example\.org\?subject=City%20Clinic&body=Dear%20Patient0/);
  });

  it.each([
    ['hi', 'नमस्ते Patient0 Test, Dr Rao Test के साथ आपका अपॉइंटमेंट सोमवार, 4 जनवरी को 10:00 am बजे है।'],
    ['mr', 'नमस्कार Patient0 Test, Dr Rao Test यांच्यासोबत आपली अपॉइंटमेंट सोमवार, 4 जानेवारी रोजी'],
    ['ta', 'Dear Patient0 Test,'],
  ])('is in the patient’s language: %s', async (language, begins) => {
    await patient('language = ?', language);
    expect((await compose()).text.startsWith(begins)).toBe(true);
  });

  it.each(['सुनीता देवी', 'سلمى الزهراء', '王小明', 'தமிழ்ச்செல்வி', 'Łukasz Żak'])(
    'has the name %s as it is written',
    async (name) => {
      await patient('first_name = ?, last_name = NULL', name);
      const message = await compose('shifted');
      expect(message.text.startsWith(`Dear ${name}, Dr Rao Test is running late.`)).toBe(true);
      expect(new URL(message.whatsapp ?? '').searchParams.get('text')).toBe(message.text);
    },
  );

  it('says nothing of why the patient comes', async () => {
    await clinic.owner.query(
      "UPDATE appointments SET desk_notes = 'HIV test', reason = 'HIV test' WHERE id = ?",
      [visitId],
    );
    for (const kind of ['booked', 'moved', 'shifted', 'put_off', 'tomorrow'] as const) {
      expect(JSON.stringify(await compose(kind))).not.toContain('HIV');
    }
  });

  it.each([
    [null, 'missing'],
    ['123', 'odd'],
    ['98450 11223 98450 1', 'odd'],
  ])('for a phone like %s says what is the matter and can still be copied', async (phone, problem) => {
    await patient('phone = ?', phone);
    expect(await compose()).toMatchObject({ whatsapp: null, phoneProblem: problem, email: null, phone });
  });

  it('is not written about a visit that is closed or not there', async () => {
    await reception.ok('appointments.cancel', { id: visitId, version: 1, as: 'cancelled', reason: null });
    const closed = { code: 'RULE_VIOLATION', rules: [{ rule: 'visit_closed' }] };
    expect(
      await reception.refused('messages.compose', { appointmentId: visitId, kind: 'booked' }),
    ).toMatchObject(closed);
    expect(
      await reception.refused('messages.note', { appointmentId: visitId, kind: 'booked', way: 'phone' }),
    ).toMatchObject(closed);
    expect(await reception.refused('messages.compose', { appointmentId: 999_999, kind: 'booked' })).toEqual({
      code: 'NOT_FOUND',
      entity: 'appointment',
    });
  });
});

describe('a broken template', () => {
  it.each([
    [
      'Dear {patient}: {reason}',
      'unknown_placeholder',
      { placeholder: 'reason', kind: 'booked', language: 'en' },
    ],
    ['x'.repeat(701), 'message_too_long', { max: 700, kind: 'booked', language: 'en' }],
    ['  ', 'message_empty', { kind: 'booked', language: 'en' }],
  ])('%s is named with its kind and language', async (template, rule, params) => {
    const [rows] = await clinic.owner.query<RowDataPacket[]>(
      "SELECT value FROM settings WHERE `key` = 'messageTemplates'",
    );
    const before: unknown = rows[0]?.['value'];
    await settings('messageTemplates', { en: { booked: template } });
    const answer = () => reception.call('messages.compose', { appointmentId: visitId, kind: 'booked' });
    await expect.poll(answer).toEqual({
      ok: false,
      error: { code: 'RULE_VIOLATION', rules: [{ rule, params }], overridable: false },
    });
    await settings('messageTemplates', before);
    await expect.poll(async () => (await answer()).ok).toBe(true);
  });
});

describe('who told whom', () => {
  it('is noted with person, way and time, in the audit too, and can be taken back and put there again', async () => {
    const { told } = await reception.ok('messages.note', {
      appointmentId: visitId,
      kind: 'booked',
      way: 'whatsapp',
    });
    expect(told).toMatchObject({
      kind: 'booked',
      way: 'whatsapp',
      by: 'The meena',
      holds: true,
      noted: true,
    });
    expect(await reception.ok('messages.told', { appointmentId: visitId })).toEqual([told]);
    const audited = "audit_log WHERE entity = 'appointment' AND entity_id = ? AND action LIKE 'messages.%'";
    expect(await clinic.count(audited, [visitId])).toBe(1);
    await reception.ok('messages.setNoted', { id: told.id, version: told.version, noted: false });
    expect(await reception.ok('messages.told', { appointmentId: visitId })).toEqual([]);
    await reception.ok('messages.setNoted', { id: told.id, version: 2, noted: true });
    expect(await reception.ok('messages.told', { appointmentId: visitId })).toMatchObject([
      { id: told.id, noted: true },
    ]);
    expect(await clinic.count(audited, [visitId])).toBe(3);
    expect(
      await reception.refused('messages.setNoted', { id: told.id, version: 1, noted: false }),
    ).toMatchObject({
      code: 'CONFLICT',
      conflict: { kind: 'stale', entity: 'message' },
    });
  });

  it('no longer holds once the visit has moved, and a call list asks again', async () => {
    const wish = { doctorId, date: LATE_DAY, from: null, minutes: 40, gaps: 'use', seen: null } as const;
    await reception.ok('messages.note', { appointmentId: visitId, kind: 'booked', way: 'copied' });
    const { delay, calls } = await reception.ok('late.shift', wish);
    expect(calls[0]?.told?.holds ?? false).toBe(false);
    await reception.ok('messages.note', { appointmentId: visitId, kind: 'shifted', way: 'phone' });
    const after = await reception.ok('late.calls', { id: delay.id });
    expect(after.calls[0]?.told).toMatchObject({ way: 'phone', holds: true });
    expect(await reception.ok('late.day', { date: LATE_DAY })).toContainEqual(
      expect.objectContaining({ id: delay.id, visits: 1, told: 1 }),
    );
    await reception.ok('late.takeBack', { id: delay.id, version: delay.version });
    const back = await reception.ok('late.calls', { id: delay.id });
    expect(back.calls[0]?.told?.holds).toBe(false);
  });

  it('is no doctor’s to note in a colleague’s column', async () => {
    const iyer = await desk.signedIn('iyer');
    expect(
      await iyer.refused('messages.note', { appointmentId: visitId, kind: 'booked', way: 'phone' }),
    ).toEqual({ code: 'FORBIDDEN', permission: 'appointment.write' });
  });
});

describe('tomorrow’s list', () => {
  it('has those who are booked, in the order of their times, with who was told', async () => {
    const tuesday = async (start: string, end: string) => {
      const { appointment } = await reception.ok('appointments.book', {
        doctorId,
        patientId: await clinic.addPatient('Tuesday'),
        start: `2027-01-05T${start}`,
        end: `2027-01-05T${end}`,
        type: null,
        reason: null,
        deskNotes: null,
      });
      return appointment.id;
    };
    const late = await tuesday('11:00', '11:15');
    const early = await tuesday('09:00', '09:15');
    const gone = await tuesday('10:00', '10:15');
    await reception.ok('appointments.cancel', { id: gone, version: 1, as: 'cancelled', reason: null });
    await reception.ok('messages.note', { appointmentId: early, kind: 'tomorrow', way: 'whatsapp' });
    const { date, visits } = await reception.ok('messages.day', { date: null });
    expect(date).toBe('2027-01-05');
    expect(visits.map(({ appointmentId, told }) => [appointmentId, told?.way ?? null])).toEqual([
      [early, 'whatsapp'],
      [late, null],
    ]);
  });

  it('is on a Saturday the one of Monday: the clinic is closed between', async () => {
    const saturday = await openDesk(database, { now: Date.parse('2027-01-09T06:00:00Z') });
    const window = await saturday.signedIn('meena');
    expect((await window.ok('messages.day', { date: null })).date).toBe('2027-01-11');
    await saturday.stop();
  });
});
