import Button from '@mui/material/Button';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { CLOSINGS, type AppointmentDto } from '#shared/contract/appointments';
import { mayStep } from '#shared/domain/visit-state';
import { useCallQuery } from '../../../api/queries';
import { Field } from '../../../ui/field';
import type { Closing } from '../actions';
import { useChanges } from '../changes';
import { focusCalendar } from '../grid/use-cursor';
import { showVisit } from '../store';

interface Props {
  readonly visit: AppointmentDto;
  readonly onBack: () => void;
}

const noReasons: readonly string[] = [];

/** Closes a visit: as what, and why; one click on a reason is enough. */
export function CloseForm({ visit, onBack }: Props) {
  const { t } = useTranslation();
  const { perform } = useChanges();
  const reasons = useCallQuery('settings.get', {}).data?.cancelReasons ?? noReasons;
  const ways = CLOSINGS.filter((as) => mayStep(visit.state, as));
  const [as, setAs] = useState<Closing>(ways[0] ?? 'cancelled');
  const [reason, setReason] = useState('');

  const close = async (why: string) => {
    const done = await perform(visit, { kind: 'close', as, reason: why.trim() === '' ? null : why });
    if (!done) return;
    showVisit(visit.id);
    focusCalendar();
  };

  return (
    <form
      className="form"
      noValidate
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onBack();
        focusCalendar();
      }}
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        void close(reason);
      }}
    >
      <h3>{t('visit.cancelTitle')}</h3>
      <div className="switch" role="group" aria-label={t('visit.closeAs')}>
        {ways.map((way) => (
          <button
            key={way}
            type="button"
            aria-pressed={way === as}
            onClick={() => {
              setAs(way);
            }}
          >
            {t(`visit.as.${way}`)}
          </button>
        ))}
      </div>
      <div className="chips" role="group" aria-label={t('visit.cancelReason')}>
        {reasons.map((why, index) => (
          <button
            key={why}
            type="button"
            className="chip-button"
            autoFocus={index === 0}
            onClick={() => {
              void close(why);
            }}
          >
            {why}
          </button>
        ))}
      </div>
      <Field label={t('visit.cancelOther')}>
        {(control) => (
          <input
            {...control}
            maxLength={300}
            autoComplete="off"
            value={reason}
            onChange={(event) => {
              setReason(event.target.value);
            }}
          />
        )}
      </Field>
      <div className="buttons">
        <Button type="submit" variant="contained">
          {t(`visit.confirmAs.${as}`)}
        </Button>
        <Button onClick={onBack}>{t('visit.keep')}</Button>
      </div>
    </form>
  );
}
