import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SystemReport } from '#shared/contract/system';
import { diagnosticsOf } from '#shared/domain/diagnostics';
import { useCallQuery } from '../../api/queries';
import { numberHere } from '../../ui/format';
import { copyText } from '../../ui/copy-text';
import { errorWords } from '../../ui/error-words';
import { useMay } from '../session/session';
import { PageFrame } from '../settings/page-frame';
import { Aside, untilTried } from './aside';
import { ConnectionTrial } from './connection-trial';
import { Desks } from './desks';
import { Facts } from './facts';
import { NoteBackup } from './note-backup';
import './system.css';
import { useSystemWords } from './words';

/** How both servers, this desk and the others are; what may be copied for help; a trial of an address. */
export function SystemPage() {
  const { t } = useTranslation();
  const { data, error, isFetching, refetch } = useCallQuery('system.report', {}, { again: untilTried });
  const [said, setSaid] = useState('');
  const copy = async (report: SystemReport) => {
    setSaid(t((await copyText(diagnosticsOf(report))) ? 'system.copied' : 'system.notCopied'));
  };
  return (
    <PageFrame wide lead={t('system.lead')} aside={<ConnectionTrial />}>
      <div className="buttons">
        <Button variant="outlined" disabled={isFetching} onClick={() => void refetch()}>
          {t('system.again')}
        </Button>
        {data ? (
          <Button variant="outlined" onClick={() => void copy(data)}>
            {t('system.copy')}
          </Button>
        ) : null}
        <span role="status" className="muted">
          {said}
        </span>
      </div>
      {error ? <p className="problem">{errorWords(t, error.error)}</p> : null}
      {data ? <Report report={data} /> : <p className="muted">{error ? null : t('common.loading')}</p>}
    </PageFrame>
  );
}

function Report({ report }: { readonly report: SystemReport }) {
  const { t } = useTranslation();
  const words = useSystemWords();
  const mayManage = useMay('clinic.manage');
  const { mysql, mongo, files, outbox, feed, backup, errors } = report;
  return (
    <>
      <div className="system-pair">
        <Facts
          title={t('system.mysql')}
          rows={[
            ...words.server(mysql),
            [
              t('system.connections'),
              mysql.connections && t('system.connectionsOf', mysql.connections),
              mysql.connections !== null && mysql.connections.most < mysql.connections.needed,
            ],
            [
              t('system.clock'),
              words.offset(report.clockOffset),
              Math.abs(report.clockOffset ?? 0) >= 120_000,
            ],
          ]}
        />
        <Facts title={t('system.mongo')} rows={words.server(mongo)} />
        <Facts title={t('system.files')} rows={words.files(files)} />
        <Facts
          title={t('system.carrying')}
          rows={[
            [t('system.waiting'), outbox && numberHere(outbox.pending)],
            [
              t('system.oldest'),
              outbox && (outbox.oldest ? words.moment(outbox.oldest) : t('system.nothing')),
            ],
            [t('system.failing'), outbox && numberHere(outbox.failing), (outbox?.failing ?? 0) > 0],
            [t('system.lastError'), outbox?.lastError ?? null],
            [
              t('system.feed'),
              feed && t('system.feedOf', { newest: feed.newest, behind: feed.newest - (feed.read ?? 0) }),
            ],
          ]}
        />
        <Facts
          title={t('system.backup')}
          rows={[
            [
              t('system.verified'),
              backup && (backup.verifiedAt ? words.moment(backup.verifiedAt) : t('system.never')),
              backup?.verifiedAt === null,
            ],
          ]}
          note={backup?.verifiedAt === null ? t('system.neverHelp') : null}
          action={mayManage && backup !== null ? <NoteBackup /> : null}
        />
      </div>
      {outbox ? <Aside aside={outbox.aside} /> : null}
      <Desks report={report} />
      <section className="settings-card" aria-label={t('system.errors')}>
        <h2>{t('system.errors')}</h2>
        {errors.length === 0 ? <p className="muted">{t('system.noErrors')}</p> : null}
        <ul className="system-errors">
          {errors.map(({ at, message, kind }, index) => (
            <li key={`${at} ${String(index)}`}>
              <span className="muted">{words.moment(at)}</span>
              <span>{message}</span>
              <span className="muted">{kind}</span>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
