import Button from '@mui/material/Button';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TestedConnection } from '#shared/contract/system';
import { change } from '../../api/call';
import { errorWords } from '../../ui/error-words';
import { Field } from '../../ui/field';

/** Tries an address from this desk and says in a sentence what is in its way; the address is kept nowhere. */
export function ConnectionTrial() {
  const { t } = useTranslation();
  const [store, setStore] = useState<'mysql' | 'mongo'>('mysql');
  const [url, setUrl] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState<{ readonly good: boolean; readonly text: string } | null>(null);

  const wording = (tested: TestedConnection): string => {
    if (tested.outcome === 'fails') return t(`system.faults.${tested.fault}`, tested.params);
    const works = t('system.works', {
      version: tested.version,
      latency: tested.latency,
      tls: t(tested.tls ? 'system.yes' : 'system.no'),
    });
    return tested.schema === 'up' ? works : `${works} ${t(`system.states.${tested.schema}`)}`;
  };
  const run = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setSaid(null);
    const answer = await change(
      'system.testConnection',
      store === 'mysql' ? { mysqlUrl: url } : { mongoUrl: url },
    );
    setSaid(
      answer.ok
        ? { good: answer.value.outcome === 'works', text: wording(answer.value) }
        : { good: false, text: errorWords(t, answer.error) },
    );
    setBusy(false);
  };
  return (
    <form className="form" aria-label={t('system.trial')} onSubmit={(event) => void run(event)}>
      <h2>{t('system.trial')}</h2>
      <p className="muted">{t('system.trialHelp')}</p>
      <div className="switch" role="group" aria-label={t('system.store')}>
        {(['mysql', 'mongo'] as const).map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={store === name}
            onClick={() => {
              setStore(name);
              setSaid(null);
            }}
          >
            {t(`system.${name}`)}
          </button>
        ))}
      </div>
      <Field label={t('system.address')} hint={t(`system.form.${store}`)}>
        {(control) => (
          <input
            {...control}
            type="text"
            autoComplete="off"
            spellCheck={false}
            value={url}
            onChange={({ target }) => {
              setUrl(target.value);
            }}
          />
        )}
      </Field>
      <div className="buttons">
        <Button type="submit" variant="contained" disabled={isBusy || url.trim() === ''}>
          {t(isBusy ? 'system.trying' : 'system.try')}
        </Button>
      </div>
      <div role="status">
        {said ? <p className={said.good ? 'system-good' : 'problem'}>{said.text}</p> : null}
      </div>
    </form>
  );
}
