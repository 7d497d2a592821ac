import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { Temporal } from 'temporal-polyfill';
import { useClinicNow } from '../../app/clock';
import { change } from '../../api/call';
import { errorWords } from '../../ui/error-words';
import { notify } from '../../ui/notice';
import { useAllSettings } from '../clinic/use-settings-form';

/** Notes that a backup was restored and looked at today: nobody but a person can know. */
export function NoteBackup() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { instant } = useClinicNow();
  const all = useAllSettings();
  const [isSending, setSending] = useState(false);

  const note = async (version: number) => {
    setSending(true);
    const answer = await change('settings.save', {
      values: {
        lastVerifiedBackup: Temporal.Instant.fromEpochMilliseconds(instant).toString({
          smallestUnit: 'second',
        }),
      },
      versions: { lastVerifiedBackup: version },
    });
    await client.invalidateQueries({ queryKey: ['system.report'] });
    setSending(false);
    if (answer.ok) notify(t('system.backupNoted'), 'undo');
    else notify(errorWords(t, answer.error), 'none', 'error');
  };

  if (all === undefined) return null;
  const mark = all.marks.lastVerifiedBackup;
  const isNoted = all.values.lastVerifiedBackup !== null && mark.changedBy !== null;
  return (
    <>
      {isNoted ? <p className="muted">{t('system.backupBy', { who: mark.changedBy })}</p> : null}
      <div className="buttons">
        <Button variant="outlined" disabled={isSending} onClick={() => void note(mark.version)}>
          {t('system.noteBackup')}
        </Button>
      </div>
    </>
  );
}
