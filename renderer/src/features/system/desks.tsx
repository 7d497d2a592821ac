import { useTranslation } from 'react-i18next';
import type { SystemReport } from '#shared/contract/system';
import { useSystemWords } from './words';

/** Every desk that was there within a day, with its version where that is another than here. */
export function Desks({ report }: { readonly report: SystemReport }) {
  const { t } = useTranslation();
  const { moment } = useSystemWords();
  if (report.desks === null) return null;
  return (
    <section className="settings-card" aria-label={t('system.desks')}>
      <h2>{t('system.desks')}</h2>
      <table className="system-desks">
        <thead>
          <tr>
            <th scope="col">{t('system.desk')}</th>
            <th scope="col">{t('system.version')}</th>
            <th scope="col">{t('system.seen')}</th>
          </tr>
        </thead>
        <tbody>
          {report.desks.map(({ id, name, version, lastSeen }) => (
            <tr key={id}>
              <th scope="row">{id === report.deskId ? t('system.thisDesk', { name }) : name}</th>
              <td className={version === report.appVersion ? undefined : 'system-bad'}>
                {version === report.appVersion ? version : t('system.otherVersion', { version })}
              </td>
              <td>{moment(lastSeen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
