import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Result } from '#shared/errors/app-error';
import { change } from '../../api/call';
import { useCallQuery } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { TroubleLine } from '../../ui/trouble-line';
import { ScanFolderChoice } from './scan-folder-choice';
import { retryUnread, useScans } from './store';
import { fits } from './watched';

/** The folder into which this desk's scanner puts its files: which it is, and what is wrong with it. */
export function ScanFolder() {
  const { t } = useTranslation();
  const { data, error } = useCallQuery('scanFolder.get', {});
  const unread = useScans((all) => all.unread);
  const [isChoosing, setChoosing] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  if (error) return <TroubleLine words={errorWords(t, error.error)} />;
  if (data === undefined) return null;
  const settle = (answer: Result<unknown>) => {
    setProblem(answer.ok ? null : errorWords(t, answer.error));
    if (answer.ok) setChoosing(false);
  };
  return (
    <section className="scan-folder" aria-label={t('scans.folder.title')}>
      <div className="scan-folder-line">
        <span>{t('scans.folder.title')}</span>
        <span role="status" className={data.folder === null ? 'muted' : 'folder-path'}>
          {data.folder ?? t('scans.folder.none')}
        </span>
        {data.folder === null ? (
          <Button
            onClick={() => {
              setChoosing(!isChoosing);
            }}
            aria-expanded={isChoosing}
          >
            {t('scans.folder.begin')}
          </Button>
        ) : (
          <Button onClick={() => void change('scanFolder.stop', {}).then(settle)}>
            {t('scans.folder.stop')}
          </Button>
        )}
      </div>
      {isChoosing && data.folder === null ? (
        <ScanFolderChoice
          naming={data.naming}
          onChoose={() =>
            void change('scanFolder.choose', {}).then((answer) => {
              if (!answer.ok) settle(answer);
            })
          }
          onStart={(folder) => void change('scanFolder.start', { folder }).then(settle)}
        />
      ) : null}
      <TroubleLine words={problem} />
      <TroubleLine words={data.trouble === null ? null : t(`scans.folder.trouble.${data.trouble}`)} />
      {data.more ? <p className="muted">{t('scans.folder.more', { count: data.files.length })}</p> : null}
      {data.files
        .filter((file) => !fits(file))
        .map(({ name }) => (
          <TroubleLine key={name} words={t('documents.tooBig', { name })} />
        ))}
      {unread.map(({ name }) => (
        <TroubleLine key={name} words={t('scans.folder.unread', { name })} />
      ))}
      {unread.length === 0 ? null : (
        <Button variant="outlined" onClick={retryUnread}>
          {t('scans.folder.again')}
        </Button>
      )}
    </section>
  );
}
