import Button from '@mui/material/Button';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '#shared/errors/app-error';
import { fieldWords } from '../../ui/error-words';
import { Field } from '../../ui/field';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import type { Override } from '../appointments/actions';
import { useChanges } from '../appointments/changes';
import { useDoctors } from '../appointments/doctors';
import { focusCalendar } from '../appointments/grid/use-cursor';
import { RefusedBox } from '../appointments/panel/refused-box';
import { PatientField } from '../appointments/panel/patient-field';
import { showPanel, showWalkIn, useScreen } from '../appointments/store';
import { LikelyList, useLikely } from '../patients/likely-list';
import { usePrint } from '../printing/use-print';
import {
  boxOf,
  emptyWalkIn,
  isPhone,
  newPatientOf,
  readWalkIn,
  type TypedWalkIn,
  type Wrong,
} from './logic/walk-in-form';
import { usePlaces } from './use-places';

/** Under the keyboard's place, else the first in the clinic's order. */
function useUsualDoctor(): string {
  const column = useScreen((screen) => screen.cursor?.columnKey);
  const { all } = useDoctors();
  const here = all.filter(({ deleted }) => !deleted);
  const under = here.find(({ id }) => column?.startsWith(`${String(id)}@`) === true);
  return String((under ?? here[0])?.id ?? '');
}

function type(change: Partial<TypedWalkIn>): void {
  useScreen.setState(({ walkIn }) => ({ walkIn: { ...(walkIn ?? emptyWalkIn), ...change } }));
}

/** What the server found wrong, at the boxes; null when it belongs to none of them. */
function serverWrong(error: AppError | null, who: string): Wrong | null {
  if (error?.code !== 'VALIDATION') return null;
  return Object.fromEntries(error.issues.map(({ path, code }) => [boxOf(path, who), code]));
}

/**
 * Someone at the desk without an appointment: found or new, for whom, and Enter. What is typed stays while the
 * panel shows something else.
 */
export function WalkInForm() {
  const { t } = useTranslation();
  const kept = useScreen((screen) => screen.walkIn);
  const usual = useUsualDoctor();
  const [restored] = useState(kept !== null && kept.who !== '');
  const places = usePlaces();
  const { walkIn } = useChanges();
  const { print } = usePrint();
  const [wrong, setWrong] = useState<Wrong>({});
  const [error, setError] = useState<AppError | null>(null);
  const sending = useRef(false);
  const birth = useRef<HTMLInputElement>(null);
  const reason = useRef<HTMLInputElement>(null);
  const typed: TypedWalkIn = { ...(kept ?? emptyWalkIn), doctor: kept?.doctor || usual };
  const likely = useLikely(newPatientOf(typed), null);
  const said = (box: keyof Wrong) => (wrong[box] ? fieldWords(t, wrong[box]) : undefined);

  const choose = (patientId: number | null) => {
    type({ patientId });
    setWrong({});
    if (patientId !== null) requestAnimationFrame(() => reason.current?.focus());
  };

  const submit = async (override?: Override) => {
    if (sending.current) return;
    const read = readWalkIn(typed);
    setError(null);
    setWrong(read.ok ? {} : read.wrong);
    if (!read.ok) return;
    sending.current = true;
    const answer = await walkIn({ ...read.input, ...(override ? { override } : {}) });
    sending.current = false;
    if (answer.ok) {
      // Its going well needs no word: the bar tells of the walk-in, and how to take it back.
      void print('printing.slip', { appointmentId: answer.value.appointment.id }, 'trouble');
      useScreen.setState({ walkIn: null });
      showPanel({ kind: 'waiting' });
      focusCalendar();
    } else {
      setWrong(serverWrong(answer.error, typed.who) ?? {});
      setError(answer.error);
    }
  };

  return (
    <form
      className="form panel-part"
      noValidate
      aria-label={t('walkIn.title')}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h2>{t('walkIn.title')}</h2>
      {restored ? (
        <p className="restored">
          {t('booking.restored')}{' '}
          <button
            type="button"
            className="link"
            onClick={() => {
              showWalkIn(true);
            }}
          >
            {t('common.discard')}
          </button>
        </p>
      ) : null}
      <PatientField
        patientId={typed.patientId}
        search={typed.who}
        error={said('who')}
        onSearch={(who) => {
          type({ who });
        }}
        onChoose={choose}
        onRegister={() => {
          birth.current?.focus();
        }}
      />
      {typed.patientId === null ? (
        <div className="pair">
          <Field label={t('walkIn.age')} error={said('birth')} hint={t('walkIn.ageHint')}>
            {(control) => (
              <input
                {...control}
                ref={birth}
                autoComplete="off"
                value={typed.birth}
                onChange={(event) => {
                  type({ birth: event.target.value });
                }}
              />
            )}
          </Field>
          <Field label={t(isPhone(typed.who) ? 'walkIn.name' : 'patient.phone')} error={said('other')}>
            {(control) => (
              <input
                {...control}
                autoComplete="off"
                inputMode={isPhone(typed.who) ? 'text' : 'tel'}
                value={typed.other}
                onChange={(event) => {
                  type({ other: event.target.value });
                }}
              />
            )}
          </Field>
        </div>
      ) : null}
      {typed.patientId === null ? (
        <LikelyList
          items={likely}
          onPick={({ id }) => {
            choose(id);
          }}
        />
      ) : null}
      <Field label={t('booking.doctor')} error={said('doctor')}>
        {(control) => (
          <select
            {...control}
            value={typed.doctor}
            onChange={(event) => {
              type({ doctor: event.target.value });
            }}
          >
            {places.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('booking.reason')} error={said('reason')}>
        {(control) => (
          <input
            {...control}
            ref={reason}
            autoComplete="off"
            value={typed.reason}
            onChange={(event) => {
              type({ reason: event.target.value });
            }}
          />
        )}
      </Field>
      {error && error.code !== 'VALIDATION' ? (
        <RefusedBox
          error={error}
          onOverride={(override) => {
            void submit(override);
          }}
        />
      ) : null}
      <div className="buttons">
        <Button type="submit" variant="contained">
          {t('walkIn.save')}
          <Kbd k={KEY.enter} />
        </Button>
        <small className="muted">{t('booking.keptHelp')}</small>
      </div>
    </form>
  );
}
