import { freeStarts } from '#shared/domain/slots';
import { atMinute, minuteOfDay } from '#shared/values/wall-clock';
import { twoDigits } from '../../../ui/format';
import { keepsOthersOut } from './clash';
import { DAY_MINUTES, type Column } from './columns';

/** The first minute of a column, from `earliest` on, at which a visit of the doctor's usual length fits; null when none does. */
export function firstFree(column: Column, earliest: number): number | null {
  const { date, doctor, open, visits } = column;
  const from = atMinute(date, earliest);
  // What lies behind is nobody's time any more: the nearest that is left is the first.
  const behind = { start: atMinute(date, 0), end: from };
  const hours = open.map((span) => ({
    from: twoDigits(span.from),
    to: span.to === DAY_MINUTES ? '24:00' : twoDigits(span.to),
  }));
  const busy = [behind, ...visits.filter(keepsOthersOut)];
  const [start] = freeStarts(busy, hours, from, doctor.defaultMinutes, 1);
  return start === undefined ? null : minuteOfDay(start);
}
