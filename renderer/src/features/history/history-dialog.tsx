import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import type { OutputOf } from '#shared/contract/contract';
import { HISTORY_KINDS, type HistoryKind } from '#shared/contract/medical-history';
import type { AppError } from '#shared/errors/app-error';
import { errorWords } from '../../ui/error-words';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { isTyping } from '../../ui/typing';
import { HistoryEntry } from './history-entry';
import { HistoryForm } from './history-form';
import { NOTHING_TYPED, ordered } from './history-logic';
import { keepHistory, useTypedHistory } from './store';
import { useHistoryChanges } from './use-history-changes';
import './history.css';

interface Props {
  readonly visit: Pick<AppointmentDto, 'id' | 'patientName'>;
  readonly listed: OutputOf<'medicalHistory.of'> | undefined;
  readonly error: AppError | undefined;
  readonly mayEnter: boolean;
  /** Only what was written down today is shown. */
  readonly isOfToday: boolean;
  readonly onClose: () => void;
}

/** Surgeries, family and lifestyle, each with its way to add; 1, 2 and 3 while nothing is typed. */
export function HistoryDialog({ visit, listed, error, mayEnter, isOfToday, onClose }: Props) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState<HistoryKind | null>(null);
  /** Whose key has the focus when it comes: the first, then that of the form that was left. */
  const [left, setLeft] = useState<HistoryKind | null>('surgery');
  const add = (kind: HistoryKind) => {
    setLeft(null);
    setAdding(kind);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      maxWidth="lg"
      fullWidth
      className="history"
      aria-labelledby="history-title"
      onKeyDown={(event) => {
        if (!mayEnter || isTyping(event.target) || event.altKey || event.ctrlKey || event.metaKey) return;
        const kind = HISTORY_KINDS[Number(event.key) - 1];
        if (!kind) return;
        event.preventDefault();
        add(kind);
      }}
    >
      <h2 id="history-title">{t('history.of', { name: visit.patientName })}</h2>
      {isOfToday ? <p className="muted">{t('history.onlyToday')}</p> : null}
      {error ? (
        <p className="problem" role="alert">
          {errorWords(t, error)}
        </p>
      ) : null}
      {!listed && !error ? <p aria-busy="true">{t('common.loading')}</p> : null}
      {listed
        ? HISTORY_KINDS.map((kind, index) => (
            <Group
              key={kind}
              kind={kind}
              cap={String(index + 1)}
              visit={visit}
              items={listed.items}
              mayEnter={mayEnter}
              isAdding={adding === kind}
              hasFocus={left === kind}
              onAdd={() => {
                add(kind);
              }}
              onBack={() => {
                setLeft(kind);
                setAdding(null);
              }}
            />
          ))
        : null}
      <Button variant="outlined" onClick={onClose} autoFocus={!mayEnter || error !== undefined}>
        {t('common.close')}
        <Kbd k={KEY.escape} />
      </Button>
    </Dialog>
  );
}

interface GroupProps extends Pick<Props, 'visit' | 'mayEnter'> {
  readonly kind: HistoryKind;
  readonly cap: string;
  readonly items: OutputOf<'medicalHistory.of'>['items'];
  readonly isAdding: boolean;
  readonly hasFocus: boolean;
  readonly onAdd: () => void;
  readonly onBack: () => void;
}

function Group({ kind, cap, visit, items, mayEnter, isAdding, hasFocus, onAdd, onBack }: GroupProps) {
  const { t } = useTranslation();
  const changes = useHistoryChanges(visit);
  const typed = useTypedHistory(({ byVisit }) => byVisit.get(visit.id)?.[kind]) ?? NOTHING_TYPED;
  const entries = ordered(items, kind);
  return (
    <section aria-labelledby={`history-${kind}`}>
      <header>
        <h3 id={`history-${kind}`}>{t(`history.kind.${kind}`)}</h3>
        {mayEnter && !isAdding ? (
          <button type="button" className="link" aria-keyshortcuts={cap} autoFocus={hasFocus} onClick={onAdd}>
            {t(`history.add.${kind}`)}
            <Kbd k={cap} />
          </button>
        ) : null}
      </header>
      {isAdding ? (
        <HistoryForm
          kind={kind}
          label={t(`history.add.${kind}`)}
          typed={typed}
          onTyped={(next) => {
            keepHistory(visit.id, kind, next);
          }}
          onSave={async (fact) => {
            const error = await changes.add(fact);
            if (error) return error;
            keepHistory(visit.id, kind, null);
            onBack();
            return null;
          }}
          onBack={onBack}
        />
      ) : null}
      {entries.length === 0 && !isAdding ? <p className="muted">{t(`history.empty.${kind}`)}</p> : null}
      {entries.length === 0 ? null : (
        <ul aria-labelledby={`history-${kind}`}>
          {entries.map((entry) => (
            <HistoryEntry key={entry.id} visit={visit} entry={entry} mayEnter={mayEnter} />
          ))}
        </ul>
      )}
    </section>
  );
}
