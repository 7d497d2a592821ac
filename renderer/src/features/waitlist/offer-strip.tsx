import { useTranslation } from 'react-i18next';
import { atMinute } from '#shared/values/wall-clock';
import { useClinicNow } from '../../app/clock';
import { KEY } from '../../ui/key-names';
import { keepKeyboard } from '../appointments/grid/use-cursor';
import { Offered } from '../appointments/panel/offered';
import { RefusedBox } from '../appointments/panel/refused-box';
import { showPanel } from '../appointments/store';
import { putAside, setTakeTrouble, useOffers } from './store';
import { takeOf, useFreshOffers, useOfferWords, useTake } from './use-offers';
import './waitlist.css';

/** A time was given up and somebody who waits fits into it: under whatever the panel shows, one key books it. */
export function OfferStrip() {
  const { t } = useTranslation();
  const offers = useFreshOffers();
  const words = useOfferWords();
  const take = useTake();
  const trouble = useOffers((state) => state.trouble);
  const { today, minute } = useClinicNow();
  const [first] = offers;
  return (
    <div role="status" className="offer-place">
      {trouble ? <Refused /> : null}
      {first && !trouble ? (
        <Offered
          cap={`${KEY.shift} ${KEY.waitlist}`}
          onTake={() => void take(takeOf(first))}
          steps={[
            ...(offers.length > 1
              ? [
                  {
                    label: t('waitlist.others', { count: offers.length - 1 }),
                    onStep: () => {
                      showPanel({ kind: 'waitlist' });
                    },
                  },
                ]
              : []),
            {
              label: t('waitlist.notNow'),
              onStep: () => {
                putAside(first, atMinute(today, minute));
                keepKeyboard();
              },
            },
          ]}
        >
          {t('waitlist.offer', { at: words(first), name: first.entry.patientName })}
          {first.entry.urgency === 'routine' ? null : (
            <em>{t(`waitlist.urgencies.${first.entry.urgency}`)}</em>
          )}
        </Offered>
      ) : null}
    </div>
  );
}

/** Why it could not be booked: somebody else was first, or the patient is elsewhere. */
function Refused() {
  const { t } = useTranslation();
  const take = useTake();
  const trouble = useOffers((state) => state.trouble);
  if (!trouble) return null;
  const { error } = trouble;
  return (
    <RefusedBox
      error={error}
      onOverride={(override) => {
        void take({ ...trouble.take, override });
      }}
    >
      <button
        type="button"
        className="link"
        onClick={() => {
          setTakeTrouble(null);
          keepKeyboard();
        }}
      >
        {t('common.close')}
      </button>
    </RefusedBox>
  );
}
