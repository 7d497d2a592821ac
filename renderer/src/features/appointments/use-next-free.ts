import { useTranslation } from 'react-i18next';
import { firstFree } from '#shared/domain/slots';
import { atMinute, minuteOfDay, type ClinicDateTime } from '#shared/values/wall-clock';
import { useClinicNow } from '../../app/clock';
import { notify } from '../../ui/notice';
import { useMayWriteFor } from '../session/session';
import { useCalendar } from './calendar-data';
import { keepsOthersOut } from './logic/clash';
import type { Column } from './logic/columns';
import { twoDigits } from '../../ui/format';
import { showBooking, useScreen } from './store';

interface Free {
  readonly column: Column;
  readonly start: ClinicDateTime;
}

/** The first time of a column that a usual visit fits into, from `earliest` on. */
function freeIn(column: Column, earliest: number): Free | null {
  const busy = column.visits.filter(keepsOthersOut);
  const open = column.open.map(({ from, to }) => ({
    from: twoDigits(from),
    to: to === 1440 ? '24:00' : twoDigits(to),
  }));
  const start = firstFree(busy, open, atMinute(column.date, earliest), column.doctor.defaultMinutes);
  return start === null ? null : { column, start };
}

/** Opens the booking form at the next free time: of the doctor under the keyboard, or of whoever is free first. */
export function useNextFree(): (whose: 'cursor' | 'anyone') => void {
  const { t } = useTranslation();
  const mayWriteFor = useMayWriteFor();
  const columns = useCalendar().columns.filter(({ doctor }) => mayWriteFor(doctor.id));
  const { today, minute } = useClinicNow();
  return (whose) => {
    const { cursor } = useScreen.getState();
    const here = columns.find(({ key }) => key === cursor?.columnKey) ?? columns[0];
    const found = columns
      .filter(({ key, date }) => date >= today && (whose === 'anyone' || key === here?.key))
      .map((column) => freeIn(column, column.date === today ? minute : 0))
      .filter((free) => free !== null)
      .sort((a, b) => a.start.localeCompare(b.start))[0];
    if (!found) {
      notify(t('booking.noneFree'), 'none', 'error');
      return;
    }
    const { column, start } = found;
    showBooking({
      doctorId: column.doctor.id,
      date: column.date,
      minute: minuteOfDay(start),
      length: column.doctor.defaultMinutes,
    });
  };
}
