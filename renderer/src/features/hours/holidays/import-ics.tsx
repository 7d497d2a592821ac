import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../../app/clock';
import { plainDay } from '../../../ui/format';
import { MOST_BYTES } from './read-ics';
import type { FileRow, Holidays } from './use-holidays';

const MEGABYTE = 1024 * 1024;

function useRowWords(): (row: FileRow) => string {
  const { t } = useTranslation();
  return ({ there, name }) => {
    if (there === null) return t('hours.holidays.isNew');
    return there === name ? t('hours.holidays.isThere') : t('hours.holidays.isRenamed', { name: there });
  };
}

/** Public holidays from a calendar file: what is new, what is there, and what is left out and why. */
export function ImportIcs({ holidays }: { readonly holidays: Holidays }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const rowWords = useRowWords();
  const helpId = useId();
  const { file, rows } = holidays;
  return (
    <section className="settings-card" aria-labelledby="holidays-file">
      <h2 id="holidays-file">{t('hours.holidays.fromFileTitle')}</h2>
      <p id={helpId} className="muted">
        {t('hours.holidays.fileHelp')}
      </p>
      <input
        type="file"
        accept=".ics,text/calendar"
        aria-label={t('hours.holidays.file')}
        aria-describedby={helpId}
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          if (chosen) void holidays.read(chosen);
          // The same file may be chosen again after it was mended.
          event.target.value = '';
        }}
      />
      <div role="status">
        {file.kind === 'reading' ? t('hours.holidays.reading', { file: file.name }) : null}
        {file.kind === 'trouble' ? (
          <p className="field-error">
            {t(`hours.holidays.trouble.${file.trouble}`, { file: file.name, max: MOST_BYTES / MEGABYTE })}
          </p>
        ) : null}
      </div>
      {file.kind === 'read' ? (
        <>
          <table className="ics-rows">
            <thead>
              <tr>
                <th scope="col">{t('hours.date')}</th>
                <th scope="col">{t('hours.holidays.name')}</th>
                <th scope="col">{t('hours.holidays.state')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.date} className={row.there === row.name ? 'muted' : undefined}>
                  <td>{plainDay(row.date, locale)}</td>
                  <td>{row.name}</td>
                  <td>{rowWords(row)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {file.file.skipped.length > 0 ? (
            <details>
              <summary>{t('hours.holidays.skipped', { count: file.file.skipped.length })}</summary>
              <ul>
                {file.file.skipped.slice(0, 50).map(({ name, why }, index) => (
                  <li key={index}>
                    {t(`hours.holidays.why.${why}`, { name: name || t('hours.holidays.unnamed') })}
                  </li>
                ))}
              </ul>
            </details>
          ) : null}
        </>
      ) : null}
    </section>
  );
}
