import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '#shared/contract/audit';
import { changesOf } from '#shared/domain/audit-changes';
import { useClinicZone, useLocale } from '../../app/clock';
import { useCallQuery } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { actionWords, actorWords, fieldWords, momentWords, valueWords } from './words';

/** One entry: the facts of it, and each field before and after, side by side. */
export function EntryPanel({ id }: { readonly id: number }) {
  const { t } = useTranslation();
  const { data, error } = useCallQuery('audit.entry', { id }, { once: true });
  if (error) return <p className="problem">{errorWords(t, error.error)}</p>;
  return data ? <Entry entry={data} /> : <p className="muted">{t('common.loading')}</p>;
}

function Entry({ entry }: { readonly entry: AuditEntry }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const zone = useClinicZone();
  const facts: readonly (readonly [string, string | null])[] = [
    [t('audit.when'), momentWords(entry.at, locale, zone)],
    [t('audit.who'), actorWords(t, entry)],
    [t('audit.patient'), entry.patientName],
    [t('audit.desk'), entry.deskName ?? entry.deskId],
    [t('audit.outcome'), t(`audit.outcomes.${entry.outcome}`)],
    [
      t('audit.about'),
      entry.entity === null ? null : [entry.entity, entry.entityId].filter(Boolean).join(' '),
    ],
    [t('audit.reason'), entry.reason],
    [t('audit.callName'), entry.action],
  ];
  const changes = changesOf(entry.before, entry.after);
  return (
    <section className="audit-entry" aria-label={t('audit.entry')}>
      <h2>{actionWords(t, entry.action)}</h2>
      <dl className="audit-facts">
        {facts.map(([name, fact]) =>
          fact === null || fact === '' ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{fact}</dd>
            </div>
          ),
        )}
      </dl>
      {changes.length === 0 ? (
        <p className="muted">{t('audit.noFields')}</p>
      ) : (
        <table className="audit-changes">
          <thead>
            <tr>
              <th scope="col">{t('audit.field')}</th>
              <th scope="col">{t('audit.before')}</th>
              <th scope="col">{t('audit.after')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ field, before, after, changed }) => (
              <tr key={field} className={changed ? 'audit-changed' : undefined}>
                <th scope="row">
                  {fieldWords(t, field)}
                  {changed ? <span className="unseen"> {t('audit.changed')}</span> : null}
                </th>
                <Value value={before} />
                <Value value={after} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Value({ value }: { readonly value: string | null }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const zone = useClinicZone();
  return <td>{value === null ? <span className="muted">–</span> : valueWords(t, value, locale, zone)}</td>;
}
