import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoctorProfile } from '#shared/contract/doctors';
import { dateOf } from '#shared/values/wall-clock';
import { change } from '../../api/call';
import { useCallQuery } from '../../api/queries';
import { useClinicZone, useLocale } from '../../app/clock';
import { errorWords } from '../../ui/error-words';
import { shortDay, timeOf } from '../../ui/format';
import { notify } from '../../ui/notice';

interface Props {
  readonly doctor: DoctorProfile;
  readonly name: string;
}

/** Leaving, with the appointments that lose their doctor seen first; or coming back. */
export function DoctorLeaving({ doctor, name }: Props) {
  const { t } = useTranslation();
  const zone = useClinicZone();
  const locale = useLocale();
  const [asks, setAsks] = useState(false);
  const coming = useCallQuery('doctors.coming', { id: doctor.id }, { enabled: asks }).data;
  const at = { id: doctor.id, version: doctor.version };

  const leave = async (total: number) => {
    const answer = await change('doctors.remove', { ...at, coming: total });
    if (answer.ok) {
      setAsks(false);
      notify(t('people.doctor.left', { name, count: answer.value.moved }), 'undo');
    } else notify(errorWords(t, answer.error, zone), 'none', 'error');
  };
  const bringBack = async () => {
    const answer = await change('doctors.bringBack', at);
    if (answer.ok) notify(t('people.doctor.back', { name }), 'undo');
    else notify(errorWords(t, answer.error, zone), 'none', 'error');
  };

  if (doctor.deleted) {
    return (
      <div className="people-card">
        <p>{t('people.doctor.gone')}</p>
        <Button
          variant="outlined"
          onClick={() => {
            void bringBack();
          }}
        >
          {t('people.doctor.restore')}
        </Button>
      </div>
    );
  }
  if (!asks) {
    return (
      <div className="people-card">
        <Button
          variant="outlined"
          onClick={() => {
            setAsks(true);
          }}
        >
          {t('people.doctor.leaves')}…
        </Button>
      </div>
    );
  }
  if (!coming) return <p>{t('common.loading')}</p>;
  return (
    <div className="people-card" role="group" aria-label={t('people.doctor.leaves')}>
      <p>{t('people.doctor.asks', { name, count: coming.total })}</p>
      <ul>
        {coming.visits.map((visit) => (
          <li key={visit.id}>
            {shortDay(dateOf(visit.start), locale)} {timeOf(visit.start)} · {visit.patientName}
          </li>
        ))}
      </ul>
      <div className="buttons">
        <Button
          variant="contained"
          autoFocus
          onClick={() => {
            void leave(coming.total);
          }}
        >
          {t('people.doctor.leaves')}
        </Button>
        <Button
          onClick={() => {
            setAsks(false);
          }}
        >
          {t('common.back')}
        </Button>
      </div>
    </div>
  );
}
