import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoctorDto } from '#shared/contract/doctors';
import { change } from '../../api/call';
import { errorWords } from '../../ui/error-words';
import { doctorName } from '../../ui/format';
import { KEY } from '../../ui/key-names';
import { notify } from '../../ui/notice';
import { useDoctors } from '../appointments/doctors';
import { focusCalendar } from '../appointments/grid/use-cursor';
import { useMay } from '../session/session';
import { showSeesBy, useSeesByShown } from './sees-by-store';

const ways = ['slot', 'token'] as const;

function close(): void {
  showSeesBy(false);
  requestAnimationFrame(focusCalendar);
}

/** Whether each doctor sees patients by time or by number; for who may say so, from the user menu. */
export function SeesBy() {
  const shown = useSeesByShown(({ shown }) => shown);
  const may = useMay('doctor.see_by');
  useEffect(
    () => () => {
      showSeesBy(false);
    },
    [],
  );
  return shown && may ? <SeesByList /> : null;
}

function SeesByList() {
  const { t } = useTranslation();
  const { all } = useDoctors();
  const [error, setError] = useState<string | null>(null);
  const choose = async (doctor: DoctorDto, seesBy: (typeof ways)[number]) => {
    if (doctor.seesBy === seesBy) return;
    setError(null);
    const answer = await change('queue.setSeesBy', { id: doctor.id, version: null, seesBy });
    if (answer.ok) notify(t(`queue.seesBy.told.${seesBy}`, { doctor: doctorName(doctor) }), 'undo');
    else setError(errorWords(t, answer.error));
  };
  return (
    <Dialog
      open
      onClose={close}
      maxWidth="sm"
      fullWidth
      aria-labelledby="sees-by-title"
      className="help-sheet"
    >
      <h2 id="sees-by-title">{t('queue.seesBy.title')}</h2>
      <p className="muted">{t('queue.seesBy.help')}</p>
      <ul className="sees-by">
        {all
          .filter(({ deleted }) => !deleted)
          .map((doctor, at) => (
            <li key={doctor.id}>
              <span>
                <b>{doctorName(doctor)}</b> <small>{doctor.specialization}</small>
              </span>
              <div className="switch" role="group" aria-label={doctorName(doctor)}>
                {ways.map((way) => (
                  <button
                    key={way}
                    type="button"
                    aria-pressed={doctor.seesBy === way}
                    autoFocus={at === 0 && doctor.seesBy === way}
                    onClick={() => void choose(doctor, way)}
                  >
                    {t(`queue.seesBy.${way}`)}
                  </button>
                ))}
              </div>
            </li>
          ))}
      </ul>
      {error ? (
        <p className="problem" role="alert">
          {error}
        </p>
      ) : null}
      <Button variant="outlined" onClick={close}>
        {t('common.close')}
        <kbd className="kbd" aria-hidden="true">
          {KEY.escape}
        </kbd>
      </Button>
    </Dialog>
  );
}
