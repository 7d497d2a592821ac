import { useTranslation } from 'react-i18next';
import { useClinicNow } from '../../app/clock';
import { KEY } from '../../ui/key-names';
import { keepKeyboard } from '../appointments/grid/use-cursor';
import { Offered } from '../appointments/panel/offered';
import { RefusedBox } from '../appointments/panel/refused-box';
import { showPanel } from '../appointments/store';
import { putAside, setReviewTrouble, useReviews } from './store';
import { useBookReview, useFreshReviews, useOtherTime, useReviewWords, useTakeReview } from './use-reviews';
import './reviews.css';

/** Somebody has just come out of the room with a review to be booked: under whatever the panel shows, one key does it. */
export function ReviewStrip() {
  const { t } = useTranslation();
  const fresh = useFreshReviews();
  const words = useReviewWords();
  const take = useTakeReview();
  const otherTime = useOtherTime();
  const trouble = useReviews((state) => state.trouble);
  const { instant } = useClinicNow();
  const [first] = fresh;
  return (
    <div role="status" className="review-place">
      {trouble ? <Refused /> : null}
      {first && !trouble ? (
        <Offered
          cap={KEY.takeReview}
          onTake={() => void take(first)}
          steps={[
            ...(fresh.length > 1
              ? [
                  {
                    label: t('reviews.others', { count: fresh.length - 1 }),
                    onStep: () => {
                      showPanel({ kind: 'reviews' });
                    },
                  },
                ]
              : []),
            {
              label: t('reviews.otherTime'),
              onStep: () => {
                putAside(first, instant);
                otherTime(first);
              },
            },
            {
              label: t('waitlist.notNow'),
              onStep: () => {
                putAside(first, instant);
                keepKeyboard();
              },
            },
          ]}
        >
          {t('reviews.offer', { name: first.patientName, at: words(first) })}
        </Offered>
      ) : null}
    </div>
  );
}

/** Why it could not be booked, with another time or a reason. */
function Refused() {
  const { t } = useTranslation();
  const book = useBookReview();
  const trouble = useReviews((state) => state.trouble);
  if (!trouble) return null;
  const { wanted, name, error } = trouble;
  return (
    <RefusedBox
      error={error}
      onStart={(start) => {
        void book({ ...wanted, start }, name);
      }}
      onOverride={(override) => {
        void book({ ...wanted, override }, name);
      }}
    >
      <button
        type="button"
        className="link"
        onClick={() => {
          setReviewTrouble(null);
          keepKeyboard();
        }}
      >
        {t('common.close')}
      </button>
    </RefusedBox>
  );
}
