import { useClinicNow } from '../../app/clock';
import { useMayWriteFor } from '../session/session';
import { useCalendar } from './calendar-data';
import { firstFree } from './logic/first-free';
import type { Column } from './logic/columns';
import { showBooking, showNextFree, useScreen } from './store';

/**
 * The next free time: with nobody chosen yet the booking form stands at once where the doctor under the keyboard
 * is free on the day shown, so that the caller's digits follow the key. With somebody chosen, a form open, nothing
 * free that day, or for anyone, the times are listed to choose from.
 */
export function useNextFree(): (whose: 'cursor' | 'anyone') => void {
  const mayWriteFor = useMayWriteFor();
  const columns = useCalendar().columns.filter(({ doctor }) => mayWriteFor(doctor.id));
  const { today, minute } = useClinicNow();

  const freeIn = (column: Column): number | null => {
    // Who sees by number has no times of their own; the list says so.
    if (column.date < today || column.doctor.seesBy === 'token') return null;
    return firstFree(column, column.date === today ? minute : 0);
  };

  return (whose) => {
    const { cursor, panel } = useScreen.getState();
    const here = columns.find(({ key }) => key === cursor?.columnKey) ?? columns[0];
    const isBooking = panel.kind === 'booking';
    const isForSomebody = isBooking || panel.kind === 'patient';
    const free = here && whose === 'cursor' && !isForSomebody ? freeIn(here) : null;
    if (here && free !== null) {
      showBooking({
        doctorId: here.doctor.id,
        date: here.date,
        minute: free,
        length: here.doctor.defaultMinutes,
      });
      return;
    }
    showNextFree({
      doctorId: whose === 'cursor' ? (here?.doctor.id ?? null) : null,
      patientId: isBooking ? panel.patientId : panel.kind === 'patient' ? panel.id : null,
      minutes: null,
      typed: isBooking,
    });
  };
}
