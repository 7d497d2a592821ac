import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RetentionRun } from '#shared/contract/retention';
import { useClinicZone, useLocale } from '../../app/clock';
import { change } from '../../api/call';
import { useCallQuery } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { clinicDayOf, plainDay } from '../../ui/format';
import { TroubleLine } from '../../ui/trouble-line';

/** How many are archived, when the rule is applied next, what the last runs did, and the way back of each. */
export function Runs() {
  const { t } = useTranslation();
  const locale = useLocale();
  const { data } = useCallQuery('retention.latest', {});
  if (data === undefined) return null;
  return (
    <section className="settings-card" aria-labelledby="retention-archived">
      <h2 id="retention-archived">{t('retention.archived', { count: data.archived })}</h2>
      <p className="field-hint">{t('retention.whereTheyAre')}</p>
      {data.next === null ? null : <p>{t('retention.next', { date: plainDay(data.next, locale) })}</p>}
      {data.runs.length === 0 ? null : (
        <ul className="retention-runs">
          {data.runs.map((run) => (
            <Run key={run.jobId} run={run} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Run({ run }: { readonly run: RetentionRun }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const zone = useClinicZone();
  const client = useQueryClient();
  const sentence = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const isRunning = run.state === 'waiting' || run.state === 'running';
  const facts = {
    who: run.startedBy ?? '?',
    date: plainDay(clinicDayOf(run.startedAt, zone), locale),
    count: run.done,
  };
  const isIdle = run.kind === 'archive_daily' && run.state === 'done' && run.done === 0;

  const send = async (name: 'jobs.cancel' | 'retention.bringBack') => {
    const answer =
      name === 'jobs.cancel' ? await change(name, { id: run.jobId }) : await change(name, { run: run.jobId });
    setProblem(answer.ok ? null : errorWords(t, answer.error));
    void client.invalidateQueries({ queryKey: ['retention.latest'] });
  };

  return (
    <li>
      <p id={sentence} role="status">
        {isIdle ? t('retention.archive_daily.nobody', facts) : t(`retention.${run.kind}.${run.state}`, facts)}
      </p>
      {isRunning ? (
        <Button variant="outlined" onClick={() => void send('jobs.cancel')}>
          {t('retention.stop')}
        </Button>
      ) : null}
      {!isRunning && run.archived > 0 ? (
        <Button
          variant="outlined"
          aria-describedby={sentence}
          onClick={() => void send('retention.bringBack')}
        >
          {t('retention.bringBack', { count: run.archived })}
        </Button>
      ) : null}
      {isRunning ? (
        <progress
          aria-label={t('retention.progress')}
          {...(run.total === null ? {} : { max: Math.max(1, run.total), value: run.done })}
        />
      ) : null}
      <TroubleLine words={problem} />
    </li>
  );
}
