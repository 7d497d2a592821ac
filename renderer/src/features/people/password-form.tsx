import Button from '@mui/material/Button';
import { useEffect, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/contract';
import { ask, change } from '../../api/call';
import { errorWords } from '../../ui/error-words';
import { Field } from '../../ui/field';
import { notify } from '../../ui/notice';
import { useSessionSteps } from '../session/session';

const NAMES = ['current', 'next', 'again'] as const;
type Name = (typeof NAMES)[number];
const EMPTY: Readonly<Record<Name, string>> = { current: '', next: '', again: '' };
/** After the last keystroke: the server weighs the password, which costs it some milliseconds. */
const PAUSE_MS = 250;

/** How hard the password is to guess, as the server will judge it. */
function useStrength(password: string): OutputOf<'session.strength'> | null {
  const [weighed, setWeighed] = useState<{ password: string; by: OutputOf<'session.strength'> } | null>(null);
  useEffect(() => {
    if (password === '') return;
    const ended = new AbortController();
    const timer = setTimeout(() => {
      ask('session.strength', { password }, ended.signal).then(
        (by) => {
          setWeighed({ password, by });
        },
        // Saving says what is wrong.
        () => undefined,
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      ended.abort();
    };
  }, [password]);
  return weighed?.password === password ? weighed.by : null;
}

const SCORES = ['0', '1', '2', '3', '4'] as const;

/** What is not accepted is never called good. */
function scoreOf({ score, accepted }: OutputOf<'session.strength'>): (typeof SCORES)[number] {
  return SCORES[accepted ? score : Math.min(score, 2)] ?? '0';
}

/** A new password for oneself; the old one is asked for, and every other place it opened is closed. */
export function PasswordForm() {
  const { t } = useTranslation();
  const { enter } = useSessionSteps();
  const [typed, setTyped] = useState(EMPTY);
  const [errors, setErrors] = useState<Partial<Record<Name, string>>>({});
  const strength = useStrength(typed.next);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (typed.next !== typed.again) {
      setErrors({ again: t('session.notSame') });
      return;
    }
    const answer = await change('session.changePassword', { current: typed.current, next: typed.next });
    if (answer.ok) {
      setTyped(EMPTY);
      enter(answer.value);
      notify(t('people.password.changed'));
      return;
    }
    const at = answer.error.code === 'UNAUTHENTICATED' ? 'current' : 'next';
    const wrong = answer.error.code === 'UNAUTHENTICATED' && answer.error.reason === 'wrong_password';
    setErrors({
      [at]: wrong ? t('error.unauthenticated.wrong_password_again') : errorWords(t, answer.error),
    });
  };

  return (
    <form
      className="settings-card"
      noValidate
      aria-labelledby="own-password"
      onSubmit={(event) => {
        void submit(event);
      }}
    >
      <h2 id="own-password">{t('people.password.title')}</h2>
      {NAMES.map((name) => (
        <Field
          key={name}
          label={name === 'current' ? t('people.password.current') : t(`session.${name}`)}
          error={errors[name]}
        >
          {(control) => (
            <input
              {...control}
              type="password"
              autoComplete={name === 'current' ? 'current-password' : 'new-password'}
              value={typed[name]}
              onChange={({ target }) => {
                setTyped({ ...typed, [name]: target.value });
                setErrors({});
              }}
            />
          )}
        </Field>
      ))}
      <p className="strength" role="status">
        {strength ? (
          <>
            <meter min={0} max={4} low={2} high={3} optimum={4} value={strength.score} aria-hidden="true" />
            {t(`people.password.score.${scoreOf(strength)}`)}
          </>
        ) : (
          t('people.password.help')
        )}
      </p>
      <div className="buttons">
        <Button type="submit" variant="outlined" disabled={typed.current === '' || typed.next === ''}>
          {t('session.change')}
        </Button>
      </div>
    </form>
  );
}
