import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DoctorId } from '#shared/values/ids';
import { type DataDesk, checked, confirmed, openDataDesk, rowsOf, settled } from './support';

let data: DataDesk;
let doctorId: DoctorId;
beforeAll(async () => {
  data = await openDataDesk();
  doctorId = await data.clinic.addDoctor('Importa');
  await confirmed(
    data.window,
    await checked(
      data.window,
      'patients',
      'Name,Phone,File no\nAsha Verma,98450 10001,F-1\nBina Das,98450 10002,F-2\nBina Das,98450 10003,F-3\n',
    ),
  );
});
afterAll(() => data.close());

const head = 'Doctor,Date,Time,Minutes,File no,Name,Phone,Reason';

test('coming appointments are booked, and the same file twice changes nothing', async () => {
  const { window, clinic } = data;
  const file = [
    head,
    'Dr Importa Test,03/07/2028,10:00,20,F-1,,,Fever',
    'Importa Test,2028-07-03,10.30 am,,,Bina Das,98450 10002,',
    '',
  ].join('\n');
  const seen = await checked(window, 'appointments', file);
  expect(seen).toMatchObject({ state: 'ready', trouble: null, counts: { rows: 2, fresh: 2, make: 2 } });
  expect(await clinic.count('appointments')).toBe(0);
  expect(await confirmed(window, seen)).toMatchObject({ state: 'done', counts: { make: 2 } });
  const day = await window.ok('appointments.day', { date: '2028-07-03', doctorIds: [doctorId] });
  expect(day.appointments).toMatchObject([
    { patientName: 'Asha Verma', start: '2028-07-03T10:00', end: '2028-07-03T10:20', reason: 'Fever' },
    { patientName: 'Bina Das', start: '2028-07-03T10:30', end: '2028-07-03T10:45' },
  ]);
  expect(await clinic.count("audit_log WHERE action = 'imports.appointment'")).toBe(2);
  expect(await clinic.count("outbox WHERE topic = 'visit'")).toBe(2);
  const again = await checked(window, 'appointments', file);
  expect(again).toMatchObject({ counts: { there: 2, make: 0 } });
});

test('each row that cannot be booked says why', async () => {
  const { window } = data;
  const seen = await checked(
    window,
    'appointments',
    [
      head,
      'Importa Test,03/07/2028,10:10,20,F-2,,,',
      'Importa Test,03/07/2020,10:00,20,F-1,,,',
      'Nobody,03/07/2028,12:00,20,F-1,,,',
      'Importa Test,03/07/2028,12:03,20,F-1,,,',
      'Importa Test,03/07/2028,12:00,20,F-9,,,',
      'Importa Test,03/07/2028,12:00,20,,Bina Das,,',
      'Importa Test,03/07/2028,13:00,30,F-1,,,',
      'Importa Test,03/07/2028,13:15,30,F-2,,,',
      'Importa Test,03/07/2028,25:00,30,F-2,,,',
    ].join('\n'),
  );
  const rows = await rowsOf(window, seen.id);
  expect(rows.map(({ problems }) => problems.map(({ code }) => code).join(' '))).toEqual([
    'slot_taken',
    'past',
    'unknown_doctor',
    'off_grid',
    'unknown_patient',
    'several_patients',
    '',
    'slot_in_row',
    'not_a_time',
  ]);
  expect(rows[0]?.problems[0]?.params).toEqual({ name: 'Asha Verma', from: '10:00', to: '10:20' });
});

test('an archived patient is brought back before anything is booked, also between looking and writing', async () => {
  const { window, clinic } = data;
  const file = [head, 'Importa Test,03/07/2028,16:00,20,F-3,,,', ''].join('\n');
  const seen = await checked(window, 'appointments', file);
  expect(seen).toMatchObject({ counts: { fresh: 1, make: 1 } });
  const before = await clinic.count('appointments');
  const [found] = (await window.ok('patients.byNumber', { number: 'F-3' })).items;
  const card = await window.ok('patients.get', { id: found?.id ?? 0 });
  const { patient } = await window.ok('patients.archive', { id: card.id, version: card.version });
  expect(await confirmed(window, seen)).toMatchObject({ state: 'ready', trouble: { code: 'patient_gone' } });
  const again = await checked(window, 'appointments', file);
  const [row] = await rowsOf(window, again.id);
  expect(row).toMatchObject({ state: 'wrong', problems: [{ field: 'patientNo', code: 'patient_archived' }] });
  expect(await clinic.count('appointments')).toBe(before);
  await window.ok('patients.unarchive', { id: patient.id, version: patient.version });
});

