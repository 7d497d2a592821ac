import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportDto } from '#shared/contract/imports';
import type { Result } from '#shared/errors/app-error';
import type { ImportId } from '#shared/values/ids';
import { useClinicZone, useLocale } from '../../app/clock';
import { change } from '../../api/call';
import { callOptions, useCallQuery } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { TroubleLine } from '../../ui/trouble-line';
import { momentWords } from '../audit/words';
import { PageFrame } from '../settings/page-frame';
import { ColumnsStep } from './columns-step';
import './data.css';
import { FileStep } from './file-step';
import { PreviewStep } from './preview-step';
import { ResultStep } from './result-step';
import { showImport, useImportScreen } from './store';
import { troubleWords } from './words';

/** Patients and appointments from a file: file, columns, preview, confirmation, result, all on one page. */
export function ImportPage() {
  const { t } = useTranslation();
  const shown = useImportScreen((screen) => screen.shown);
  return (
    <PageFrame wide lead={t('data.import.lead.page')}>
      {shown === null ? <FileStep /> : <OneImport key={shown} id={shown} />}
    </PageFrame>
  );
}

function OneImport({ id }: { readonly id: ImportId }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const zone = useClinicZone();
  const client = useQueryClient();
  const { data: seen, error } = useCallQuery('imports.get', { id });
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const send = async (work: () => Promise<Result<{ import: ImportDto }>>) => {
    setSending(true);
    setProblem(null);
    const answer = await work();
    setSending(false);
    if (answer.ok) client.setQueryData(callOptions('imports.get', { id }).queryKey, answer.value.import);
    else {
      setProblem(errorWords(t, answer.error));
      void client.invalidateQueries({ queryKey: ['imports.get'] });
    }
  };
  if (!seen) return <p role="status">{error ? errorWords(t, error.error) : t('common.loading')}</p>;
  const at = { id, version: seen.version };
  const isBusy = isSending || seen.progress !== null;
  const isOver = seen.state === 'done' || seen.state === 'undone' || seen.state === 'undoing';
  return (
    <>
      <div className="data-head">
        <b>{seen.fileName}</b>
        <span className="muted">{t(`data.kind.${seen.kind}`)}</span>
        <Button
          disabled={isBusy}
          onClick={() => {
            showImport(null);
          }}
        >
          {t('data.import.another')}
        </Button>
      </div>
      {seen.sameFileAt === null || isOver ? null : (
        <p className="data-note">
          {t('data.import.sameFile', {
            day: momentWords(seen.sameFileAt, locale, zone),
          })}
        </p>
      )}
      {seen.progress === null ? null : <Working seen={seen} progress={seen.progress} />}
      <TroubleLine words={problem ?? (seen.trouble && troubleWords(t, seen.trouble))} />
      {seen.reading === null || isOver || seen.state === 'writing' ? null : (
        <ColumnsStep
          key={seen.reading.columns.join(' ')}
          seen={seen}
          reading={seen.reading}
          onRead={(reading) => void send(() => change('imports.check', { ...at, reading }))}
        />
      )}
      {seen.state === 'ready' && seen.counts !== null ? (
        <PreviewStep
          seen={seen}
          counts={seen.counts}
          isBusy={isBusy}
          onChoose={(chosen) => void send(() => change('imports.choose', { ...at, ...chosen }))}
          onConfirm={(confirmed) => void send(() => change('imports.confirm', { ...at, ...confirmed }))}
        />
      ) : null}
      {isOver ? (
        <ResultStep seen={seen} isBusy={isBusy} onUndo={() => void send(() => change('imports.undo', at))} />
      ) : null}
    </>
  );
}

function Working({
  seen,
  progress: { jobId, done, total },
}: {
  readonly seen: ImportDto;
  readonly progress: NonNullable<ImportDto['progress']>;
}) {
  const { t } = useTranslation();
  return (
    <div className="data-working" role="status">
      <span>
        {t(`data.working.${seen.state === 'writing' || seen.state === 'undoing' ? seen.state : 'reading'}`)}
      </span>
      <progress
        aria-label={t('data.import.progress')}
        {...(total === null ? {} : { max: Math.max(1, total), value: done })}
      />
      <span className="muted">{total === null ? '' : t('data.import.ofTotal', { done, total })}</span>
      <Button variant="outlined" onClick={() => void change('jobs.cancel', { id: jobId })}>
        {t('data.import.cancel')}
      </Button>
    </div>
  );
}
