import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { clashesOf } from '#shared/domain/availability/clash';
import { expandHours } from '#shared/domain/availability/expand';
import { outsideHours } from '#shared/domain/availability/placing';
import type { HoursRule } from '#shared/domain/availability/rule';
import { fold } from '#shared/domain/search-words';
import { clinicDate, clinicDateTime } from '#shared/values/wall-clock';
import { parseSeedArguments } from './arguments';
import { largeBook } from './book';
import { LARGE_HOURS, SAMPLE_HOURS } from './clinic';
import { seedDoctors } from './doctors';
import { sampleHours } from './hours';
import { seedPatients } from './patients';
import { createRandom, mixSeed } from './random';
import { patientTarget, tokenTarget } from './rows';
import { sampleBook } from './sample-book';
import type { SeedVisit } from './visits';

const today = Temporal.PlainDate.from('2027-01-04');
const zone = 'Asia/Kolkata';
const at = (date: Temporal.PlainDate | string) => clinicDate(Temporal.PlainDate.from(date));
const when = (sql: string) => clinicDateTime(Temporal.PlainDateTime.from(sql));

function patients(count = 3_000) {
  return [...seedPatients(count, today, 1)];
}

function plan(now: string, hours = SAMPLE_HOURS, rules: readonly HoursRule[] = []) {
  const milliseconds = Temporal.Instant.from(now).epochMilliseconds;
  return { doctors: seedDoctors(6, 1), patients: 600, hours, rules, zone, now: milliseconds, seed: 1 };
}

/** Pairs of one doctor's visits that hold the same time; a cancelled one holds none, but is not laid over others either. */
function overlaps(visits: readonly SeedVisit[]): number {
  const byDoctor = [...visits].sort((a, b) => a.doctorId - b.doctorId || a.start.localeCompare(b.start));
  return byDoctor.filter((visit, at) => {
    const next = byDoctor[at + 1];
    return next?.doctorId === visit.doctorId && next.start < visit.end;
  }).length;
}

