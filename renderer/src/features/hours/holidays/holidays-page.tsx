import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { useCallQuery } from '../../../api/queries';
import { useClinicZone, useLocale } from '../../../app/clock';
import { errorWords } from '../../../ui/error-words';
import { plainDay, weekdayOf } from '../../../ui/format';
import { PageFrame } from '../../settings/page-frame';
import { SaveBar } from '../../settings/save-bar';
import { OutsideList } from '../aside/outside-list';
import '../hours.css';
import { AddHoliday } from './add-holiday';
import { ImportIcs } from './import-ics';
import { type Holidays, useHolidays } from './use-holidays';

function useSaid({ file, meant, preview, isTyped, rows }: Holidays): string | null {
  const { t } = useTranslation();
  const locale = useLocale();
  const outside = preview?.outsideTotal ?? 0;
  const tail = outside > 0 ? ` ${t('hours.fallOutside', { count: outside })}` : '';
  if (file.kind === 'read')
    return (
      t('hours.holidays.fromFile', {
        file: file.file.name,
        added: rows.filter(({ there }) => there === null).length,
        renamed: rows.filter(({ there, name }) => there !== null && there !== name).length,
        same: rows.filter(({ there, name }) => there === name).length,
      }) + tail
    );
  if (!isTyped) return null;
  const [only] = meant;
  return only
    ? t('hours.holidays.adding', { name: only.name, date: plainDay(only.date, locale) }) + tail
    : t('hours.holidays.typing');
}

/** The days on which the clinic is closed for everybody; typed one by one or from a calendar file. */
export function HolidaysPage() {
  const { t } = useTranslation();
  const locale = useLocale();
  const zone = useClinicZone();
  const asked = useCallQuery('hours.holidays', {});
  const stored = asked.data?.holidays ?? [];
  const holidays = useHolidays(stored);
  const said = useSaid(holidays);
  const { preview, meant, file } = holidays;
  const trouble = holidays.isTooMany
    ? t('hours.holidays.tooMany', { count: meant.length })
    : file.kind === 'read' && meant.length === 0
      ? t('hours.holidays.nothingNew')
      : null;
  return (
    <PageFrame
      lead={t('hours.holidays.lead')}
      aside={
        holidays.isShowingOutside && preview && preview.outsideTotal > 0 ? (
          <OutsideList
            preview={preview}
            isSaving={holidays.isSaving}
            onSave={(choice) => {
              void holidays.save(choice);
            }}
            onBack={() => {
              holidays.showOutside(false);
            }}
          />
        ) : undefined
      }
      foot={
        <SaveBar
          said={said}
          trouble={trouble}
          isSaving={holidays.isSaving}
          onSave={() => {
            if ((preview?.outsideTotal ?? 0) > 0) holidays.showOutside(true);
            else void holidays.save({ do: 'ask' });
          }}
          onDiscard={holidays.clear}
        />
      }
    >
      {holidays.error ? (
        <p className="field-error" role="alert">
          {errorWords(t, holidays.error, zone)}
        </p>
      ) : null}
      <AddHoliday holidays={holidays} />
      <ImportIcs holidays={holidays} />
      <section className="settings-card" aria-labelledby="holidays-title">
        <h2 id="holidays-title">{t('hours.holidays.list')}</h2>
        {asked.error ? <p className="field-error">{errorWords(t, asked.error.error, zone)}</p> : null}
        {asked.data && stored.length === 0 ? <p className="muted">{t('hours.holidays.none')}</p> : null}
        <ul className="holidays">
          {stored.map((holiday) => (
            <li key={holiday.id}>
              <span>{plainDay(holiday.date, locale)}</span>
              <span className="muted">{weekdayOf(holiday.date, locale, 'long')}</span>
              <b>{holiday.name}</b>
              <Button
                aria-label={t('hours.holidays.removeNamed', {
                  name: holiday.name,
                  date: plainDay(holiday.date, locale),
                })}
                onClick={() => {
                  void holidays.remove(holiday);
                }}
              >
                {t('hours.remove')}
              </Button>
            </li>
          ))}
        </ul>
      </section>
    </PageFrame>
  );
}
