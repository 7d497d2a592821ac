import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AsideEntry, SystemReport } from '#shared/contract/system';
import { change } from '../../api/call';
import { errorWords } from '../../ui/error-words';
import { notify } from '../../ui/notice';
import { useSystemWords } from './words';

type AsideReport = NonNullable<SystemReport['outbox']>['aside'];

/** A try takes about a second. */
const LOOK_AGAIN_MS = 2_000;

/** While an entry is being tried, the page looks again for what came of it. */
export function untilTried({ outbox }: SystemReport): number | null {
  return outbox?.aside.entries.some(({ nextTry }) => nextTry === null) ? LOOK_AGAIN_MS : null;
}

/** What MongoDB refused time and again: of what kind, since when, why; each can be tried again at once. */
export function Aside({ aside: { total, entries } }: { readonly aside: AsideReport }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [isSending, setSending] = useState(false);

  const again = async (some: readonly AsideEntry[]) => {
    setSending(true);
    const answer = await change('system.tryAgain', { ids: some.map(({ id }) => id) });
    await client.invalidateQueries({ queryKey: ['system.report'] });
    setSending(false);
    if (!answer.ok) notify(errorWords(t, answer.error), 'none', 'error');
    else if (answer.value.again === 0) notify(t('system.aside.gone'));
    else notify(t('system.aside.told', { count: answer.value.again }));
  };

  return (
    <section className="settings-card" aria-label={t('system.aside.title')}>
      <h2>{t('system.aside.title')}</h2>
      {entries.length === 0 ? (
        <p className="muted">{t('system.aside.none')}</p>
      ) : (
        <>
          <p className="settings-warning">{t('system.aside.help')}</p>
          <ul className="system-aside">
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} isSending={isSending} again={() => void again([entry])} />
            ))}
          </ul>
          {total > entries.length ? (
            <p className="muted">{t('system.aside.more', { count: total - entries.length })}</p>
          ) : null}
          {entries.length > 1 ? (
            <div className="buttons">
              <Button variant="outlined" disabled={isSending} onClick={() => void again(entries)}>
                {t('system.aside.againAll')}
              </Button>
            </div>
          ) : null}
        </>
      )}
    </section>
  );
}

interface EntryProps {
  readonly entry: AsideEntry;
  readonly isSending: boolean;
  readonly again: () => void;
}

function Entry({ entry: { id, topic, since, tries, fault, reason, nextTry }, isSending, again }: EntryProps) {
  const { t } = useTranslation();
  const { moment } = useSystemWords();
  const named = t('system.aside.entry', { what: t(`system.aside.topics.${topic}`), id });
  const facts = [
    t('system.aside.since', { moment: moment(since) }),
    t('system.aside.times', { count: tries }),
    nextTry === null ? t('system.aside.now') : t('system.aside.next', { moment: moment(nextTry) }),
  ];
  return (
    <li>
      <div>
        <p>
          <b>{named}</b>
        </p>
        <p>
          {t(`system.aside.faults.${fault}`)}{' '}
          {reason === null ? null : <span className="muted">{reason}</span>}
        </p>
        <p className="muted">{facts.join(' · ')}</p>
      </div>
      <Button
        variant="outlined"
        disabled={isSending || nextTry === null}
        aria-label={t('system.aside.againOf', { entry: named })}
        onClick={again}
      >
        {t('system.aside.again')}
      </Button>
    </li>
  );
}
