import Button from '@mui/material/Button';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { change } from '../../api/call';
import { errorWords } from '../../ui/error-words';
import { Field } from '../../ui/field';
import { useSessionSteps } from './session';

const names = ['current', 'next', 'again'] as const;
type Name = (typeof names)[number];

/** A one-time password is good for this only. */
export function ChangePassword() {
  const { t } = useTranslation();
  const { comeIn, signOut } = useSessionSteps();
  const [typed, setTyped] = useState<Record<Name, string>>({ current: '', next: '', again: '' });
  const [errors, setErrors] = useState<Partial<Record<Name, string>>>({});

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (typed.next !== typed.again) {
      setErrors({ again: t('session.notSame') });
      return;
    }
    const answer = await change('session.changePassword', { current: typed.current, next: typed.next });
    if (answer.ok) await comeIn(answer.value);
    else
      setErrors({
        [answer.error.code === 'UNAUTHENTICATED' ? 'current' : 'next']: errorWords(t, answer.error),
      });
  };

  return (
    <div className="door">
      <main className="door-card">
        <header className="door-head">
          <h1>{t('session.changeTitle')}</h1>
          <p>{t('session.changeHelp')}</p>
        </header>
        <form
          noValidate
          onSubmit={(event) => {
            void submit(event);
          }}
        >
          {names.map((name) => (
            <Field key={name} label={t(`session.${name}`)} error={errors[name]}>
              {(control) => (
                <input
                  {...control}
                  type="password"
                  autoFocus={name === 'current'}
                  autoComplete={name === 'current' ? 'current-password' : 'new-password'}
                  value={typed[name]}
                  onChange={(event) => {
                    setTyped({ ...typed, [name]: event.target.value });
                    setErrors({});
                  }}
                />
              )}
            </Field>
          ))}
          <Button type="submit" variant="contained" fullWidth>
            {t('session.change')}
          </Button>
          <Button
            fullWidth
            onClick={() => {
              void signOut();
            }}
          >
            {t('session.signOut')}
          </Button>
        </form>
      </main>
    </div>
  );
}
