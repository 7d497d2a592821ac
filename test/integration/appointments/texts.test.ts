import { beforeAll, describe, expect, it } from 'vitest';
import type { SmallClinic } from '#test/support/clinic';
import type { TestDesk, TestWindow } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { MONDAY, newVisit } from '#test/support/visits';
import { patientFields } from '#test/support/new-patient';

const TEXTS = [
  ['emoji', '👩🏽‍⚕️ Łucja 🇮🇳'],
  ['right to left', 'مريم الزهراء \u200f(أم علي)\u200f'],
  ['Devanagari', 'लक्ष्मी देवी'],
  ['combining marks, as typed', 'Jose\u0301'],
  ['an injection', "Robert'); DROP TABLE patients; --"],
  ['markup', '<img src=x onerror="alert(1)">'],
  ['wildcards and escapes', '100%_\\ "quoted" `tick` \\0'],
  ['null as a word', 'NULL'],
] as const;

let clinic: SmallClinic;
let desk: TestDesk;
let reception: TestWindow;

beforeAll(async () => {
  const opened = await oneDesk(MONDAY, { meena: 'staff' });
  ({ clinic, desk } = opened);
  reception = await desk.signedIn('meena');
  return opened.close;
});

describe('texts are stored and shown as they were typed', () => {
  it.each(TEXTS)('%s', async (_what, typed) => {
    const fields = patientFields({ firstName: typed, lastName: typed });
    const { patient } = await reception.ok('patients.register', { fields });
    const visit = await newVisit(clinic, { patientId: patient.id, reason: typed, deskNotes: typed });
    const { appointment } = await reception.ok('appointments.book', visit);
    expect(await reception.ok('patients.get', { id: patient.id })).toMatchObject({
      firstName: typed,
      lastName: typed,
    });
    const day = await reception.ok('appointments.day', { date: '2027-01-04', doctorIds: [visit.doctorId] });
    expect(day.appointments).toMatchObject([
      { id: appointment.id, patientName: `${typed} ${typed}`, reason: typed, deskNotes: typed },
    ]);
    const [rows] = await clinic.owner.query(
      'SELECT p.first_name, a.reason FROM appointments a JOIN patients p ON p.id = a.patient_id WHERE a.id = ?',
      [appointment.id],
    );
    expect(rows).toEqual([{ first_name: typed, reason: typed }]);
  });

  it('the tables are all still there', async () => {
    expect(await clinic.count('patients')).toBeGreaterThan(0);
  });
});

describe('a column’s length is counted in characters, not in halves of them', () => {
  it.each([
    ['letters', 'a'],
    ['emoji', '😀'],
    ['Devanagari', 'क'],
  ])('500 %s fit into a reason, 501 do not', async (_what, character) => {
    const visit = await newVisit(clinic, {
      reason: character.repeat(500),
      deskNotes: character.repeat(1000),
    });
    const { appointment } = await reception.ok('appointments.book', visit);
    expect(appointment.reason).toBe(character.repeat(500));
    expect(appointment.deskNotes).toBe(character.repeat(1000));
    const [rows] = await clinic.owner.query(
      'SELECT CHAR_LENGTH(reason) AS length FROM appointments WHERE id = ?',
      [appointment.id],
    );
    expect(rows).toEqual([{ length: 500 }]);
    const tooLong = await newVisit(clinic, { reason: character.repeat(501) });
    expect(await reception.refused('appointments.book', tooLong)).toEqual({
      code: 'VALIDATION',
      issues: [{ path: 'reason', code: 'too_long', params: { max: 500 } }],
    });
  });

  it('100 emoji fit into a name, 101 do not', async () => {
    const { patient } = await reception.ok('patients.register', {
      fields: patientFields({ firstName: '😀'.repeat(100), lastName: '😀'.repeat(100) }),
    });
    expect(patient.firstName).toBe('😀'.repeat(100));
    const refusal = await reception.refused('patients.register', {
      fields: patientFields({ firstName: '😀'.repeat(101), lastName: '😀'.repeat(101) }),
    });
    expect(refusal).toEqual({
      code: 'VALIDATION',
      issues: [
        { path: 'fields.firstName', code: 'too_long', params: { max: 100 } },
        { path: 'fields.lastName', code: 'too_long', params: { max: 100 } },
      ],
    });
  });

  it('every text of a patient fits its column to the last character', async () => {
    const fields = {
      ...patientFields({ firstName: 'a'.repeat(100), lastName: 'b'.repeat(100) }),
      phone: '+91 (98450) 12345-67',
      contactEmail: `${'c'.repeat(243)}@example.org`,
      guardian: '😀'.repeat(200),
      oldFileNo: '😀'.repeat(40),
      deskNotes: '😀'.repeat(1000),
    };
    const { patient } = await reception.ok('patients.register', { fields });
    expect(patient).toMatchObject({
      phone: fields.phone,
      contactEmail: fields.contactEmail,
      guardian: fields.guardian,
      oldFileNo: fields.oldFileNo,
      deskNotes: fields.deskNotes,
    });
  });
});
