import { useTranslation } from 'react-i18next';
import type { ReviewToBook } from '#shared/contract/reviews';
import { useLocale } from '../../app/clock';
import { useCallQuery } from '../../api/queries';
import { shortDay } from '../../ui/format';
import { KEY } from '../../ui/key-names';
import { showPanel } from '../appointments/store';
import { ReviewList, type RowProps } from './review-list';
import { useNoteCall, useOtherTime, useReviewWords, useTakeReview } from './use-reviews';

/** `Shift R`: the reviews that doctors asked for and nobody has booked yet. */
export function ReviewsPanel() {
  const { t } = useTranslation();
  const { data, error } = useCallQuery('reviews.toBook', { atDesk: false });
  const otherTime = useOtherTime();
  const note = useNoteCall();
  return (
    <ReviewList
      title={t('reviews.title')}
      other={{
        label: t('reviews.toMissed'),
        cap: KEY.missedReviews,
        onOpen: () => {
          showPanel({ kind: 'missedReviews' });
        },
      }}
      rows={data?.reviews ?? null}
      error={error}
      more={data?.more === true}
      empty={
        <>
          <b>{t('reviews.none')}</b> {t('reviews.noneHelp')}
        </>
      }
      Row={ReviewRow}
      onKey={(key, review) => {
        if (key === KEY.notWanted) return note(review, 'not_wanted');
        if (key !== KEY.otherTime.toLowerCase()) return null;
        otherTime(review);
        return Promise.resolve(false);
      }}
      keys={[
        [KEY.enter, t('reviews.keyBook')],
        [KEY.otherTime, t('reviews.otherTime')],
        [KEY.notWanted, t('reviews.outcomes.not_wanted')],
      ]}
    />
  );
}

function ReviewRow({ review, onAct }: RowProps<ReviewToBook>) {
  const { t } = useTranslation();
  const locale = useLocale();
  const words = useReviewWords();
  const take = useTakeReview();
  const otherTime = useOtherTime();
  const note = useNoteCall();
  const { id, patientName, patientPhone, reviewOn } = review;
  const facts = [
    t('reviews.wanted', { day: shortDay(reviewOn, locale) }),
    patientPhone ?? t('messages.noPhone'),
  ];
  return (
    <>
      <button
        type="button"
        className="row row--plain"
        data-row={id}
        onClick={() => {
          onAct(take(review));
        }}
      >
        <b>{patientName}</b>
        <span>{words(review)}</span>
        <span className="row-third">{facts.join(' · ')}</span>
      </button>
      <div className="review-ways">
        <button
          type="button"
          className="link"
          aria-label={t('reviews.of', { what: t('reviews.otherTime'), name: patientName })}
          onClick={() => {
            otherTime(review);
          }}
        >
          {t('reviews.otherTime')}
        </button>
        <button
          type="button"
          className="link"
          aria-label={t('reviews.of', { what: t('reviews.outcomes.not_wanted'), name: patientName })}
          onClick={() => {
            onAct(note(review, 'not_wanted'));
          }}
        >
          {t('reviews.outcomes.not_wanted')}
        </button>
      </div>
    </>
  );
}
