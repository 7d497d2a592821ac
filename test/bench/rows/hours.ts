import { ClinicDate, ClinicTime, addDays } from '#shared/values/wall-clock';
import { expandHours } from '#shared/domain/availability/expand';
import type { HoursRule } from '#shared/domain/availability/rule';
import { ROUNDS, stopwatch } from '../bench';
import { median } from '../numbers';
import { type Row, judged, ms } from '../table';

const DOCTORS = Array.from({ length: 10 }, (_, at) => at + 1);
const FIRST = ClinicDate.parse('2028-02-01');

/** Two sessions a day, a Saturday clinic, a lunch, a month's teaching, and leave of a week: a busy doctor's rules. */
function rulesOf(doctorId: number): HoursRule[] {
  const made = (times: string, recurrence: string | null, available = true): HoursRule => ({
    id: 0,
    doctorId,
    date: ClinicDate.parse('2026-01-05'),
    start: ClinicTime.parse(times.slice(0, 5)),
    end: ClinicTime.parse(times.slice(6)),
    available,
    recurrence,
    label: null,
    exceptions: [ClinicDate.parse('2028-02-08')],
  });
  return [
    made('09:00-13:00', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'),
    made('16:00-20:00', `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR`),
    made('10:00-14:00', 'FREQ=MONTHLY;BYDAY=2SA,4SA'),
    made('11:00-11:30', 'FREQ=DAILY', false),
    made('09:00-11:00', 'FREQ=MONTHLY;BYMONTHDAY=15,-1', false),
    { ...made('00:00-24:00', 'FREQ=DAILY;COUNT=7', false), date: addDays(FIRST, doctorId) },
  ];
}

const NINE_TO_SIX = [{ from: ClinicTime.parse('09:00'), to: ClinicTime.parse('18:00') }];
const WEEK = { mon: NINE_TO_SIX, tue: NINE_TO_SIX, wed: NINE_TO_SIX, thu: NINE_TO_SIX, fri: NINE_TO_SIX };

/** A month of ten doctors' hours from their rules, as a calendar has them expanded. */
export async function hours(): Promise<Row[]> {
  const rules = DOCTORS.flatMap(rulesOf);
  const clinic = {
    openingHours: { ...WEEK, sat: [], sun: [] },
    holidays: [{ date: ClinicDate.parse('2028-02-22'), name: 'Founders’ day' }],
    timeZone: 'Asia/Kolkata',
  };
  const took: number[] = [];
  // The first turn reads the rules' texts; a desk has them read.
  for (let round = 0; round <= ROUNDS; round += 1) {
    took.push(
      await stopwatch(() => Promise.resolve(expandHours(DOCTORS, rules, clinic, FIRST, addDays(FIRST, 30)))),
    );
  }
  const value = median(took.slice(1));
  return [
    judged({
      what: 'hours of 10 doctors × 31 days from 60 rules',
      ours: ms(value),
      value,
      aim: { most: 20 },
      unit: 'ms',
    }),
  ];
}
