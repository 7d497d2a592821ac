import Button from '@mui/material/Button';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AllSettings } from '#shared/contract/settings';
import { CLOCKS } from '#shared/contract/settings-values';
import { clockTime } from '#shared/domain/clock-time';
import { languageNames, PAPER_LANGUAGES } from '#shared/texts/languages';
import { useLocale } from '../../app/clock';
import { useCallQuery } from '../../api/queries';
import { timeOf } from '../../ui/format';
import { languageName } from '../patients/message-languages';
import { ClinicPage, WithSettings } from './clinic-page';
import { countries, currencies, locales, SAMPLE_TIME, sampleOf, zones } from './choices';
import { ChipRadios, ChoiceField } from './fields';
import { useSettingsForm } from './use-settings-form';

const KEYS = ['timeZone', 'country', 'locale', 'currency', 'clock', 'languages'] as const;

/** How times, dates and money are written here, and in which languages. */
export function FormatsPage() {
  return <WithSettings Form={Formats} />;
}

function Formats({ all }: { readonly all: AllSettings }) {
  const { t } = useTranslation();
  const screenLocale = useLocale();
  const form = useSettingsForm(KEYS, all);
  const [asks, setAsks] = useState(false);
  const zone = form.value('timeZone');
  const isMoved = zone !== all.values.timeZone;
  const lists = useMemo(
    () => ({ zones: zones(), countries: countries(screenLocale), currencies: currencies(screenLocale) }),
    [screenLocale],
  );
  const save = () => {
    setAsks(false);
    void form.save();
  };
  const languages = form.value('languages');
  const sample = sampleOf(form.value('locale'), form.value('currency'));
  return (
    <ClinicPage
      form={form}
      onSave={() => {
        if (isMoved) setAsks(true);
        else save();
      }}
      aside={
        <>
          <h2>{t('clinic.formats.samples')}</h2>
          <dl className="samples">
            <dt>{t('clinic.formats.date')}</dt>
            <dd>
              {sample.longDay}
              <br />
              {sample.shortDay}
            </dd>
            <dt>{t('clinic.formats.time')}</dt>
            <dd>{clockTime(SAMPLE_TIME, form.value('clock'))}</dd>
            <dt>{t('clinic.formats.money')}</dt>
            <dd>{sample.money}</dd>
          </dl>
        </>
      }
    >
      {asks && isMoved ? (
        <ZoneQuestion
          zone={zone}
          onYes={save}
          onNo={() => {
            setAsks(false);
          }}
        />
      ) : null}
      <div className="settings-card">
        <ChoiceField
          label={t('clinic.keys.timeZone')}
          hint={t('clinic.formats.zoneHint')}
          value={zone}
          error={form.issueAt('timeZone')}
          options={lists.zones}
          onChange={(value) => {
            form.set('timeZone', value);
          }}
        />
        <ChoiceField
          label={t('clinic.keys.country')}
          hint={t('clinic.formats.countryHint')}
          value={form.value('country')}
          error={form.issueAt('country')}
          options={lists.countries}
          onChange={(value) => {
            form.set('country', value);
          }}
        />
        <ChoiceField
          label={t('clinic.keys.locale')}
          value={form.value('locale')}
          error={form.issueAt('locale')}
          options={locales(form.value('country')).map((tag) => ({ value: tag, name: languageName(tag) }))}
          onChange={(value) => {
            form.set('locale', value);
          }}
        />
        <ChoiceField
          label={t('clinic.keys.currency')}
          value={form.value('currency')}
          error={form.issueAt('currency')}
          options={lists.currencies}
          onChange={(value) => {
            form.set('currency', value);
          }}
        />
        <div className="field">
          <span className="label">{t('clinic.keys.clock')}</span>
          <ChipRadios
            label={t('clinic.keys.clock')}
            value={form.value('clock')}
            options={CLOCKS.map((clock) => ({ value: clock, name: clockTime(SAMPLE_TIME, clock) }))}
            onChange={(value) => {
              form.set('clock', value);
            }}
          />
        </div>
      </div>
      <div className="settings-card" role="group" aria-label={t('clinic.keys.languages')}>
        <h2>{t('clinic.keys.languages')}</h2>
        {PAPER_LANGUAGES.map((language) => (
          <label key={language} className="check">
            <input
              type="checkbox"
              checked={languages.includes(language)}
              onChange={(event) => {
                form.set(
                  'languages',
                  PAPER_LANGUAGES.filter((one) =>
                    one === language ? event.target.checked : languages.includes(one),
                  ),
                );
              }}
            />
            {languageNames[language]}
          </label>
        ))}
        <p className={form.issueAt('languages') === undefined ? 'field-hint' : 'field-error'}>
          {form.issueAt('languages') ?? t('clinic.formats.languagesHint')}
        </p>
      </div>
    </ClinicPage>
  );
}

interface QuestionProps {
  readonly zone: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** What a change of zone would do, before it is done: no visit moves on the clock, "now" does. */
function ZoneQuestion({ zone, onYes, onNo }: QuestionProps) {
  const { t } = useTranslation();
  const preview = useCallQuery('settings.previewZone', { timeZone: zone }).data;
  if (preview === undefined) return null;
  return (
    <section className="problem" role="alertdialog" aria-label={t('clinic.formats.zoneTitle', { zone })}>
      <h2>{t('clinic.formats.zoneTitle', { zone })}</h2>
      <p>{t('clinic.formats.zoneNow', { now: timeOf(preview.now), then: timeOf(preview.then) })}</p>
      <p>{t('clinic.formats.zoneStays', { count: preview.coming })}</p>
      {preview.skipped > 0 ? <p>{t('clinic.formats.zoneSkipped', { count: preview.skipped })}</p> : null}
      <div className="buttons">
        <Button variant="contained" autoFocus onClick={onYes}>
          {t('clinic.formats.zoneYes')}
        </Button>
        <Button onClick={onNo}>{t('clinic.formats.zoneNo')}</Button>
      </div>
    </section>
  );
}
