import { useTranslation } from 'react-i18next';
import type { AllSettings } from '#shared/contract/settings';
import { RETENTION } from '#shared/contract/settings-values';
import { ClinicPage, WithSettings } from '../clinic/clinic-page';
import { NumberField } from '../clinic/fields';
import { useSettingsForm } from '../clinic/use-settings-form';
import { Preview } from './preview';
import { Runs } from './runs';
import './retention.css';

/** Five years: what is proposed where nothing was ever archived. */
const PROPOSED = 5;

/** How long patients stay in the usual search; for ever, unless the clinic says otherwise. */
export function RetentionPage() {
  return <WithSettings Form={Retention} />;
}

function Retention({ all }: { readonly all: AllSettings }) {
  const { t } = useTranslation();
  const form = useSettingsForm(['retentionYears'], all);
  const years = form.value('retentionYears');
  const isRule = years !== null;
  const issue = form.issueAt('retentionYears');
  return (
    <ClinicPage form={form} lead={t('retention.lead')}>
      <div className="settings-card" role="radiogroup" aria-label={t('settings.pages.retention.title')}>
        <label className="retention-choice">
          <input
            type="radio"
            checked={!isRule}
            onChange={() => {
              form.set('retentionYears', null);
            }}
          />
          {t('retention.forEver')}
        </label>
        <label className="retention-choice">
          <input
            type="radio"
            checked={isRule}
            onChange={() => {
              form.set('retentionYears', all.values.retentionYears ?? PROPOSED);
            }}
          />
          {t('retention.byRule')}
        </label>
        {isRule ? (
          <>
            <NumberField
              label={t('retention.years')}
              hint={t('retention.yearsHint', RETENTION)}
              value={years}
              saved={form.saved('retentionYears') ?? undefined}
              error={issue}
              onChange={(value) => {
                form.set('retentionYears', value);
              }}
            />
            <p className="field-hint">{t('retention.onceADay')}</p>
          </>
        ) : null}
      </div>
      {years === null || issue !== undefined || Number.isNaN(years) ? null : (
        <Preview years={years} isSaved={all.values.retentionYears === years} />
      )}
      <Runs />
    </ClinicPage>
  );
}
