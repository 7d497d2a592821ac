import { useTranslation } from 'react-i18next';
import type { MissedReview } from '#shared/contract/reviews';
import { REVIEW_OUTCOMES } from '#shared/domain/reviews';
import { dateOf } from '#shared/values/wall-clock';
import { useClinicZone, useLocale } from '../../app/clock';
import { useCallQuery } from '../../api/queries';
import { clinicDayOf, doctorShort, shortDay, timeOf } from '../../ui/format';
import { KEY } from '../../ui/key-names';
import { useDoctors } from '../appointments/doctors';
import { showPanel } from '../appointments/store';
import { ReviewList, type RowProps } from './review-list';
import { useNoteCall, useOtherTime, useTakeReview } from './use-reviews';

const OUTCOME_KEYS = { will_come: KEY.willCome, not_wanted: KEY.notWanted, not_reached: KEY.notReached };

/** `Shift K`: who did not come to a review, to be called and booked. */
export function MissedPanel() {
  const { t } = useTranslation();
  const { data, error } = useCallQuery('reviews.missed', {});
  const otherTime = useOtherTime();
  const note = useNoteCall();
  return (
    <ReviewList
      title={t('reviews.missedTitle')}
      other={{
        label: t('reviews.toBook'),
        cap: KEY.reviews,
        onOpen: () => {
          showPanel({ kind: 'reviews' });
        },
      }}
      rows={data?.reviews ?? null}
      error={error}
      more={data?.more === true}
      empty={
        <>
          <b>{t('reviews.noneMissed')}</b> {t('reviews.noneMissedHelp')}
        </>
      }
      Row={MissedRow}
      onKey={(key, review) => {
        const outcome = REVIEW_OUTCOMES.find((one) => OUTCOME_KEYS[one] === key);
        if (outcome) return note(review, outcome);
        if (key !== KEY.otherTime.toLowerCase()) return null;
        otherTime(review);
        return Promise.resolve(false);
      }}
      keys={[
        ...REVIEW_OUTCOMES.map(
          (outcome) => [OUTCOME_KEYS[outcome], t(`reviews.outcomes.${outcome}`)] as const,
        ),
        [KEY.enter, t('reviews.keyBook')],
        [KEY.otherTime, t('reviews.otherTime')],
      ]}
    />
  );
}

/** What was said at the last call, else the time that could be offered. */
function useLastWords(): (review: MissedReview) => string {
  const { t } = useTranslation();
  const locale = useLocale();
  const zone = useClinicZone();
  return ({ call, start }) => {
    if (call) {
      const day = shortDay(clinicDayOf(call.at, zone), locale);
      const called = t('reviews.called', { day, who: call.by ?? '' });
      return [t(`reviews.outcomes.${call.outcome}`), called].join(' · ');
    }
    if (start === null) return t('reviews.noTimeAhead');
    return t('reviews.free', { day: shortDay(dateOf(start), locale), time: timeOf(start) });
  };
}

function MissedRow({ review, onAct }: RowProps<MissedReview>) {
  const { t } = useTranslation();
  const { byId } = useDoctors();
  const lastWords = useLastWords();
  const take = useTakeReview();
  const note = useNoteCall();
  const { id, patientName, patientPhone, doctorId, daysLate, call } = review;
  const doctor = byId.get(doctorId);
  const facts = [patientPhone ?? t('messages.noPhone'), doctor ? doctorShort(doctor) : ''];
  return (
    <>
      <button
        type="button"
        className="row"
        data-row={id}
        onClick={() => {
          onAct(take(review));
        }}
      >
        <span className={call ? 'chip chip--done' : 'chip chip--scheduled'} />
        <b>{patientName}</b>
        <span>{facts.filter(Boolean).join(' · ')}</span>
        <span className="row-third">{lastWords(review)}</span>
        <i className="waited">{t('reviews.daysLate', { count: daysLate })}</i>
      </button>
      <div className="review-ways">
        {REVIEW_OUTCOMES.map((outcome) => (
          <button
            key={outcome}
            type="button"
            className="link"
            aria-label={t('reviews.of', { what: t(`reviews.outcomes.${outcome}`), name: patientName })}
            onClick={() => {
              onAct(note(review, outcome));
            }}
          >
            {t(`reviews.outcomes.${outcome}`)}
          </button>
        ))}
      </div>
    </>
  );
}
