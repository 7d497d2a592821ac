import Button from '@mui/material/Button';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/contract';
import type { Refusal } from '#shared/errors/app-error';
import { useLocale } from '../../app/clock';
import { ask, change } from '../../api/call';
import { type CallKey, useCallQuery } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { plainDay } from '../../ui/format';
import { TroubleLine } from '../../ui/trouble-line';

const PAGE = 100;

interface Props {
  readonly years: number;
  /** A rule is saved before it archives anybody. */
  readonly isSaved: boolean;
}

/** Whom the rule would archive, by name, before anything is written. */
export function Preview({ years, isSaved }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const client = useQueryClient();
  const { data, error } = useCallQuery('retention.preview', { years });
  const [problem, setProblem] = useState<string | null>(null);

  const run = async () => {
    const answer = await change('retention.run', { years });
    setProblem(answer.ok ? null : errorWords(t, answer.error));
    void client.invalidateQueries({ queryKey: ['retention.latest'] });
  };

  return (
    <section className="settings-card" aria-labelledby="retention-preview">
      <h2 id="retention-preview">{t('retention.preview')}</h2>
      {error ? <p className="problem">{errorWords(t, error.error)}</p> : null}
      {data === undefined ? null : (
        <>
          <p>
            {t(data.due === 0 ? 'retention.nobody' : 'retention.due', {
              count: data.due,
              before: plainDay(data.before, locale),
            })}
          </p>
          {data.due === 0 ? null : <DueList years={years} due={data.due} />}
          {data.due === 0 ? null : (
            <div className="buttons">
              <Button variant="contained" disabled={!isSaved} onClick={() => void run()}>
                {t('retention.run', { count: data.due })}
              </Button>
              {isSaved ? null : <span className="muted">{t('retention.saveFirst')}</span>}
            </div>
          )}
        </>
      )}
      <TroubleLine words={problem} />
    </section>
  );
}

/** Page after page, so that whoever is asked can be looked for among thousands. */
function DueList({ years, due }: { readonly years: number; readonly due: number }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const list = useRef<HTMLUListElement>(null);
  const pages = useInfiniteQuery<
    OutputOf<'retention.due'>,
    Refusal,
    OutputOf<'retention.due'>['items'],
    CallKey,
    string | null
  >({
    queryKey: ['retention.due', { years }],
    initialPageParam: null,
    queryFn: ({ pageParam, signal }) =>
      ask('retention.due', { years, after: pageParam, limit: PAGE }, signal),
    getNextPageParam: (last) => last.next,
    select: ({ pages: all }) => all.flatMap(({ items }) => items),
  });
  const patients = pages.data ?? [];
  const showMore = async () => {
    const { hasNextPage } = await pages.fetchNextPage();
    // The button is gone with the last page.
    if (!hasNextPage) list.current?.focus();
  };
  return (
    <>
      <ul className="retention-list" ref={list} tabIndex={0} aria-label={t('retention.preview')}>
        {patients.map((patient) => (
          <li key={patient.id}>
            <b>{patient.name}</b>
            <span className="muted">{patient.clinicNo ?? ''}</span>
            <span>
              {patient.lastVisit === null
                ? t('retention.neverCame')
                : t('retention.lastVisit', { date: plainDay(patient.lastVisit, locale) })}
            </span>
          </li>
        ))}
        {pages.hasNextPage ? (
          <li className="retention-rest">
            <span className="muted">
              {t('retention.more', { count: Math.max(1, due - patients.length) })}
            </span>
            <Button variant="outlined" disabled={pages.isFetching} onClick={() => void showMore()}>
              {t('retention.showMore')}
            </Button>
          </li>
        ) : null}
      </ul>
      <TroubleLine words={pages.error === null ? null : errorWords(t, pages.error.error)} />
    </>
  );
}
