import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Composed, MESSAGE_WAYS, ToldMark } from '#shared/contract/messages';
import { MESSAGE_KINDS, type MessageKind } from '#shared/domain/message-template';
import type { AppointmentId } from '#shared/values/ids';
import { change } from '../../api/call';
import { useCallQuery } from '../../api/queries';
import { copyText } from '../../ui/copy-text';
import { errorWords } from '../../ui/error-words';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { notify } from '../../ui/notice';
import { useMay } from '../session/session';
import { useToldWords } from './told-words';

type Way = (typeof MESSAGE_WAYS)[number];

interface Props {
  readonly appointmentId: AppointmentId;
  readonly kind: MessageKind;
  /** `told`: the patient has been told just now. */
  readonly onBack: (told: boolean) => void;
}

const letters: Readonly<Record<string, Way>> = { w: 'whatsapp', e: 'email', c: 'copied', p: 'phone' };

/** One message, as it will be read, and the ways it can go; the program sends nothing by itself. */
export function MessagePanel({ appointmentId, kind: first, onBack }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const toldWords = useToldWords();
  const mayWrite = useMay('appointment.write');
  const [kind, setKind] = useState(first);
  const { data: message, error } = useCallQuery('messages.compose', { appointmentId, kind });

  const refresh = () => {
    void client.invalidateQueries({
      predicate: ({ queryKey }) => /^(messages|late)\./.test(String(queryKey[0])),
    });
  };

  const go = async (way: Way) => {
    if (!message || !mayWrite || !(await handOver(message, way))) return;
    const answer = await change('messages.note', { appointmentId, kind, way });
    if (!answer.ok) {
      notify(errorWords(t, answer.error), 'none', 'error');
      return;
    }
    refresh();
    notify(t(`messages.done.${way}`, { name: message.patientName }));
    onBack(true);
  };

  /** Copies or opens; false when it could not, and says so. */
  const handOver = async (ready: Composed, way: Way): Promise<boolean> => {
    const address = way === 'whatsapp' ? ready.whatsapp : way === 'email' ? ready.email : null;
    if ((way === 'whatsapp' || way === 'email') && address === null) return false;
    if (way === 'copied' || (way === 'whatsapp' && ready.pastes)) {
      if (!(await copyText(ready.text))) {
        notify(t('messages.copyFailed'), 'none', 'error');
        return false;
      }
    }
    if (address !== null) window.open(address, '_blank', 'noopener');
    return true;
  };

  const takeBack = async ({ id, version }: ToldMark) => {
    const answer = await change('messages.setNoted', { id, version, noted: false });
    if (!answer.ok) notify(errorWords(t, answer.error), 'none', 'error');
    refresh();
  };

  const keyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      onBack(false);
      return;
    }
    const way = letters[event.code.startsWith('Key') ? event.code.slice(3).toLowerCase() : ''];
    if (!way) return;
    event.preventDefault();
    void go(way);
  };

  return (
    <section className="panel-part" aria-label={t('messages.title')} data-keys="list" onKeyDown={keyDown}>
      <h2>{message ? t('messages.to', { name: message.patientName }) : t('messages.title')}</h2>
      <div className="chips" role="group" aria-label={t('messages.about')}>
        {MESSAGE_KINDS.map((one) => (
          <button
            key={one}
            type="button"
            className="chip-button"
            aria-pressed={one === kind}
            onClick={() => {
              setKind(one);
            }}
          >
            {t(`messages.kinds.${one}`)}
          </button>
        ))}
      </div>
      {error && !message ? (
        <p className="problem" role="alert">
          {errorWords(t, error.error)}
        </p>
      ) : null}
      {message ? (
        <>
          <blockquote className="message-text" lang={message.language} dir="auto">
            {message.text}
          </blockquote>
          {message.phoneProblem ? (
            <p className="muted">
              {t(`messages.phone.${message.phoneProblem}`, { phone: message.phone ?? '' })}
            </p>
          ) : (
            <p className="muted">{message.phone}</p>
          )}
          {message.pastes ? <p className="muted">{t('messages.pastes')}</p> : null}
          {mayWrite ? <Ways message={message} onGo={(way) => void go(way)} /> : null}
          {message.told.length > 0 ? (
            <ul className="told-list">
              {message.told.map((told) => (
                <li key={told.id}>
                  {t(`messages.kinds.${told.kind}`)}: {toldWords(told)}
                  {mayWrite ? (
                    <button
                      type="button"
                      className="link"
                      onClick={() => {
                        void takeBack(told);
                      }}
                    >
                      {t('messages.notAfterAll')}
                    </button>
                  ) : null}
                </li>
              ))}
            </ul>
          ) : null}
        </>
      ) : null}
    </section>
  );
}

function Ways({ message, onGo }: { readonly message: Composed; readonly onGo: (way: Way) => void }) {
  const { t } = useTranslation();
  const ways: readonly { readonly way: Way; readonly k: string; readonly can: boolean }[] = [
    { way: 'whatsapp', k: KEY.whatsapp, can: message.whatsapp !== null },
    { way: 'email', k: KEY.email, can: message.email !== null },
    { way: 'copied', k: KEY.copy, can: true },
    { way: 'phone', k: KEY.byPhone, can: true },
  ];
  const offered = ways.filter(({ can }) => can);
  return (
    <div className="actions" role="group" aria-label={t('messages.waysLabel')}>
      {offered.map(({ way, k }, index) => (
        <Button
          key={way}
          autoFocus={index === 0}
          variant={index === 0 ? 'contained' : 'outlined'}
          onClick={() => {
            onGo(way);
          }}
        >
          {t(`messages.go.${way}`)}
          <Kbd k={k} />
        </Button>
      ))}
    </div>
  );
}
