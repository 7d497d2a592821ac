import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useClinicZone, useLocale } from '../../app/clock';
import { errorWords } from '../../ui/error-words';
import { PageFrame } from '../settings/page-frame';
import './audit.css';
import { AuditList } from './audit-list';
import { EntryPanel } from './entry-panel';
import { Filters } from './filters';
import { EVERYTHING, seek, showEntry, useAuditScreen } from './store';
import { useAudit } from './use-audit';
import { useExport } from './use-export';
import { momentWords } from './words';

/** Who did what to whom, when, from which desk. */
export function AuditPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const locale = useLocale();
  const zone = useClinicZone();
  const shown = useAuditScreen((screen) => screen.shown);
  const sought = useAuditScreen((screen) => screen.sought);
  const { query, filters, order, wrong } = useAudit();
  const { data, error, hasNextPage, isFetching, fetchNextPage } = query;
  const file = useExport();
  const lines = data?.lines ?? [];
  const stoppedAt = data?.lookedTo ?? null;
  // A page that stopped looking goes on when asked: it may go on for long.
  const goesOnByItself = hasNextPage && stoppedAt === null && !isFetching && error === null;
  const more = useCallback(() => {
    void fetchNextPage();
  }, [fetchNextPage]);

  return (
    <PageFrame wide aside={shown === null ? undefined : <EntryPanel key={shown} id={shown} />}>
      <Filters wrong={wrong} />
      <div className="audit-bar">
        <p role="status" className="muted">
          {file.rows === null
            ? t('audit.count', { count: lines.length })
            : t('audit.taking', { count: file.rows })}
        </p>
        {sought === EVERYTHING ? null : (
          <Button
            onClick={() => {
              seek(EVERYTHING);
            }}
          >
            {t('audit.clear')}
          </Button>
        )}
        <Button
          variant="outlined"
          onClick={() => {
            showEntry(null);
            void client.resetQueries({ queryKey: ['audit.page'] });
          }}
        >
          {t('audit.again')}
        </Button>
        {file.rows === null ? (
          <Button
            variant="outlined"
            disabled={filters === null}
            onClick={() => {
              if (filters) void file.run(filters, order);
            }}
          >
            {t('audit.csv')}
          </Button>
        ) : (
          <Button variant="outlined" onClick={file.stop}>
            {t('audit.stop')}
          </Button>
        )}
      </div>
      {file.problem === null ? null : <p className="problem">{file.problem}</p>}
      <div className="audit-head" aria-hidden="true">
        <span>{t('audit.when')}</span>
        <span>{t('audit.who')}</span>
        <span>{t('audit.what')}</span>
        <span>{t('audit.patient')}</span>
        <span>{t('audit.desk')}</span>
        <span>{t('audit.outcome')}</span>
      </div>
      {lines.length === 0 ? null : (
        <AuditList lines={lines} hasMore={goesOnByItself} shown={shown} onMore={more} onShow={showEntry} />
      )}
      <div className="audit-foot">
        {error ? <p className="problem">{errorWords(t, error.error)}</p> : null}
        {isFetching ? <p className="muted">{t('common.loading')}</p> : null}
        {!isFetching && !error && data && lines.length === 0 && !hasNextPage ? (
          <p className="empty">{t('audit.none')}</p>
        ) : null}
        {!isFetching && hasNextPage && stoppedAt !== null ? (
          <p>
            {t(order === 'newest' ? 'audit.lookedBack' : 'audit.lookedOn', {
              time: momentWords(stoppedAt, locale, zone),
            })}{' '}
            <button type="button" className="link" onClick={more}>
              {t('audit.lookOn')}
            </button>
          </p>
        ) : null}
      </div>
    </PageFrame>
  );
}
