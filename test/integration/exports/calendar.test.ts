import ICAL from 'ical.js';
import type { RowDataPacket } from 'mysql2';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InputOf } from '#shared/contract/contract';
import type { DoctorId } from '#shared/values/ids';
import { ClinicDate } from '#shared/values/wall-clock';
import { timeZoneBlock } from '#electron/features/exports/time-zone';
import { type ExportDesk, openExportDesk } from './support';

let at: ExportDesk;
let doctorId: DoctorId;
let other: DoctorId;
const ZONE = 'America/Sao_Paulo';
/** Its clocks change on 15 October 2017 and 18 February 2018; the file is about what the wall said. */
const FIRST = '2018-02-10';
const LAST = '2018-02-28';

beforeAll(async () => {
  at = await openExportDesk(Date.parse('2028-02-01T04:00:00Z'));
  const { clinic } = at;
  await clinic.owner.query("UPDATE settings SET value = JSON_QUOTE(?) WHERE `key` = 'timeZone'", [ZONE]);
  await clinic.owner.query("INSERT IGNORE INTO settings (`key`, value) VALUES ('timeZone', JSON_QUOTE(?))", [
    ZONE,
  ]);
  doctorId = await clinic.addDoctor('Icala');
  other = await clinic.addDoctor('Icalb');
  const patient = await clinic.addPatient(`Asha; "A", \\n\r\nBEGIN:VEVENT 🙂`);
  await clinic.owner.query(
    `INSERT INTO appointments (patient_id, doctor_id, start_time, end_time, status, closed_as, reason)
     SELECT ?, ?, TIMESTAMP('2018-02-10') + INTERVAL n DIV 55 DAY + INTERVAL 480 + (n % 55) * 10 MINUTE,
            TIMESTAMP('2018-02-10') + INTERVAL n DIV 55 DAY + INTERVAL 490 + (n % 55) * 10 MINUTE,
            IF(n % 50 = 0, 'cancelled', 'scheduled'), IF(n % 50 = 0, 'cancelled', NULL), 'secret cough'
       FROM (SELECT a.n * 100 + b.n AS n FROM grid_steps a JOIN grid_steps b WHERE a.n < 10 AND b.n < 100) all_n`,
    [patient, doctorId],
  );
  await clinic.owner.query(
    `INSERT INTO appointments (patient_id, doctor_id, start_time, end_time)
     VALUES (?, ?, '2018-02-12 09:00', '2018-02-12 09:30')`,
    [patient, other],
  );
});
afterAll(() => at.close());

type Asked = InputOf<'exports.calendar'>;

async function file(asked: Partial<Asked>): Promise<string> {
  const { window, tray } = at;
  const { url } = await window.ok('exports.calendar', {
    doctorId,
    from: ClinicDate.parse(FIRST),
    to: ClinicDate.parse(LAST),
    shows: 'initials',
    withReason: false,
    ...asked,
  });
  const body = tray.offered.get(url)?.body;
  if (typeof body !== 'string') throw new Error('no text was offered');
  return body;
}

function eventsIn(text: string): ICAL.Event[] {
  const root = new ICAL.Component(ICAL.parse(text) as unknown[]);
  return root.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
}

test('1,000 appointments across a clock change are read back as the database has them', async () => {
  const text = await file({});
  const events = eventsIn(text);
  const [rows] = await at.clinic.owner.query<RowDataPacket[]>(
    'SELECT start_time, end_time, status FROM appointments WHERE doctor_id = ? ORDER BY start_time, id',
    [doctorId],
  );
  expect(rows).toHaveLength(1_000);
  const seconds = (wall: unknown) =>
    Temporal.PlainDateTime.from(String(wall).replace(' ', 'T')).toZonedDateTime(ZONE).epochMilliseconds /
    1_000;
  expect(
    events.map((event) => [
      event.startDate.toString(),
      event.startDate.toUnixTime(),
      event.endDate.toUnixTime(),
      event.component.getFirstPropertyValue('status'),
    ]),
  ).toEqual(
    rows.map((row) => [
      String(row['start_time']).replace(' ', 'T'),
      seconds(row['start_time']),
      seconds(row['end_time']),
      row['status'] === 'cancelled' ? 'CANCELLED' : 'CONFIRMED',
    ]),
  );
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(1_000);
  expect(text).toMatch(/DTSTAMP:\d{8}T\d{6}Z/);
  expect(await file({})).toBe(text);
});

test('what a file tells of the patient is what was asked for', async () => {
  const said = (text: string) => eventsIn(text)[0];
  const initials = await file({});
  expect(said(initials)?.summary).toBe('A. T.');
  expect(initials).not.toMatch(/Asha|cough/);
  const busy = await file({ shows: 'busy', withReason: true });
  expect(said(busy)?.summary).toBe('Taken');
  expect(busy).not.toMatch(/Asha|cough|A\. T\./);
  const names = await file({ shows: 'names', withReason: true });
  // A hostile name stays one text: no event more than there are.
  expect(eventsIn(names)).toHaveLength(1_000);
  expect(said(names)?.summary).toContain('Asha; "A", \\n');
  expect(said(names)?.description).toBe('secret cough');
  expect(said(await file({ doctorId: other }))?.summary).toBe('A. T.');
  const both = await file({
    doctorId: null,
    from: ClinicDate.parse('2018-02-12'),
    to: ClinicDate.parse('2018-02-12'),
  });
  expect(eventsIn(both).filter(({ summary }) => summary.endsWith('(Dr Icalb Test)'))).toHaveLength(1);
  expect(
    await at.clinic.count("audit_log WHERE action = 'exports.calendar' AND outcome = 'viewed'"),
  ).toBeGreaterThanOrEqual(5);
});

test.each(['Asia/Kolkata', 'Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia'])(
  'the clock changes of %s are what another engine reads',
  (zone) => {
    const block = timeZoneBlock(
      zone,
      Temporal.PlainDate.from('2027-06-01'),
      Temporal.PlainDate.from('2028-12-31'),
    );
    const read = ICAL.Timezone.fromData({ component: new ICAL.Component(ICAL.parse(block) as unknown[]) });
    const start = Temporal.PlainDateTime.from('2027-06-01T12:00');
    for (let day = 0; day < 570; day += 1) {
      const wall = start.add({ days: day });
      const { year, month, day: date } = wall;
      const time = ICAL.Time.fromData({
        year,
        month,
        day: date,
        hour: 12,
        minute: 0,
        second: 0,
        isDate: false,
      });
      expect([wall.toString(), read.utcOffset(time)]).toEqual([
        wall.toString(),
        wall.toZonedDateTime(zone).offsetNanoseconds / 1_000_000_000,
      ]);
    }
  },
);

test('days that are wrong or too many are refused at their field', async () => {
  const { window } = at;
  const asked = { doctorId, shows: 'busy', withReason: false } as const;
  const day = (text: string) => ClinicDate.parse(text);
  expect(
    await window.refused('exports.calendar', { ...asked, from: day('2028-02-02'), to: day('2028-02-01') }),
  ).toMatchObject({ code: 'VALIDATION', issues: [{ path: 'to', code: 'end_before_start' }] });
  expect(
    await window.refused('exports.calendar', { ...asked, from: day('2028-02-02'), to: day('2031-02-01') }),
  ).toMatchObject({ code: 'VALIDATION', issues: [{ path: 'to' }] });
});
