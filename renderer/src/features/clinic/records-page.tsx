import { useTranslation } from 'react-i18next';
import { CHART_HOURS } from '#shared/contract/chart-values';
import type { AllSettings } from '#shared/contract/settings';
import { ClinicPage, WithSettings } from './clinic-page';
import { useSettingsForm } from './use-settings-form';

const KEYS = ['chartsOpenToAll'] as const;

/** Who reads what is clinical of patients whom they do not treat. */
export function RecordsPage() {
  return <WithSettings Form={Records} />;
}

function Records({ all }: { readonly all: AllSettings }) {
  const { t } = useTranslation();
  const form = useSettingsForm(KEYS, all);
  return (
    <ClinicPage form={form} lead={t('clinic.records.lead')}>
      <div className="settings-card">
        <label className="check">
          <input
            type="checkbox"
            checked={form.value('chartsOpenToAll')}
            onChange={(event) => {
              form.set('chartsOpenToAll', event.target.checked);
            }}
          />
          {t('clinic.records.all')}
        </label>
        <p className="field-hint">{t('clinic.records.hint', { count: CHART_HOURS })}</p>
      </div>
    </ClinicPage>
  );
}