test('a clash at the last moment writes nothing and names the row', async () => {
  const { window, clinic } = data;
  const lines = Array.from(
    { length: 20 },
    (_, at) =>
      `Importa Test,04/07/2028,${String(9 + Math.floor(at / 4)).padStart(2, '0')}:${String((at % 4) * 15).padStart(2, '0')},15,,Asha Verma,98450 10001,`,
  );
  const seen = await checked(window, 'appointments', [head, ...lines].join('\n'));
  expect(seen.counts?.make).toBe(20);
  const patientId = await clinic.addPatient('Fastera');
  await clinic.owner.query(
    "INSERT INTO appointments (patient_id, doctor_id, start_time, end_time) VALUES (?, ?, '2028-07-04T11:00', '2028-07-04 11:15')",
    [patientId, doctorId],
  );
  const before = await clinic.count('appointments');
  expect(await confirmed(window, seen)).toMatchObject({
    state: 'ready',
    trouble: { code: 'clash', params: { row: 10, time: '2028-07-04T11:00' } },
  });
  expect(await clinic.count('appointments')).toBe(before);
  expect(await clinic.count('import_made WHERE import_id = ?', [seen.id])).toBe(0);
});

test('taken back, the times are free again', async () => {
  const { window, clinic } = data;
  const seen = await confirmed(
    window,
    await checked(window, 'appointments', `${head}\nImporta Test,05/07/2028,10:00,20,F-3,,,\n`),
  );
  await window.ok('imports.undo', { id: seen.id, version: seen.version });
  expect(await settled(window, seen.id)).toMatchObject({ state: 'undone', counts: { make: 0 } });
  expect(
    await clinic.count("appointment_slots WHERE slot_start >= '2028-07-05' AND slot_start < '2028-07-06'"),
  ).toBe(0);
});

test('rows outside the hours, on leave and on a holiday stay out, or are taken with a reason that is audited', async () => {
  const { window, clinic } = data;
  const doctor = await clinic.addDoctor('Outsida');
  await clinic.owner.query(
    "INSERT INTO doctor_availability (doctor_id, `date`, start_time, end_time, is_available) VALUES (?, '2028-08-08', '00:00', '24:00', 0)",
    [doctor],
  );
  await clinic.owner.query(
    "INSERT INTO clinic_holidays (`date`, name) VALUES ('2028-08-15', 'Independence Day')",
  );
  const file = [
    head,
    'Outsida Test,07/08/2028,10:00,20,F-1,,,',
    'Outsida Test,07/08/2028,20:00,20,F-1,,,',
    'Outsida Test,08/08/2028,10:00,20,F-1,,,',
    'Outsida Test,15/08/2028,10:00,20,F-1,,,',
    '',
  ].join('\n');
  const seen = await checked(window, 'appointments', file);
  expect(seen).toMatchObject({ trouble: null, counts: { rows: 4, fresh: 1, warned: 3, wrong: 0, make: 1 } });
  const rows = await rowsOf(window, seen.id);
  expect(rows.map(({ state, problems }) => [state, problems[0]?.code])).toEqual([
    ['fresh', undefined],
    ['warned', 'outside_hours'],
    ['warned', 'on_leave'],
    ['warned', 'holiday'],
  ]);
  const chosen = { rowNo: 3, choice: 'make' as const, patientId: null };
  expect(
    await window.refused('imports.choose', { id: seen.id, version: seen.version, rows: [chosen], all: null }),
  ).toMatchObject({ code: 'VALIDATION' });
  const booked = () => clinic.count('appointments WHERE doctor_id = ?', [doctor]);

  expect(await confirmed(window, seen)).toMatchObject({ state: 'done', counts: { make: 1 } });
  expect(await booked()).toBe(1);
  const again = await checked(window, 'appointments', file);
  expect(again).toMatchObject({ counts: { there: 1, warned: 3, make: 0 } });
  expect(
    await window.refused('imports.confirm', {
      id: again.id,
      version: again.version,
      leaveOut: 0,
      warned: null,
    }),
  ).toMatchObject({ rules: [{ rule: 'import_nothing' }] });
  const reason = 'Agreed with Dr Outsida';
  expect(await confirmed(window, again, { reason })).toMatchObject({ state: 'done', counts: { make: 3 } });
  expect(await booked()).toBe(4);
  expect(await clinic.count("audit_log WHERE action = 'imports.appointment' AND reason = ?", [reason])).toBe(
    3,
  );
  expect(await clinic.count("audit_log WHERE action = 'imports.writing' AND reason = ?", [reason])).toBe(1);
});

test('leave entered between looking and writing rolls all of it back, also where another warning was taken', async () => {
  const { window, clinic } = data;
  const doctor = await clinic.addDoctor('Leavera');
  const file = [
    head,
    'Leavera Test,21/08/2028,10:00,20,F-1,,,',
    'Leavera Test,21/08/2028,20:00,20,F-1,,,',
    '',
  ].join('\n');
  const seen = await checked(window, 'appointments', file);
  expect(seen).toMatchObject({ counts: { fresh: 1, warned: 1 } });
  await clinic.owner.query(
    "INSERT INTO doctor_availability (doctor_id, `date`, start_time, end_time, is_available) VALUES (?, '2028-08-21', '00:00', '12:00', 0)",
    [doctor],
  );
  expect(await confirmed(window, seen, { reason: 'In the evening too' })).toMatchObject({
    state: 'ready',
    trouble: { code: 'outside_now', params: { row: 2 } },
  });
  expect(await clinic.count('appointments WHERE doctor_id = ?', [doctor])).toBe(0);
});
