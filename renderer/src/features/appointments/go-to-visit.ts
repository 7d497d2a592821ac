import type { AppointmentDto } from '#shared/contract/appointments';
import { dateOf } from '#shared/values/wall-clock';
import { useClinicNow } from '../../app/clock';
import { usePrefs } from '../../app/prefs';
import { peekAt } from './columns-store';
import { focusCalendar } from './grid/use-cursor';
import { cursorOf } from './logic/cursor';
import { setCursor, showDate, showVisit, useScreen } from './store';

type Placed = Pick<AppointmentDto, 'id' | 'doctorId' | 'start' | 'end'>;

/** Shows a visit where it stands: its day, its doctor's column, the keyboard on it, itself in the panel. */
export function useGoToVisit(): (visit: Placed) => void {
  const { today } = useClinicNow();
  const mode = usePrefs((prefs) => prefs.view);
  return (visit) => {
    const date = dateOf(visit.start);
    showDate(date === today ? null : date);
    if (mode === 'week') useScreen.setState({ weekDoctor: visit.doctorId });
    peekAt(visit.doctorId);
    setCursor(cursorOf(visit));
    showVisit(visit.id);
    focusCalendar();
  };
}
