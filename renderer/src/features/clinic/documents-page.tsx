import { useTranslation } from 'react-i18next';
import type { AllSettings } from '#shared/contract/settings';
import { languageNames, PAPER_LANGUAGES, type PaperLanguage } from '#shared/texts/languages';
import { ClinicPage, WithSettings } from './clinic-page';
import { PaperHead, TextField } from './fields';
import { PharmaciesList } from './pharmacies-list';
import { useSettingsForm } from './use-settings-form';

const KEYS = ['paperTexts', 'pharmacies'] as const;
const ADVICE = ['noteAdvice', 'slipAdvice'] as const;

/** The clinic's own words on its sheets. */
export function DocumentsPage() {
  return <WithSettings Form={Documents} />;
}

function Documents({ all }: { readonly all: AllSettings }) {
  const { t, i18n } = useTranslation();
  const form = useSettingsForm(KEYS, all);
  const texts = form.value('paperTexts');
  const { clinicName, address, phone, logo } = all.values;
  const setAdvice = (name: (typeof ADVICE)[number], language: PaperLanguage, value: string) => {
    const others = Object.entries(texts[name]).filter(([one]) => one !== language);
    const next = value === '' ? others : [...others, [language, value] as const];
    form.set('paperTexts', { ...texts, [name]: Object.fromEntries(next) });
  };
  const ours = { noteAdvice: 'paper.bringThis', slipAdvice: null } as const;
  const shown = i18n.language === 'hi' ? 'hi' : 'en';
  return (
    <ClinicPage
      form={form}
      lead={t('clinic.documents.lead')}
      aside={
        <>
          <h2>{t('clinic.onPaper')}</h2>
          <div className="paper-preview">
            <PaperHead name={clinicName} lines={[address, phone, texts.head]} logo={logo} />
            <p>{t('paper.kinds.appointmentNote')} …</p>
            <p>{texts.noteAdvice[shown] ?? t('paper.bringThis')}</p>
            <p>{texts.foot}</p>
          </div>
        </>
      }
    >
      <div className="settings-card">
        {(['head', 'foot'] as const).map((name) => (
          <TextField
            key={name}
            label={t(`clinic.documents.${name}`)}
            hint={t(`clinic.documents.hint.${name}`)}
            rows={2}
            value={texts[name]}
            saved={form.saved('paperTexts')[name]}
            error={form.issueAt(`paperTexts.${name}`)}
            onChange={(value) => {
              form.set('paperTexts', { ...texts, [name]: value });
            }}
          />
        ))}
      </div>
      {ADVICE.map((name) => (
        <div className="settings-card" key={name}>
          <h2>{t(`clinic.documents.${name}`)}</h2>
          {PAPER_LANGUAGES.map((language) => {
            const own = ours[name];
            return (
              <TextField
                key={language}
                label={languageNames[language]}
                rows={2}
                value={texts[name][language] ?? ''}
                saved={form.saved('paperTexts')[name][language] ?? ''}
                hint={
                  own === null ? undefined : t('clinic.documents.ours', { text: t(own, { lng: language }) })
                }
                error={form.issueAt(`paperTexts.${name}.${language}`)}
                onChange={(value) => {
                  setAdvice(name, language, value);
                }}
              />
            );
          })}
        </div>
      ))}
      <PharmaciesList form={form} />
    </ClinicPage>
  );
}
