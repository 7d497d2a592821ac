import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportDto } from '#shared/contract/imports';
import { useCallQuery } from '../../api/queries';

interface Props {
  readonly seen: ImportDto;
  readonly isBusy: boolean;
  readonly onUndo: () => void;
}

/** What was made, and how it is taken back: first what that would do, then the doing. */
export function ResultStep({ seen, isBusy, onUndo }: Props) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const would = useCallQuery('imports.undoWould', { id: seen.id }, { enabled: isAsking });
  const made = seen.counts?.make ?? 0;
  return (
    <section className="settings-card" aria-label={t('data.import.result')}>
      <h2>{t('data.import.result')}</h2>
      <p role="status">
        {seen.state === 'undone'
          ? t('data.import.undone', { count: made })
          : t(`data.import.made.${seen.kind}`, { count: made })}
      </p>
      {seen.state === 'done' ? (
        <div className="buttons">
          {isAsking && would.data ? (
            <>
              <span>{t('data.import.undoWould', { ...would.data })}</span>
              <Button variant="contained" disabled={isBusy || would.data.take === 0} onClick={onUndo}>
                {t('data.import.undoNow')}
              </Button>
            </>
          ) : (
            <Button
              variant="outlined"
              onClick={() => {
                setAsking(true);
              }}
            >
              {t('data.import.undo')}
            </Button>
          )}
        </div>
      ) : null}
    </section>
  );
}
