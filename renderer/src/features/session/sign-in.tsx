import Button from '@mui/material/Button';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '#shared/errors/app-error';
import { change } from '../../api/call';
import { useCallQuery } from '../../api/queries';
import { ClinicMark } from '../../ui/clinic-mark';
import { errorWords } from '../../ui/error-words';
import { Field } from '../../ui/field';
import { OfflineBar } from '../connection/offline-bar';
import { LanguageChoice } from './language-choice';
import { SampleAccounts } from './sample-accounts';
import { useSessionSteps } from './session';

/** The door: a name and a password, or one click on a sample account. */
export function SignIn() {
  const { t } = useTranslation();
  const settings = useCallQuery('settings.get', {}).data;
  const { comeIn } = useSessionSteps();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);

  const signIn = async (as: { name: string; password: string }) => {
    setBusy(true);
    setError(null);
    const answer = await change('session.signIn', as);
    if (answer.ok) await comeIn(answer.value);
    setBusy(false);
    if (!answer.ok) {
      setPassword('');
      setError(answer.error);
    }
  };

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void signIn({ name, password });
  };

  return (
    <div className="door">
      <OfflineBar />
      <main className="door-card">
        <header className="door-head">
          <ClinicMark />
          <h1>{settings?.clinicName ?? t('app.name')}</h1>
        </header>
        <form onSubmit={submit} noValidate>
          <Field label={t('session.name')}>
            {(control) => (
              <input
                {...control}
                autoFocus
                autoComplete="username"
                value={name}
                onChange={(event) => {
                  setName(event.target.value);
                }}
              />
            )}
          </Field>
          <Field label={t('session.password')} error={error ? errorWords(t, error) : undefined}>
            {(control) => (
              <input
                {...control}
                type="password"
                autoComplete="current-password"
                value={password}
                onChange={(event) => {
                  setPassword(event.target.value);
                }}
              />
            )}
          </Field>
          <Button type="submit" variant="contained" fullWidth disabled={busy || name.trim() === ''}>
            {busy ? t('session.signingIn') : t('session.signIn')}
          </Button>
        </form>
        <SampleAccounts
          busy={busy}
          onPick={(account) => {
            void signIn(account);
          }}
        />
        <LanguageChoice />
      </main>
    </div>
  );
}
