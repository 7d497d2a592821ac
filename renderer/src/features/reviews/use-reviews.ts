import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MissedReview, ReviewToBook } from '#shared/contract/reviews';
import { isAtDesk, type ReviewOutcome } from '#shared/domain/reviews';
import { dateOf, minuteOfDay } from '#shared/values/wall-clock';
import { useClinicNow, useClinicZone, useLocale } from '../../app/clock';
import { usePrefs } from '../../app/prefs';
import { change } from '../../api/call';
import { useCallQuery } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { doctorShort, shortDay } from '../../ui/format';
import { notify } from '../../ui/notice';
import { refetchCalendars } from '../appointments/changes';
import { peekAt } from '../appointments/columns-store';
import { useDoctors } from '../appointments/doctors';
import { keepKeyboard } from '../appointments/grid/use-cursor';
import { columnKey } from '../appointments/logic/columns';
import { offerMessage, setCursor, showBooking, showDate, useScreen } from '../appointments/store';
import { useMay } from '../session/session';
import { useOfferWords } from '../waitlist/use-offers';
import { setReviewTrouble, useReviews, type Wanted } from './store';

type Review = ReviewToBook | MissedReview;

/** The reviews of patients who have just come out of the room, without those that this desk has put aside. */
export function useFreshReviews(): readonly ReviewToBook[] {
  const mayWrite = useMay('appointment.write');
  const { data } = useCallQuery('reviews.toBook', { atDesk: true }, { enabled: mayWrite });
  const aside = useReviews((state) => state.aside);
  const { instant } = useClinicNow();
  return (data?.reviews ?? []).filter(
    ({ id, signedAt }) => isAtDesk(signedAt, instant) && !Object.hasOwn(aside, String(id)),
  );
}

/** `Mon, 14 Aug 10:20 Dr Rao`, or that nothing is free around the day. */
export function useReviewWords(): (review: Review) => string {
  const { t } = useTranslation();
  const offerWords = useOfferWords();
  const locale = useLocale();
  const { byId } = useDoctors();
  return ({ doctorId, start, reviewOn }) => {
    if (start !== null) return offerWords({ doctorId, start });
    const doctor = byId.get(doctorId);
    return [shortDay(reviewOn, locale), doctor ? doctorShort(doctor) : '', t('reviews.noTime')]
      .filter(Boolean)
      .join(' · ');
  };
}

/** Opens the booking form with the patient, the doctor and the day. */
export function useOtherTime(): (review: Review) => void {
  const { today } = useClinicNow();
  return ({ doctorId, patientId, start, usual, minutes }) => {
    const from = start ?? usual;
    const [date, minute] = [dateOf(from), minuteOfDay(from)];
    setReviewTrouble(null);
    showDate(date === today ? null : date);
    if (usePrefs.getState().view === 'week') useScreen.setState({ weekDoctor: doctorId });
    peekAt(doctorId);
    setCursor({ columnKey: columnKey(doctorId, date), minute, visitId: null });
    showBooking({ doctorId, date, minute, length: minutes }, patientId);
  };
}

function refetchReviews(client: QueryClient): Promise<void> {
  return client.invalidateQueries({
    predicate: ({ queryKey }) => String(queryKey[0]).startsWith('reviews.'),
  });
}

/** Books a time for a review; a refusal stands beneath the panel with the way on. True when it is booked. */
export function useBookReview(): (wanted: Wanted, name: string) => Promise<boolean> {
  const { t } = useTranslation();
  const client = useQueryClient();
  const words = useOfferWords();
  return async (wanted, name) => {
    setReviewTrouble(null);
    const answer = await change('reviews.book', wanted);
    if (!answer.ok) setReviewTrouble({ wanted, name, error: answer.error });
    else {
      const { appointment } = answer.value;
      offerMessage(appointment.id, 'booked');
      notify(t('waitlist.booked', { name: appointment.patientName, at: words(appointment) }), 'undo');
      await refetchCalendars(client);
    }
    await refetchReviews(client);
    keepKeyboard();
    return answer.ok;
  };
}

/** One key for a review: books the time that is offered, and opens the form where there is none. */
export function useTakeReview(): (review: Review) => Promise<boolean> {
  const book = useBookReview();
  const otherTime = useOtherTime();
  return async (review) => {
    const { id, start, patientName } = review;
    if (start !== null) return book({ id, start }, patientName);
    otherTime(review);
    return false;
  };
}

/** Writes down what came out of a call. True when it is kept. */
export function useNoteCall(): (review: Review, outcome: ReviewOutcome) => Promise<boolean> {
  const { t } = useTranslation();
  const client = useQueryClient();
  const zone = useClinicZone();
  return async ({ id, patientName }, outcome) => {
    const answer = await change('reviews.note', { id, outcome });
    if (answer.ok) notify(t(`reviews.noted.${outcome}`, { name: patientName }), 'undo');
    else notify(errorWords(t, answer.error, zone), 'none', 'error');
    await refetchReviews(client);
    return answer.ok;
  };
}
