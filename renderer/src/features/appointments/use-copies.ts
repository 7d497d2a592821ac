import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import { PatientId } from '#shared/values/ids';
import { dateOf, minuteOfDay, minutesBetween } from '#shared/values/wall-clock';
import { errorWords } from '../../ui/error-words';
import { notify } from '../../ui/notice';
import { useChanges } from './changes';
import { cursorOf } from './logic/cursor';
import { setCursor, showBooking, type Pending } from './store';

/** Books the same patient, kind and reason at another place; what is in the way is settled in the booking form. */
export function useCopies(): (visit: AppointmentDto, place: Pending) => Promise<void> {
  const { t } = useTranslation();
  const { book } = useChanges();
  return async ({ patientId, type, reason }, place) => {
    const answer = await book({ patientId, type, reason, deskNotes: null, ...place });
    if (answer.ok) {
      setCursor(cursorOf(answer.value.appointment));
      return;
    }
    notify(errorWords(t, answer.error), 'none', 'error');
    const length = minutesBetween(place.start, place.end);
    const where = {
      doctorId: place.doctorId,
      date: dateOf(place.start),
      minute: minuteOfDay(place.start),
      length,
    };
    showBooking(where, PatientId.parse(patientId));
  };
}
