import type { PatientId } from '#shared/values/ids';
import { useClinicNow } from '../../app/clock';
import { useMayWriteFor } from '../session/session';
import { useCalendar } from './calendar-data';
import { showBooking, useScreen } from './store';

/** Opens the booking form at the keyboard's place, else at the next five minutes, else at the opening. */
export function useBookHere(): (patientId: PatientId | null) => void {
  const mayWriteFor = useMayWriteFor();
  const columns = useCalendar().columns.filter(({ doctor }) => mayWriteFor(doctor.id));
  const { today, minute } = useClinicNow();
  return (patientId) => {
    const { cursor } = useScreen.getState();
    const atCursor = columns.find(({ key }) => key === cursor?.columnKey);
    if (atCursor && cursor?.visitId === null) {
      showBooking(
        { doctorId: atCursor.doctor.id, date: atCursor.date, minute: cursor.minute, length: null },
        patientId,
      );
      return;
    }
    const column = atCursor ?? columns.find(({ open }) => open.length > 0) ?? columns[0];
    if (!column) {
      showBooking(null, patientId);
      return;
    }
    const soon = Math.ceil(minute / 5) * 5;
    const start = column.date === today ? soon : (column.open[0]?.from ?? 9 * 60);
    showBooking({ doctorId: column.doctor.id, date: column.date, minute: start, length: null }, patientId);
  };
}
