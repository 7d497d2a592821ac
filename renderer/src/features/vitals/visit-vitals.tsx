import Button from '@mui/material/Button';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import { holdsSlot } from '#shared/domain/visit-state';
import { dateOf } from '#shared/values/wall-clock';
import { useClinicNow } from '../../app/clock';
import { useCallQuery } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { Kbd } from '../../ui/kbd';
import { ROOM_KEY } from '../consultation/keys';
import { useRoomCommands } from '../consultation/use-room-commands';
import { useMay, useMayWriteFor } from '../session/session';
import { EntryChange, EntrySteps, type EntryStep, useEntryMarks } from './entry-change';
import { stands } from './latest';
import { NewEntry, focusFirstVital } from './new-entry';
import { useVitalWords, useWhen } from './words';
import './vitals.css';

/** What was measured today of a visit, and its form; for whom the clinic lets enter vitals. */
export function VisitVitals({ visit }: { readonly visit: AppointmentDto }) {
  const { today } = useClinicNow();
  const mayEnter = useMay('clinical.vitals');
  const mayWriteFor = useMayWriteFor();
  if (!mayEnter || !mayWriteFor(visit.doctorId) || dateOf(visit.start) !== today || !holdsSlot(visit.state)) {
    return null;
  }
  return <TodaysVitals visit={visit} />;
}

function TodaysVitals({ visit }: { readonly visit: AppointmentDto }) {
  const { t } = useTranslation();
  const wordsOf = useVitalWords();
  const marksOf = useEntryMarks();
  const when = useWhen();
  const enterKey = useRef<HTMLButtonElement>(null);
  const [isEntering, setEntering] = useState(false);
  const [open, setOpen] = useState<{ readonly id: number; readonly step: EntryStep } | null>(null);
  const { data, error } = useCallQuery('vitals.today', { appointmentId: visit.id });
  const enter = () => {
    setEntering(true);
    focusFirstVital();
  };
  useRoomCommands({ vitals: enter });
  return (
    <section className="visit-vitals" aria-label={t('vitals.title')}>
      <h3>{t('vitals.title')}</h3>
      {error ? <p className="problem">{errorWords(t, error.error)}</p> : null}
      {isEntering ? (
        <NewEntry
          visit={visit}
          onDone={() => {
            setEntering(false);
            requestAnimationFrame(() => enterKey.current?.focus());
          }}
        />
      ) : (
        <Button ref={enterKey} variant="outlined" aria-keyshortcuts="Alt+V" onClick={enter}>
          {t('vitals.enter')}
          <Kbd k={ROOM_KEY.vitals} />
        </Button>
      )}
      {data?.items.length === 0 ? <p className="muted">{t('vitals.noneToday')}</p> : null}
      <ul>
        {data?.items.map((entry) => {
          const holds = stands(entry);
          const words = wordsOf(entry.values).join(' · ');
          return (
            <li key={entry.id}>
              <p>
                <small className="muted">{when(entry.takenAt)}</small> {holds ? words : <s>{words}</s>}
              </p>
              <small className="muted">
                {[entry.entered.by, entry.note, marksOf(entry)].filter(Boolean).join(' · ')}
              </small>
              {holds ? (
                <span className="visit-vitals-steps">
                  <EntrySteps
                    entry={entry}
                    onStep={(step) => {
                      setOpen({ id: entry.id, step });
                    }}
                  />
                </span>
              ) : null}
              {open?.id === entry.id && holds ? (
                <EntryChange
                  key={open.step}
                  visit={visit}
                  entry={entry}
                  step={open.step}
                  onDone={() => {
                    setOpen((now) => (now === open ? null : now));
                  }}
                />
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
