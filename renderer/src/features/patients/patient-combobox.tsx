import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientSummary } from '#shared/contract/patients';
import { errorWords } from '../../ui/error-words';
import { patientName } from '../../ui/format';
import { useShownOption } from '../../ui/use-shown-option';
import { usePatientLine } from './patient-line';
import { useEnter } from './use-enter';
import { usePatientSearch } from './use-patient-search';

interface Props {
  readonly id?: string;
  readonly label: string;
  readonly autoFocus?: boolean;
  readonly invalid?: boolean;
  readonly describedBy?: string | undefined;
  /** What was typed before; the box keeps its own text from then on. */
  readonly initial?: string;
  readonly onPick: (patient: PatientSummary) => void;
  /** Offers to register what was typed, where that makes sense. */
  onRegister?: ((typed: string) => void) | undefined;
  onTyped?: ((typed: string) => void) | undefined;
  onEscape?: (() => void) | undefined;
  /** Offers to look among removed patients too. */
  readonly offersRemoved?: boolean;
}

/** Finds a patient while typing: a combobox with its list, by keys or pointer. */
export function PatientCombobox(props: Props) {
  const { label, onPick, onRegister, onTyped, onEscape } = props;
  const { t } = useTranslation();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(props.initial ?? '');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const [removed, setRemoved] = useState(false);
  const { items, hasMore, isAnswer, text, error } = usePatientSearch(typed, removed);
  const line = usePatientLine();
  const offersRegister = onRegister !== undefined && typed.trim().length >= 2;
  const offersRemoved = props.offersRemoved === true && !removed && typed.trim().length >= 2;
  const count = items.length + (offersRegister ? 1 : 0) + (offersRemoved ? 1 : 0);
  const at = Math.min(active, Math.max(0, count - 1));
  const shows = isOpen && typed.trim().length > 0;

  const close = () => {
    setOpen(false);
    setActive(0);
    setRemoved(false);
  };
  const pick = (index: number) => {
    const patient = items[index];
    if (!patient && offersRemoved && index === count - 1) {
      setRemoved(true);
      setActive(0);
      input.current?.focus();
      return;
    }
    close();
    if (patient) {
      setTyped('');
      onPick(patient);
    } else if (offersRegister) {
      onRegister(typed.trim());
    }
  };

  // Only an answer to what stands in the box is picked, never the one before it.
  const enter = useEnter(typed, isAnswer, () => {
    if (shows && count > 0) pick(at);
  });

  const keyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      if (count > 0) setActive((at + (event.key === 'ArrowDown' ? 1 : count - 1)) % count);
    } else if (event.key === 'Enter' && typed.trim() !== '') {
      event.preventDefault();
      enter.press();
    } else if (event.key === 'Tab') {
      // Before the browser looks where Tab leads: never into the list.
      close();
    } else if (event.key === 'Escape') {
      if (shows) {
        event.preventDefault();
        event.stopPropagation();
        close();
      } else {
        onEscape?.();
      }
    }
  };

  const optionId = (index: number) => `${listId}-${String(index)}`;
  useShownOption(shows && count > 0 ? optionId(at) : undefined);
  const note = error
    ? errorWords(t, error.error)
    : text.length < 2
      ? t('patient.typeMore')
      : items.length === 0
        ? isAnswer
          ? t('patient.none', { text })
          : ''
        : hasMore
          ? t('patient.foundMore', { count: items.length })
          : '';

  return (
    <div
      className="combo"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) close();
      }}
    >
      <input
        ref={input}
        id={props.id}
        type="text"
        role="combobox"
        aria-label={props.id ? undefined : label}
        aria-autocomplete="list"
        aria-expanded={shows}
        aria-controls={listId}
        aria-activedescendant={shows && count > 0 ? optionId(at) : undefined}
        aria-invalid={props.invalid ?? false}
        aria-describedby={props.describedBy}
        autoComplete="off"
        spellCheck={false}
        autoFocus={props.autoFocus}
        placeholder={label}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setRemoved(false);
          enter.forget();
          onTyped?.(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onFocus={() => {
          if (typed !== '') setOpen(true);
        }}
        onKeyDown={keyDown}
      />
      <div className="combo-pop" hidden={!shows}>
        <ul id={listId} role="listbox" aria-label={t(removed ? 'patient.removedResults' : 'patient.results')}>
          {items.map((patient, index) => (
            <li
              key={patient.id}
              id={optionId(index)}
              role="option"
              aria-selected={index === at}
              onPointerDown={(event) => {
                event.preventDefault();
              }}
              onClick={() => {
                pick(index);
              }}
            >
              <b>{patientName(patient)}</b>
              <span>{line(patient)}</span>
            </li>
          ))}
          {offersRegister ? (
            <li
              id={optionId(items.length)}
              role="option"
              className="combo-register"
              aria-selected={at === items.length}
              onPointerDown={(event) => {
                event.preventDefault();
              }}
              onClick={() => {
                pick(items.length);
              }}
            >
              {t('patient.register', { text: typed.trim() })}
            </li>
          ) : null}
          {offersRemoved ? (
            <li
              id={optionId(count - 1)}
              role="option"
              className="combo-removed"
              aria-selected={at === count - 1}
              onPointerDown={(event) => {
                event.preventDefault();
              }}
              onClick={() => {
                pick(count - 1);
              }}
            >
              {t('patient.amongRemoved')}
            </li>
          ) : null}
        </ul>
        {note ? <p className="combo-note">{note}</p> : null}
      </div>
      <span className="unseen" role="status">
        {shows && isAnswer ? t('patient.found', { count: items.length }) : ''}
      </span>
    </div>
  );
}
