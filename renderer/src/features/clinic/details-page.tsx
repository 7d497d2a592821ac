import Button from '@mui/material/Button';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AllSettings } from '#shared/contract/settings';
import { fieldWords } from '../../ui/error-words';
import { ClinicPage, WithSettings } from './clinic-page';
import { PaperHead, TextField } from './fields';
import { readLogo } from './read-logo';
import { type SettingsForm, useSettingsForm } from './use-settings-form';

const KEYS = ['clinicName', 'address', 'phone', 'logo'] as const;
type Form = SettingsForm<(typeof KEYS)[number]>;

/** What the clinic is called, where it is, and its mark. */
export function DetailsPage() {
  return <WithSettings Form={Details} />;
}

function Details({ all }: { readonly all: AllSettings }) {
  const { t } = useTranslation();
  const form = useSettingsForm(KEYS, all);
  const lines = [form.value('address'), form.value('phone')].map(String);
  return (
    <ClinicPage
      form={form}
      lead={t('clinic.details.lead')}
      aside={
        <>
          <h2>{t('clinic.onPaper')}</h2>
          <div className="paper-preview">
            <PaperHead name={form.value('clinicName')} lines={lines} logo={form.value('logo')} />
          </div>
        </>
      }
    >
      <div className="settings-card">
        <TextField
          label={t('clinic.keys.clinicName')}
          value={form.value('clinicName')}
          saved={form.saved('clinicName')}
          error={form.issueAt('clinicName')}
          onChange={(value) => {
            form.set('clinicName', value);
          }}
        />
        <TextField
          label={t('clinic.keys.address')}
          rows={3}
          value={form.value('address')}
          saved={form.saved('address')}
          error={form.issueAt('address')}
          onChange={(value) => {
            form.set('address', value);
          }}
        />
        <TextField
          label={t('clinic.keys.phone')}
          value={form.value('phone')}
          saved={form.saved('phone')}
          error={form.issueAt('phone')}
          onChange={(value) => {
            form.set('phone', value);
          }}
        />
      </div>
      <LogoCard form={form} />
    </ClinicPage>
  );
}

function LogoCard({ form }: { readonly form: Form }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const logo = form.value('logo');
  const read = async (file: File | undefined) => {
    if (file === undefined) return;
    const answer = await readLogo(file);
    if (typeof answer === 'string') setWrong(fieldWords(t, answer));
    else {
      setWrong(null);
      form.set('logo', answer);
    }
  };
  return (
    <div
      className="settings-card"
      onDragOver={(event) => {
        event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        void read(event.dataTransfer.files[0]);
      }}
    >
      <h2>{t('clinic.keys.logo')}</h2>
      <div className="logo-now">
        <div className="logo-box">
          {logo ? <img src={`data:${logo.type};base64,${logo.data}`} alt={t('clinic.logo.alt')} /> : null}
        </div>
        <div className="buttons">
          <Button
            variant="outlined"
            onClick={() => {
              input.current?.click();
            }}
          >
            {t('clinic.logo.choose')}
          </Button>
          {logo ? (
            <Button
              onClick={() => {
                form.set('logo', null);
              }}
            >
              {t('clinic.logo.remove')}
            </Button>
          ) : null}
          <input
            ref={input}
            type="file"
            hidden
            accept="image/png,image/jpeg"
            aria-label={t('clinic.logo.choose')}
            onChange={(event) => {
              void read(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
        </div>
      </div>
      <p
        className={wrong === null ? 'field-hint' : 'field-error'}
        role={wrong === null ? undefined : 'alert'}
      >
        {wrong ?? t('clinic.logo.hint')}
      </p>
    </div>
  );
}
