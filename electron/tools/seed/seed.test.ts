import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { fold } from '#shared/domain/search-words';
import { parseSeedArguments } from './arguments';
import { largeBook } from './book';
import { LARGE_HOURS, SAMPLE_HOURS } from './clinic';
import { seedDoctors } from './doctors';
import { seedPatients } from './patients';
import { createRandom, mixSeed } from './random';
import { patientTarget, tokenTarget } from './rows';
import { sampleBook } from './sample-book';
import type { SeedVisit } from './visits';

const today = Temporal.PlainDate.from('2027-01-04');
const zone = 'Asia/Kolkata';

function patients(count = 3_000) {
  return [...seedPatients(count, today, 1)];
}

function plan(now: string, hours = SAMPLE_HOURS) {
  const milliseconds = Temporal.Instant.from(now).epochMilliseconds;
  return { doctors: seedDoctors(6, 1), patients: 600, hours, zone, now: milliseconds, seed: 1 };
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
    });
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
