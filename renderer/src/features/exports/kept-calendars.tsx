import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCallQuery } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { KeepForm } from './keep-form';
import { KeptCalendar } from './kept-calendar';

/** The calendars that this desk keeps up to date in folders. */
export function KeptCalendars() {
  const { t } = useTranslation();
  const { data, error } = useCallQuery('keptCalendars.list', {});
  const [isBeginning, setBeginning] = useState(false);
  const [said, setSaid] = useState('');
  return (
    <section className="settings-card" aria-labelledby="exports-kept">
      <h2 id="exports-kept">{t('exports.kept.title')}</h2>
      <p className="muted">{t('exports.kept.lead')}</p>
      <p className="settings-warning">{t('exports.kept.warning')}</p>
      {error ? <p className="problem">{errorWords(t, error.error)}</p> : null}
      {data === undefined ? null : (
        <>
          {data.calendars.length === 0 ? (
            <p className="muted">{t('exports.kept.none')}</p>
          ) : (
            <ul className="exports-kept">
              {data.calendars.map((kept) => (
                <KeptCalendar key={kept.id} kept={kept} onStopped={setSaid} />
              ))}
            </ul>
          )}
          <p role="status">{said}</p>
          {isBeginning ? (
            <KeepForm
              naming={data.naming}
              onEnd={() => {
                setBeginning(false);
              }}
            />
          ) : (
            <div className="buttons">
              <Button
                variant="outlined"
                onClick={() => {
                  setSaid('');
                  setBeginning(true);
                }}
              >
                {t('exports.kept.begin')}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  );
}