describe('the generator', () => {
  test('gives the same numbers for the same seed, others for another', () => {
    const draw = (seed: number) => {
      const random = createRandom(seed);
      return Array.from({ length: 5 }, () => random.int(0, 999_999));
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(draw(20_270_104)).toEqual([376_150, 582_476, 814_473, 213_477, 784_494]);
    expect(mixSeed(1, 2)).not.toBe(mixSeed(2, 1));
  });
});

describe('patients', () => {
  test('are the same every time, and the first ones of a larger clinic are those of a smaller', () => {
    expect(patients(500)).toEqual(patients(500));
    expect(patients(500)).toEqual(patients(700).slice(0, 500));
  });

  test('have names as in a real clinic', () => {
    const people = patients();
    const named = (test: (name: string) => boolean) =>
      people.filter(({ firstName, lastName }) => test(`${firstName} ${lastName ?? ''}`)).length;
    expect(named((name) => /\p{Script=Devanagari}/u.test(name))).toBeGreaterThan(20);
    expect(
      named((name) => /\p{Script=Latin}/u.test(name) && fold(name) !== name.toLowerCase()),
    ).toBeGreaterThan(20);
    const surnames = new Map<string, number>();
    for (const { lastName } of people) surnames.set(lastName ?? '', (surnames.get(lastName ?? '') ?? 0) + 1);
    expect(Math.max(...surnames.values())).toBeGreaterThan(people.length / 50);
    expect(surnames.size).toBeGreaterThan(100);
  });

  test('come as families: a phone shared by several ages, a guardian for each child and only for children', () => {
    const people = patients();
    const homes = new Map<string, number>();
    for (const { phone } of people) if (phone !== null) homes.set(phone, (homes.get(phone) ?? 0) + 1);
    expect([...homes.values()].filter((size) => size >= 4).length).toBeGreaterThan(100);
    for (const { dateOfBirth, guardian } of people) {
      if (dateOfBirth === null) continue;
      const age = Temporal.PlainDate.from(dateOfBirth).until(today, { largestUnit: 'years' }).years;
      expect(age).toBeGreaterThanOrEqual(0);
      expect(age).toBeLessThan(100);
      if (age < 17) expect(guardian).not.toBeNull();
      if (age > 20) expect(guardian).toBeNull();
    }
  });

  test('fit their columns: unique addresses and numbers, no token twice', () => {
    const people = patients();
    const target = patientTarget();
    const rows = people.flatMap(target.rows);
    for (const column of ['email', 'clinic_no', 'id']) {
      const at = target.columns.indexOf(column);
      expect(new Set(rows.map((row) => String(row[at]).toLowerCase())).size).toBe(people.length);
    }
    const tokens = people.flatMap(tokenTarget.rows).map(([token, id]) => `${String(id)} ${String(token)}`);
    expect(new Set(tokens).size).toBe(tokens.length);
  });
});

describe('a large book', () => {
  const visits = [...largeBook(plan('2027-01-01T00:00:00Z', LARGE_HOURS), today, 2_500)].flat();

  test('has exactly as many visits as asked for, twelve a doctor and day, numbered in order', () => {
    expect(visits).toHaveLength(2_500);
    expect(visits.map(({ id }) => id)).toEqual(Array.from({ length: 2_500 }, (_, at) => at + 1));
    const first = visits.filter(({ start }) => start.startsWith('2027-01-04'));
    expect(first).toHaveLength(72);
  });

  test('never overlaps, keeps the grid and the hours, 10 to 30 minutes each, nobody twice on a day', () => {
    expect(overlaps(visits)).toBe(0);
    const days = new Set<string>();
    for (const { start, end, patientId } of visits) {
      const minutes = (Date.parse(`${end}Z`) - Date.parse(`${start}Z`)) / 60_000;
      expect(minutes).toBeGreaterThanOrEqual(10);
      expect(minutes).toBeLessThanOrEqual(30);
      expect(Number(start.slice(14, 16)) % 5).toBe(0);
      expect(start.slice(11) >= '09:00:00' && end.slice(11) <= '18:00:00').toBe(true);
      days.add(`${start.slice(0, 10)} ${String(patientId)}`);
    }
    expect(days.size).toBe(visits.length);
  });
});

describe('the sample book', () => {
  test.each([
    '2027-01-04T00:10:00+05:30',
    '2027-01-04T11:08:00+05:30',
    '2027-01-04T23:50:00+05:30',
    '2027-01-10T07:00:00+05:30',
  ])(
    'at %s half of today is done, each doctor has one in the room, some wait, nothing lies ahead of the clock',
    (now) => {
      const date = Temporal.PlainDate.from(now.slice(0, 10));
      const rows = sampleBook(plan(now), date);
      expect(overlaps(rows)).toBe(0);
      const todays = rows.filter(({ start }) => start.startsWith(date.toString()));
      expect(todays.length).toBeGreaterThan(20);
      const done = todays.filter(({ status }) => status === 'completed');
      expect(done).toHaveLength(Math.ceil(todays.length / 2));
      const inRoom = todays.filter(({ status, inRoomAt }) => status === 'checked_in' && inRoomAt !== null);
      expect(new Set(inRoom.map(({ doctorId }) => doctorId)).size).toBe(inRoom.length);
      expect(inRoom.length).toBeGreaterThanOrEqual(4);
      const waiting = todays.filter(({ status, inRoomAt }) => status === 'checked_in' && inRoomAt === null);
      expect(waiting.length).toBeGreaterThanOrEqual(3);
      expect(todays.some(({ status }) => status === 'scheduled')).toBe(true);
      const clock = new Date(now).toISOString().slice(0, 19).replace('T', ' ');
      for (const row of rows) {
        for (const at of [row.arrivedAt, row.inRoomAt, row.completedAt, row.closedAt, row.createdAt]) {
          expect(at === null || at <= clock).toBe(true);
        }
        expect(row.status === 'cancelled').toBe(row.closedAs !== null);
        expect((row.completedAt ?? row.inRoomAt ?? '') >= (row.inRoomAt ?? '')).toBe(true);
        expect((row.inRoomAt ?? row.arrivedAt ?? '') >= (row.arrivedAt ?? '')).toBe(true);
      }
    },
  );

  test('reaches two weeks back, where nothing is left open, and two ahead', () => {
    const rows = sampleBook(plan('2027-01-04T11:08:00+05:30'), today);
    expect(rows[0]?.start.slice(0, 10)).toBe('2026-12-21');
    expect(rows.at(-1)?.start.slice(0, 10)).toBe('2027-01-17');
    const past = rows.filter(({ start }) => start < '2027-01-04');
    expect(past.every(({ status }) => status === 'completed' || status === 'cancelled')).toBe(true);
    const ahead = rows.filter(({ start }) => start >= '2027-01-05');
    expect(ahead.every(({ status }) => status === 'scheduled' || status === 'cancelled')).toBe(true);
  });
});

describe('the sample’s hours', () => {
  const doctors = [1, 2, 3, 4, 5, 6];
  const clinic = { openingHours: SAMPLE_HOURS, holidays: [], timeZone: zone };
  const rules = sampleHours(today);

  test('have several blocks a day, a lunch that is leave, second Saturdays and a last Friday, and never clash', () => {
    const days = expandHours(doctors, rules, clinic, at('2027-01-04'), at('2027-01-31'));
    const open = (doctor: number, date: string) =>
      days
        .find((day) => day.doctorId === doctor && day.date === date)
        ?.open.map(({ from, to }) => [from, to]);
    expect(open(1, '2027-01-05')).toEqual([
      [540, 780],
      [840, 1080],
    ]);
    const worked = (doctor: number, dates: readonly string[]) =>
      dates.map((date) => open(doctor, date)?.length !== 0);
    const saturdays = worked(4, ['2027-01-09', '2027-01-16', '2027-01-23', '2027-01-30']);
    expect(saturdays).toEqual([saturdays[0], !saturdays[0], saturdays[0], !saturdays[0]]);
    expect(worked(5, ['2027-01-08', '2027-01-15', '2027-01-22', '2027-01-29'])).toEqual([
      false,
      false,
      false,
      true,
    ]);
    expect(days.filter(({ ownHours }) => !ownHours).map(({ doctorId }) => doctorId)).toEqual(
      Array(28).fill(6),
    );
    const hours = rules.filter(({ available }) => available);
    for (const rule of hours) {
      const others = hours.filter(({ id, doctorId }) => doctorId === rule.doctorId && id !== rule.id);
      expect(clashesOf(rule, others)).toEqual([]);
    }
  });

  test('hold every visit of the book, on each day of the week', () => {
    for (let day = 4; day <= 10; day += 1) {
      const now = `2027-01-${String(day).padStart(2, '0')}T11:08:00+05:30`;
      const date = Temporal.PlainDate.from(now.slice(0, 10));
      const around = sampleHours(date);
      const visits = sampleBook(plan(now, SAMPLE_HOURS, around), date);
      const days = expandHours(
        doctors,
        around,
        clinic,
        at(date.subtract({ days: 14 })),
        at(date.add({ days: 14 })),
      );
      const outside = visits.filter(({ doctorId, start, end }) => {
        const time = { start: when(start), end: when(end) };
        return (
          outsideHours(
            time,
            days.filter((one) => one.doctorId === doctorId),
          ) !== null
        );
      });
      expect(outside).toEqual([]);
      expect(overlaps(visits)).toBe(0);
      expect(visits.filter(({ start }) => start.startsWith(date.toString())).length).toBeGreaterThan(10);
    }
  });
});

describe('the command line', () => {
  test('reads counts, day and clock', () => {
    const request = parseSeedArguments([
      '--patients',
      '100',
      '--doctors',
      '3',
      '--appointments',
      '40',
      '--from',
      '2027-02-01',
    ]);
    expect(request).toMatchObject({ kind: 'large', patients: 100, doctors: 3, appointments: 40, now: null });
    expect(parseSeedArguments(['--sample', '--now', '2027-01-04T05:38:00Z'])).toEqual({
      kind: 'sample',
      now: 1_799_041_080_000,
      withHours: true,
    });
    expect(parseSeedArguments(['--sample', '--without-hours'])).toMatchObject({ withHours: false });
  });

  test.each([
    [['--patients', '0']],
    [['--patients', 'many']],
    [['--doctors', '101']],
    [['--from', '2027-02-30']],
    [['--now', 'noon']],
    [['--unknown']],
  ])('refuses %j', (args) => {
    expect(() => parseSeedArguments(args)).toThrow(/must be|Unknown option/);
  });
});
