import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportDto } from '#shared/contract/exports';
import type { CallName, OutputOf } from '#shared/contract/contract';
import type { Result } from '#shared/errors/app-error';
import { change } from '../../api/call';
import { useCallQuery } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { saveAddress } from '../../ui/save-file';
import { TroubleLine } from '../../ui/trouble-line';
import { FileList } from './file-list';
import { LastExport } from './last-export';

/** Everything as one archive: what it will hold, its progress, and the file. */
export function Everything() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data, error } = useCallQuery('exports.latest', {});
  const [withAudit, setWithAudit] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);
  const [isSending, setSending] = useState(false);
  const last: ExportDto | null = data?.export ?? null;
  const isRunning = last !== null && (last.state === 'waiting' || last.state === 'running');

  const send = async <N extends CallName>(work: () => Promise<Result<OutputOf<N>>>) => {
    setSending(true);
    setProblem(null);
    setSaved(false);
    const answer = await work();
    setSending(false);
    if (!answer.ok) setProblem(errorWords(t, answer.error));
    void client.invalidateQueries({ queryKey: ['exports.latest'] });
    return answer;
  };
  const save = async (jobId: ExportDto['jobId']) => {
    const answer = await send<'exports.fetch'>(() => change('exports.fetch', { jobId }));
    if (!answer.ok) return;
    saveAddress(answer.value.url, answer.value.fileName);
    setSaved(true);
  };

  return (
    <section className="settings-card" aria-labelledby="exports-everything">
      <h2 id="exports-everything">{t('exports.everything')}</h2>
      <p className="settings-warning">{t('exports.warning')}</p>
      <FileList withAudit={withAudit} onWithAudit={setWithAudit} />
      <p className="muted">{t('exports.never')}</p>
      {error ? <p className="problem">{errorWords(t, error.error)}</p> : null}
      <div role="status" className="exports-working">
        {isSaved ? t('exports.saved') : last && <LastExport last={last} />}
      </div>
      <div className="buttons">
        {last !== null && !isSaved && last.file !== null ? (
          <Button variant="contained" disabled={isSending} onClick={() => void save(last.jobId)}>
            {t('exports.save')}
          </Button>
        ) : null}
        {isRunning ? (
          <Button
            variant="outlined"
            disabled={isSending}
            onClick={() => void send<'jobs.cancel'>(() => change('jobs.cancel', { id: last.jobId }))}
          >
            {t('exports.cancel')}
          </Button>
        ) : (
          <Button
            variant={last?.file ? 'outlined' : 'contained'}
            disabled={isSending}
            onClick={() => void send<'exports.start'>(() => change('exports.start', { withAudit }))}
          >
            {t('exports.start')}
          </Button>
        )}
      </div>
      <TroubleLine words={problem} />
    </section>
  );
}
