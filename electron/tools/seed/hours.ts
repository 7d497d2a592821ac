import type { Temporal } from 'temporal-polyfill';
import { beginningOnFirst } from '#shared/domain/availability/change';
import type { HoursRule } from '#shared/domain/availability/rule';
import { addDays, clinicDate, ClinicTime } from '#shared/values/wall-clock';

type Wanted = readonly [recurrence: string, start: string, end: string, label: string];

interface Week {
  readonly hours: readonly Wanted[];
  readonly leave: readonly Wanted[];
}

const WEEKDAYS = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';

/**
 * Each doctor's own hours, by the doctor's place in the sample clinic, inside the clinic's; on every day of
 * the week several of them work. The sixth has none and follows the clinic.
 */
const WEEKS: readonly Week[] = [
  {
    hours: [
      [WEEKDAYS, '09:00', '18:00', 'Consulting'],
      ['FREQ=WEEKLY;BYDAY=SA', '09:00', '13:00', 'Saturday'],
    ],
    leave: [[WEEKDAYS, '13:00', '14:00', 'Lunch']],
  },
  {
    hours: [
      ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA', '09:00', '12:30', 'Morning'],
      [WEEKDAYS, '14:30', '18:00', 'Afternoon'],
      ['FREQ=WEEKLY;BYDAY=SU', '10:00', '13:00', 'Sunday'],
    ],
    leave: [],
  },
  {
    hours: [
      [WEEKDAYS, '09:00', '13:00', 'Morning'],
      ['FREQ=WEEKLY;BYDAY=MO,TU,TH,FR', '15:00', '18:00', 'Afternoon'],
      ['FREQ=WEEKLY;BYDAY=SU', '09:00', '13:00', 'Sunday'],
    ],
    leave: [],
  },
  {
    hours: [
      ['FREQ=WEEKLY;BYDAY=MO,WE,FR', '10:00', '17:00', 'Consulting'],
      ['FREQ=WEEKLY;BYDAY=TU,TH', '13:00', '18:00', 'After surgery'],
      ['FREQ=WEEKLY;INTERVAL=2;BYDAY=SA', '09:00', '14:00', 'Every second Saturday'],
    ],
    leave: [['FREQ=WEEKLY;BYDAY=MO,WE,FR', '13:30', '14:00', 'Lunch']],
  },
  {
    hours: [
      ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,SA', '09:00', '12:00', 'Morning'],
      ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH', '13:00', '17:00', 'Afternoon'],
      ['FREQ=MONTHLY;BYDAY=-1FR', '10:00', '16:00', 'Laser clinic, last Friday'],
    ],
    leave: [['FREQ=MONTHLY;BYDAY=-1FR', '13:00', '13:30', 'Lunch']],
  },
];

/** From when on the sample's doctors have had their hours: before its oldest visit. */
const DAYS_BEFORE = 56;

/** The hours of the sample clinic's doctors around `today`, each beginning on a date that it yields. */
export function sampleHours(today: Temporal.PlainDate): HoursRule[] {
  const date = addDays(clinicDate(today), -DAYS_BEFORE);
  const rules = WEEKS.flatMap(({ hours, leave }, at) =>
    [
      ...hours.map((one) => ({ one, available: true })),
      ...leave.map((one) => ({ one, available: false })),
    ].map(({ one: [recurrence, start, end, label], available }) => ({
      doctorId: at + 1,
      date,
      start: ClinicTime.parse(start),
      end: ClinicTime.parse(end),
      available,
      recurrence,
      label,
      exceptions: [],
    })),
  );
  return rules.flatMap((rule, at) => beginningOnFirst({ id: at + 1, ...rule }) ?? []);
}
