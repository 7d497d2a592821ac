import type { TFunction } from 'i18next';
import type { DayLoad } from '#shared/contract/appointments';
import type { ClinicDate } from '#shared/values/wall-clock';
import { dayInMonth } from '../../../ui/format';
import { percentFull } from '../logic/month';

interface Day {
  readonly date: ClinicDate;
  readonly isToday: boolean;
  /** Not there until it is known. */
  readonly load: DayLoad | undefined;
}

/** A day of the mini-month in words, `Thu, 26 November, 43 visits, 60 % full`. */
export function monthDayWords(t: TFunction, locale: string, { date, isToday, load }: Day): string {
  const percent = load ? percentFull(load) : null;
  const isClosed = load !== undefined && percent === null;
  return [
    dayInMonth(date, locale),
    isToday ? t('month.today') : '',
    isClosed ? t('month.closed') : '',
    load && !(isClosed && load.visits === 0) ? t('month.visits', { count: load.visits }) : '',
    percent === null ? '' : t('month.full', { percent }),
  ]
    .filter(Boolean)
    .join(', ');
}
