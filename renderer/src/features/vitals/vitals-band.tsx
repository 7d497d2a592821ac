import { Fragment, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import { useClinicZone } from '../../app/clock';
import { useCallQuery } from '../../api/queries';
import { Kbd } from '../../ui/kbd';
import { ClosedChart } from '../consultation/closed-chart';
import { ROOM_KEY } from '../consultation/keys';
import { useRoomCommands } from '../consultation/use-room-commands';
import { latestBmi, latestByDay } from './latest';
import { NewEntry, focusFirstVital } from './new-entry';
import { VitalsHistory } from './vitals-history';
import { useVitalWords, useWhen } from './words';
import './vitals.css';

interface Props {
  readonly visit: AppointmentDto;
  readonly mayEnter: boolean;
  /** Whether the height is what it was before. */
  readonly isGrown: boolean;
}

/** The latest of everything that was measured, by its day, under the name; and the ways to more. */
export function VitalsBand({ visit, mayEnter, isGrown }: Props) {
  const { t } = useTranslation();
  const zone = useClinicZone();
  const wordsOf = useVitalWords();
  const when = useWhen();
  const [isEntering, setEntering] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const enterKey = useRef<HTMLButtonElement>(null);
  const input = { appointmentId: visit.id, after: null, limit: 200 };
  const { data: history, error } = useCallQuery('vitals.of', input);
  useRoomCommands({
    ...(mayEnter
      ? {
          vitals: () => {
            setOpen(false);
            setEntering(true);
            focusFirstVital();
          },
        }
      : {}),
    overTime: () => {
      setOpen(true);
    },
  });
  if (error) return <ClosedChart patientId={visit.patientId} error={error.error} />;
  const known = history ? latestByDay(history.items, zone) : [];
  const bmi = history ? latestBmi(history.items, zone, isGrown) : null;
  return (
    <section className="band vitals-band" aria-label={t('vitals.title')}>
      <p>
        {history && known.length === 0 ? <span>{t('vitals.none')}</span> : null}
        {known.map(({ day, at, values }) => (
          <span key={day}>
            <small className="muted">{when(at)}</small>{' '}
            {wordsOf(values).map((words, index) => (
              <Fragment key={words}>
                {index === 0 ? '' : ' · '}
                <span className="vitals-value">{words}</span>
              </Fragment>
            ))}
          </span>
        ))}
        {bmi === null ? null : (
          <span className="vitals-value">{t('vitals.shown.bmi', { value: bmi.toFixed(1) })}</span>
        )}
      </p>
      {history && history.items.length > 0 ? (
        <button
          type="button"
          className="link"
          aria-keyshortcuts="Alt+H"
          onClick={() => {
            setOpen(true);
          }}
        >
          {t('vitals.overTime')}
          <Kbd k={ROOM_KEY.overTime} />
        </button>
      ) : null}
      {mayEnter ? (
        <button
          ref={enterKey}
          type="button"
          className="link"
          aria-keyshortcuts="Alt+V"
          aria-expanded={isEntering}
          onClick={() => {
            setEntering(true);
            focusFirstVital();
          }}
        >
          {t('vitals.enter')}
          <Kbd k={ROOM_KEY.vitals} />
        </button>
      ) : null}
      {isEntering && mayEnter ? (
        <NewEntry
          visit={visit}
          onDone={() => {
            setEntering(false);
            enterKey.current?.focus();
          }}
        />
      ) : null}
      {isOpen && history ? (
        <VitalsHistory
          visit={visit}
          history={history}
          mayEnter={mayEnter}
          isGrown={isGrown}
          onClose={() => {
            setOpen(false);
          }}
        />
      ) : null}
    </section>
  );
}
