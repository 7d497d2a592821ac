import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import { HISTORY_KINDS } from '#shared/contract/medical-history';
import { useCallQuery } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { Kbd } from '../../ui/kbd';
import { ROOM_KEY } from '../consultation/keys';
import { useRoomCommands } from '../consultation/use-room-commands';
import { HistoryDialog } from './history-dialog';
import { ordered, stands } from './history-logic';
import { useFactWords } from './words';
import './history.css';

interface Props {
  readonly visit: AppointmentDto;
  readonly mayEnter: boolean;
}

/** What was told of the patient in one line, and the way to all of it. */
export function HistoryBand({ visit, mayEnter }: Props) {
  const { t } = useTranslation();
  const wordsOf = useFactWords();
  const [isOpen, setOpen] = useState(false);
  const { data, error } = useCallQuery('medicalHistory.of', { appointmentId: visit.id });
  const show = () => {
    setOpen(true);
  };
  useRoomCommands({ history: show });
  const known = data ? HISTORY_KINDS.flatMap((kind) => ordered(data.items, kind)).filter(stands) : [];
  return (
    <section className="band history-band" aria-label={t('history.title')}>
      {error ? <p className="field-error">{errorWords(t, error.error)}</p> : null}
      {error ? null : (
        <p>
          {data && known.length === 0 ? <span>{t('history.none')}</span> : null}
          {known.map((entry) => (
            <span key={entry.id}>{wordsOf(entry.fact)}</span>
          ))}
        </p>
      )}
      <button type="button" className="link" aria-keyshortcuts="Alt+B" onClick={show}>
        {t('history.show')}
        <Kbd k={ROOM_KEY.history} />
      </button>
      {isOpen ? (
        <HistoryDialog
          visit={visit}
          listed={data}
          error={error?.error}
          mayEnter={mayEnter}
          isOfToday={false}
          onClose={() => {
            setOpen(false);
          }}
        />
      ) : null}
    </section>
  );
}
