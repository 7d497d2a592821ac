import type { InputOf } from '#shared/contract/contract';

export const ASK = { do: 'ask' } as const;
export type Rule = InputOf<'hours.add'>['rule'];

/** `rule('2028-02-01', '10:00-12:00', 'FREQ=WEEKLY')`. */
export function rule(date: string, times: string, recurrence: string | null, more: Partial<Rule> = {}): Rule {
  const [start = '', end = ''] = times.split('-');
  return { date, start, end, available: true, recurrence, label: null, ...more };
}

export function leave(date: string, times = '00:00-24:00', recurrence: string | null = null): Rule {
  return rule(date, times, recurrence, { available: false, label: 'Leave' });
}

/** Monday to Friday, every week. */
export const WEEKDAYS = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';
