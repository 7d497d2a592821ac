import Button from '@mui/material/Button';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { HoursPreview, OutsideChoice } from '#shared/contract/hours';
import { dateOf } from '#shared/values/wall-clock';
import { useLocale } from '../../../app/clock';
import { doctorShort, shortDay, timeOf } from '../../../ui/format';
import { useDoctors } from '../../appointments/doctors';

interface Props {
  readonly preview: HoursPreview;
  readonly isSaving: boolean;
  readonly onSave: (choice: OutsideChoice) => void;
  readonly onBack: () => void;
}

/** Every visit that the change would leave outside the hours, and what becomes of them with the save. */
export function OutsideList({ preview, isSaving, onSave, onBack }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { byId } = useDoctors();
  const heading = useRef<HTMLHeadingElement>(null);
  const { outside, outsideTotal } = preview;
  const seen = outside.map(({ appointmentId }) => appointmentId);
  const isWhole = outside.length === outsideTotal;
  useEffect(() => {
    heading.current?.focus();
  }, []);
  return (
    <>
      <h2 ref={heading} tabIndex={-1} id="outside-visits">
        {t('hours.outsideTitle', { count: outsideTotal })}
      </h2>
      <p className="muted">
        {isWhole ? t('hours.outsideHelp') : t('hours.outsideTooMany', { count: outside.length })}
      </p>
      <div className="buttons">
        {isWhole ? (
          <>
            <Button
              variant="contained"
              disabled={isSaving}
              onClick={() => {
                onSave({ do: 'move_aside', seen });
              }}
            >
              {t('hours.moveAside', { count: outsideTotal })}
            </Button>
            <Button
              variant="outlined"
              disabled={isSaving}
              onClick={() => {
                onSave({ do: 'keep', seen });
              }}
            >
              {t('hours.keepThere')}
            </Button>
          </>
        ) : null}
        <Button onClick={onBack}>{t('common.back')}</Button>
      </div>
      <ul className="outside-visits" aria-labelledby="outside-visits">
        {outside.map((visit) => {
          const doctor = byId.get(visit.doctorId);
          return (
            <li key={visit.appointmentId}>
              <b>{visit.patientName}</b>
              <span>
                {shortDay(dateOf(visit.start), locale)} {timeOf(visit.start)}–{timeOf(visit.end)}
              </span>
              <span className="muted">
                {doctor ? doctorShort(doctor) : ''} · {visit.patientPhone ?? t('hours.noPhone')} ·{' '}
                {t(`hours.why.${visit.why}`)}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
