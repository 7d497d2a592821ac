import { expect, test } from 'vitest';
import { type Wanted, decoded, readIcs } from './read-ics';
import { ClinicDate } from '#shared/values/wall-clock';

const wanted: Wanted = {
  from: ClinicDate.parse('2028-01-01'),
  to: ClinicDate.parse('2030-12-31'),
  timeZone: 'Asia/Kolkata',
};

const noPause = () => Promise.resolve();

function calendar(...events: readonly (readonly string[])[]): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//A//B//EN',
    ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

async function datesFor(...lines: readonly string[]): Promise<string[]> {
  const read = await readIcs(calendar(lines), wanted, noPause);
  return read.ok ? read.holidays.map(({ date, name }) => `${date} ${name}`) : [read.trouble];
}

async function whyNot(...lines: readonly string[]): Promise<string | undefined> {
  const read = await readIcs(calendar(lines), wanted, noPause);
  return read.ok ? read.skipped[0]?.why : read.trouble;
}

test('folded lines are joined and escaped text is read', async () => {
  expect(
    await datesFor(
      'DTSTART;VALUE=DATE:20280310',
      'SUMMARY:Holi\\, the fest',
      ' ival of colours\\; all day\\n',
    ),
  ).toEqual(['2028-03-10 Holi, the festival of colours; all day']);
});

test('a festival of several days is each of its days', async () => {
  expect(
    await datesFor('DTSTART;VALUE=DATE:20280310', 'DTEND;VALUE=DATE:20280313', 'SUMMARY:Festival'),
  ).toEqual(['2028-03-10 Festival', '2028-03-11 Festival', '2028-03-12 Festival']);
});

test.each([
  ['DTSTART;TZID="India Standard Time":20280310T000000', 'DTEND;TZID="India Standard Time":20280311T000000'],
  ['DTSTART;TZID="(UTC+05:30) Chennai: Kolkata":20280310T000000', 'DURATION:P1D'],
  ['DTSTART:20280309T183000Z', 'DTEND:20280310T183000Z'],
  ['DTSTART:20280310T000000', 'DURATION:PT24H'],
])('%s is a whole day on the clinic’s wall', async (start, end) => {
  expect(await datesFor(start, end, 'SUMMARY:Holi')).toEqual(['2028-03-10 Holi']);
});

test('what comes back every year is there in each year asked for, but for the year taken out', async () => {
  expect(
    await datesFor(
      'DTSTART;VALUE=DATE:20150126',
      'RRULE:FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=26',
      'EXDATE;VALUE=DATE:20290126',
      'SUMMARY:Republic Day',
    ),
  ).toEqual(['2028-01-26 Republic Day', '2030-01-26 Republic Day']);
  expect(
    await datesFor('DTSTART;VALUE=DATE:20201126', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', 'SUMMARY:Thanks'),
  ).toEqual(['2028-11-23 Thanks', '2029-11-22 Thanks', '2030-11-28 Thanks']);
  expect(await datesFor('DTSTART;VALUE=DATE:20240229', 'RRULE:FREQ=YEARLY', 'SUMMARY:Leap')).toEqual([
    '2028-02-29 Leap',
  ]);
});

test('a date is there once, whatever the file repeats', async () => {
  const holi = ['DTSTART;VALUE=DATE:20280310', 'SUMMARY:Holi'];
  const read = await readIcs(
    calendar(holi, holi, ['DTSTART;VALUE=DATE:20280310', 'SUMMARY:Dol Purnima']),
    wanted,
    noPause,
  );
  expect(read).toMatchObject({ holidays: [{ date: '2028-03-10', name: 'Holi, Dol Purnima' }] });
});

test.each([
  ['not_whole_day', ['DTSTART:20280310T100000', 'DTEND:20280310T110000', 'SUMMARY:Meeting']],
  ['no_date', ['DTSTART;VALUE=DATE:20280230', 'SUMMARY:Never']],
  ['no_date', ['DTSTART;VALUE=DATE:2028030', 'SUMMARY:Short']],
  ['no_date', ['SUMMARY:No date']],
  ['no_name', ['DTSTART;VALUE=DATE:20280310']],
  ['too_long', ['DTSTART;VALUE=DATE:20280310', 'DTEND;VALUE=DATE:20290310', 'SUMMARY:A year']],
  ['recurrence', ['DTSTART;VALUE=DATE:20280310', 'RRULE:FREQ=SECONDLY', 'SUMMARY:Always']],
  ['recurrence', ['DTSTART;VALUE=DATE:20280310', 'RRULE:FREQ=YEARLY;BYSETPOS=1;BYDAY=MO', 'SUMMARY:Set']],
  ['cancelled', ['DTSTART;VALUE=DATE:20280310', 'STATUS:CANCELLED', 'SUMMARY:Off']],
])('left out and told: %s', async (why, lines) => {
  expect(await whyNot(...lines)).toBe(why);
});

test.each([
  ['not_calendar', '%PDF-1.7 and so on'],
  ['not_calendar', ''],
  ['cut_off', calendar(['DTSTART;VALUE=DATE:20280310', 'SUMMARY:Holi']).slice(0, -30)],
  ['cut_off', calendar(['DTSTART;VALUE=DATE:20280310', 'SUMMARY:Holi']).slice(0, -8)],
  ['no_events', calendar()],
  ['none_here', calendar(['DTSTART;VALUE=DATE:19990310', 'SUMMARY:Long ago'])],
])('nothing is taken from a file that is %s', async (trouble, text) => {
  expect(await readIcs(text, wanted, noPause)).toEqual({ ok: false, trouble });
});

test('names are read in the encodings that programs write', () => {
  const bytes = (...given: number[]) => new Uint8Array(given);
  expect(decoded(new Uint8Array(new TextEncoder().encode('होली')))).toBe('होली');
  expect(decoded(bytes(0x4e, 0x6f, 0xeb, 0x6c))).toBe('Noël');
  expect(decoded(bytes(0xff, 0xfe, 0x4e, 0x00, 0xeb, 0x00))).toBe('Në');
});

test('the window is let in between, each forty events', async () => {
  let pauses = 0;
  const many = Array.from({ length: 400 }, () => ['DTSTART;VALUE=DATE:20280310', 'SUMMARY:Holi']);
  const read = await readIcs(calendar(...many), wanted, () => {
    pauses += 1;
    return Promise.resolve();
  });
  expect(read).toMatchObject({ ok: true });
  expect(pauses).toBe(10);
});
