import Button from '@mui/material/Button';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionDto } from '#shared/contract/session';
import type { AppError } from '#shared/errors/app-error';
import { change } from '../../api/call';
import { errorWords } from '../../ui/error-words';
import { Field } from '../../ui/field';
import { useSessionSteps } from './session';

/** Lies over the screen, which stays as it is behind it: what was typed is there after unlocking. */
export function LockScreen({ session }: { readonly session: SessionDto }) {
  const { t } = useTranslation();
  const { unlocked, signOut } = useSessionSteps();
  const [password, setPassword] = useState('');
  const [error, setError] = useState<AppError | null>(null);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setError(null);
    const answer = await change('session.unlock', { password });
    setPassword('');
    if (answer.ok) unlocked(answer.value);
    else setError(answer.error);
  };

  const words = error
    ? error.code === 'UNAUTHENTICATED' && error.reason === 'wrong_password'
      ? t('error.unauthenticated.wrong_password_again')
      : errorWords(t, error)
    : undefined;

  return (
    <div className="door door--over" role="dialog" aria-modal="true" aria-label={t('session.locked')}>
      <div className="door-card">
        <header className="door-head">
          <h1>{session.displayName}</h1>
          <p>
            {t('session.locked')} · {t('session.lockedHelp')}
          </p>
        </header>
        <form
          noValidate
          onSubmit={(event) => {
            void submit(event);
          }}
        >
          <Field label={t('session.password')} error={words}>
            {(control) => (
              <input
                {...control}
                autoFocus
                type="password"
                autoComplete="current-password"
                value={password}
                onChange={(event) => {
                  setPassword(event.target.value);
                }}
              />
            )}
          </Field>
          <Button type="submit" variant="contained" fullWidth>
            {t('session.unlock')}
          </Button>
          <Button
            fullWidth
            onClick={() => {
              void signOut();
            }}
          >
            {t('session.otherPerson')}
          </Button>
        </form>
      </div>
    </div>
  );
}
