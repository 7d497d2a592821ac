import Dialog from '@mui/material/Dialog';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState, type KeyboardEvent as KeyPress } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientSummary } from '#shared/contract/patients';
import { callOptions } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { patientName } from '../../ui/format';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { useShownOption } from '../../ui/use-shown-option';
import { closeLookUp, openLookUp, useLookUp } from './look-up-store';
import { usePatientLine, useVisitLine } from './patient-line';
import { useEnter } from './use-enter';
import { usePatientSearch } from './use-patient-search';

function isLookUpKey(event: KeyboardEvent): boolean {
  return (
    (event.ctrlKey || event.metaKey) &&
    !event.altKey &&
    !event.shiftKey &&
    (event.code === 'KeyK' || event.key.toLowerCase() === 'k')
  );
}

interface Props {
  readonly onOpen: (patient: PatientSummary) => void;
}

/** `Ctrl+K` over anything: who somebody is, and when they come. Esc goes back to the same letter. */
export function LookUp({ onOpen }: Props) {
  const isOpen = useLookUp((state) => state.isOpen);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!isLookUpKey(event) || document.querySelector('.work[inert]') !== null) return;
      event.preventDefault();
      event.stopPropagation();
      openLookUp();
    };
    window.addEventListener('keydown', listen, { capture: true });
    return () => {
      window.removeEventListener('keydown', listen, { capture: true });
      closeLookUp(false);
    };
  }, []);
  return isOpen ? <LookUpBox onOpen={onOpen} /> : null;
}

function LookUpBox({ onOpen }: Props) {
  const { t } = useTranslation();
  const listId = useId();
  const asked = useLookUp((state) => state.asked);
  const [typed, setTyped] = useState(asked?.text ?? '');
  const [active, setActive] = useState(0);
  const line = usePatientLine();
  const visitLine = useVisitLine();
  const searched = usePatientSearch(typed);
  const isAsked = asked !== null && typed === asked.text && asked.found.length > 0;
  const items = isAsked ? asked.found : searched.items;
  const isAnswer = isAsked || searched.isAnswer;
  const ids = items.map(({ id }) => id);
  const glance = useQuery({
    ...callOptions('patients.glance', { ids }),
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  }).data;
  const at = Math.min(active, Math.max(0, items.length - 1));

  const open = (patient: PatientSummary) => {
    closeLookUp(false);
    onOpen(patient);
  };
  const enter = useEnter(typed, isAnswer, () => {
    const patient = items[at];
    if (patient) open(patient);
  });
  const keys = (event: KeyPress) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (items.length > 0) {
        setActive((at + (event.key === 'ArrowDown' ? 1 : items.length - 1)) % items.length);
      }
    } else if (event.key === 'Enter') {
      event.preventDefault();
      enter.press();
    }
  };
  const note = searched.error
    ? errorWords(t, searched.error.error)
    : searched.text.length < 2
      ? t('patient.typeMore')
      : items.length === 0 && isAnswer
        ? t('patient.none', { text: searched.text })
        : !isAsked && searched.hasMore
          ? t('patient.foundMore', { count: items.length })
          : '';
  useShownOption(items.length > 0 ? `${listId}-${String(at)}` : undefined);
  return (
    <Dialog
      open
      transitionDuration={0}
      disableRestoreFocus
      disableScrollLock
      slotProps={{ paper: { 'aria-label': t('patient.lookUp') } }}
      sx={{ '& .MuiDialog-container': { alignItems: 'flex-start', paddingBlockStart: '40px' } }}
      onClose={() => {
        closeLookUp(true);
      }}
    >
      <div className="look-up" data-over>
        <input
          role="combobox"
          aria-label={t('patient.lookUp')}
          aria-autocomplete="list"
          aria-expanded={items.length > 0}
          aria-controls={listId}
          aria-activedescendant={items.length > 0 ? `${listId}-${String(at)}` : undefined}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          placeholder={t('patient.find')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(0);
            enter.forget();
          }}
          onKeyDown={keys}
        />
        <ul id={listId} role="listbox" aria-label={t('patient.results')}>
          {items.map((patient, index) => {
            const known = glance?.items.find(({ id }) => id === patient.id);
            return (
              <li
                key={patient.id}
                id={`${listId}-${String(index)}`}
                role="option"
                aria-selected={index === at}
                onPointerDown={(event) => {
                  event.preventDefault();
                }}
                onClick={() => {
                  open(patient);
                }}
              >
                <b>{patientName(patient)}</b>
                <span>
                  {known
                    ? known.next
                      ? t('patient.nextVisit', { visit: visitLine(known.next) })
                      : t('patient.noNext')
                    : ''}
                </span>
                <span>{patient.deleted ? t('patient.removed') : line(patient)}</span>
                <span>{known?.last ? t('patient.lastVisit', { visit: visitLine(known.last) }) : ''}</span>
              </li>
            );
          })}
        </ul>
        {note ? <p className="muted">{note}</p> : null}
        <p className="look-up-keys">
          <span>
            <Kbd k={KEY.enter} /> {t('patient.openCard')}
          </span>
          <span>
            <Kbd k={KEY.escape} /> {t('patient.goBack')}
          </span>
        </p>
      </div>
    </Dialog>
  );
}
