import { useTranslation } from 'react-i18next';
import { useLocale } from '../../app/clock';
import { useCallQuery } from '../../api/queries';
import { errorWords } from '../../ui/error-words';

interface Props {
  readonly withAudit: boolean;
  readonly onWithAudit: (withAudit: boolean) => void;
}

/** Each file with its rows as they are now, before anything is started. */
export function FileList({ withAudit, onWithAudit }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { data, error } = useCallQuery('exports.preview', {});
  if (!data) return <p role="status">{error ? errorWords(t, error.error) : t('common.loading')}</p>;
  const number = new Intl.NumberFormat(locale);
  const audit = data.files.find(({ subject }) => subject === 'audit')?.rows ?? 0;
  const files = data.files.filter(({ subject }) => subject !== 'audit');
  const total = files.reduce((sum, { rows }) => sum + rows, withAudit ? audit : 0);
  return (
    <>
      <h3>{t('exports.what')}</h3>
      <dl className="exports-files">
        {files.map(({ subject, rows }) => (
          <div key={subject}>
            <dt>{t(`exports.subjects.${subject}`)}</dt>
            <dd>{number.format(rows)}</dd>
          </div>
        ))}
      </dl>
      <p>{t('exports.total', { count: total, rows: number.format(total) })}</p>
      <label className="check">
        <input
          type="checkbox"
          checked={withAudit}
          onChange={(event) => {
            onWithAudit(event.target.checked);
          }}
        />
        {t('exports.withAudit', { rows: t('exports.rows', { count: audit }) })}
      </label>
    </>
  );
}
