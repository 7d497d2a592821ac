import Button from '@mui/material/Button';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DelayDto, DelayPlan } from '#shared/contract/late';
import { GAP_WAYS, type GapWay } from '#shared/domain/delay';
import type { AppError, Result } from '#shared/errors/app-error';
import type { DelayId, DoctorId } from '#shared/values/ids';
import type { ClinicDate, ClinicTime } from '#shared/values/wall-clock';
import { useClinicZone, useLocale } from '../../app/clock';
import { useCallQuery } from '../../api/queries';
import { errorWords, fieldWords } from '../../ui/error-words';
import { Field } from '../../ui/field';
import { clinicTimeOf, doctorName, shortDay, timeOf, twoDigits } from '../../ui/format';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { TimeInput } from '../../ui/time-input';
import { parseTime, unreadTime } from '../../ui/typed-time';
import { useDelays } from '../appointments/delays';
import { useDoctors } from '../appointments/doctors';

interface Props {
  readonly doctorId: DoctorId;
  readonly date: ClinicDate;
  readonly onDone: (id: DelayId) => void;
}

/** Minutes as typed; null when it is no delay, and then why. */
function readMinutes(typed: string): { readonly minutes: number | null; readonly wrong: string } {
  const minutes = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : null;
  if (minutes === null) return { minutes: null, wrong: 'not_a_number' };
  if (minutes === 0) return { minutes: null, wrong: 'too_short' };
  if (minutes > 720) return { minutes: null, wrong: 'over_12_hours' };
  return minutes % 5 === 0 ? { minutes, wrong: '' } : { minutes: null, wrong: 'off_grid' };
}

/** `L`: how late the doctor is. Enter moves the rest of the day; what it would do stands below while typing. */
export function LatePanel({ doctorId: first, date, onDone }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const zone = useClinicZone();
  const delayDay = useDelays();
  const { all } = useDoctors();
  const [doctorId, setDoctorId] = useState(first);
  const [typed, setTyped] = useState('');
  const [fromTyped, setFrom] = useState('');
  const [gaps, setGaps] = useState<GapWay>('use');
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  const { minutes, wrong } = readMinutes(typed);
  const fromMinute = fromTyped.trim() === '' ? null : parseTime(fromTyped);
  const isFromWrong = fromTyped.trim() !== '' && fromMinute === null;
  // `twoDigits` writes a minute of the day as the contract's own `HH:MM`.
  const from = fromMinute === null ? null : (twoDigits(fromMinute) as ClinicTime);
  const place = { doctorId, date, from };
  // Asked once: a delay that another desk makes under the open form is met as a conflict and not taken for seen.
  const whole = useCallQuery(
    'late.preview',
    { ...place, minutes: null, gaps: 'use' },
    { enabled: !isFromWrong, once: true },
  );
  const asked = useCallQuery(
    'late.preview',
    { ...place, minutes: minutes ?? 5, gaps },
    { enabled: minutes !== null && !isFromWrong },
  );
  const plan = minutes === null ? undefined : asked.data;
  const last = whole.data?.last ?? null;
  const seen = last ? { id: last.id, version: last.version } : null;

  const settle = async (answer: Result<{ readonly delay: DelayDto }>) => {
    if (answer.ok) {
      onDone(answer.value.delay.id);
      return;
    }
    // Whoever reads the refusal and goes on has seen what was done meanwhile.
    await whole.refetch();
    setError(answer.error);
  };
  const shift = async () => {
    setTried(true);
    setError(null);
    if (minutes === null || isFromWrong) return;
    await settle(
      await delayDay({ call: 'late.shift', input: { ...place, minutes, gaps, seen } }, doctorId, plan),
    );
  };
  const end = async () => {
    setError(null);
    if (isFromWrong) return;
    await settle(
      await delayDay({ call: 'late.endSession', input: { ...place, seen } }, doctorId, whole.data),
    );
  };
  const failed = error ?? whole.error?.error ?? null;
  const left = whole.data?.steps.length ?? 0;

  return (
    <form
      className="form panel-part"
      noValidate
      aria-label={t('late.title')}
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        void shift();
      }}
    >
      <h2>
        {t('late.title')} <small className="muted">{shortDay(date, locale)}</small>
      </h2>
      <Field label={t('booking.doctor')}>
        {(control) => (
          <select
            {...control}
            value={doctorId}
            onChange={(event) => {
              const chosen = all.find(({ id }) => String(id) === event.target.value);
              if (chosen) setDoctorId(chosen.id);
            }}
          >
            {all
              .filter(({ deleted, id }) => !deleted || id === doctorId)
              .map((doctor) => (
                <option key={doctor.id} value={doctor.id}>
                  {doctorName(doctor)}
                </option>
              ))}
          </select>
        )}
      </Field>
      <div className="late-times">
        <Field label={t('late.minutes')} error={tried && wrong ? fieldWords(t, wrong) : undefined}>
          {(control) => (
            <input
              {...control}
              autoFocus
              inputMode="numeric"
              autoComplete="off"
              maxLength={3}
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
              }}
            />
          )}
        </Field>
        <Field label={t('late.from')} error={unreadTime(t, fromTyped)}>
          {(control) => (
            <TimeInput
              id={control.id}
              invalid={control['aria-invalid']}
              describedBy={control['aria-describedby']}
              placeholder={t('late.fromNow')}
              value={fromTyped}
              onChange={setFrom}
            />
          )}
        </Field>
      </div>
      <div className="switch" role="group" aria-label={t('late.gaps')}>
        {GAP_WAYS.map((way) => (
          <button
            key={way}
            type="button"
            aria-pressed={way === gaps}
            onClick={() => {
              setGaps(way);
            }}
          >
            {t(`late.gapWays.${way}`)}
          </button>
        ))}
      </div>
      {failed ? (
        <p className="problem" role="alert">
          {errorWords(t, failed, zone)}
          {error?.code === 'CONFLICT' ? ` ${t('late.again')}` : ''}
        </p>
      ) : null}
      <LastDelay last={plan?.last ?? last} onOpen={onDone} />
      <div className="buttons">
        <Button type="submit" variant="contained">
          {plan ? t('late.move', { count: plan.steps.length }) : t('late.moveAll')}
          <Kbd k={KEY.enter} />
        </Button>
        {left > 0 ? (
          <Button
            variant="outlined"
            onClick={() => {
              void end();
            }}
          >
            {t('late.end', { count: left })}
          </Button>
        ) : null}
      </div>
      {plan ? <Preview plan={plan} /> : <p className="muted">{t('late.left', { count: left })}</p>}
    </form>
  );
}

function LastDelay({
  last,
  onOpen,
}: {
  readonly last: DelayDto | null;
  readonly onOpen: (id: DelayId) => void;
}) {
  const { t } = useTranslation();
  const zone = useClinicZone();
  if (!last) return null;
  const said = { who: last.by ?? '', time: clinicTimeOf(last.at, zone), minutes: last.minutes ?? 0 };
  const how = last.takenBack
    ? 'late.lastTakenBack'
    : last.minutes === null
      ? 'late.lastEnded'
      : 'late.lastLate';
  return (
    <p className="restored">
      {t(how, said)}{' '}
      <button
        type="button"
        className="link"
        onClick={() => {
          onOpen(last.id);
        }}
      >
        {t('late.callList')}
      </button>
    </p>
  );
}

function Preview({ plan }: { readonly plan: DelayPlan }) {
  const { t } = useTranslation();
  const { byId } = useDoctors();
  const toMove = plan.steps.filter(({ after }) => after === null).length;
  const facts = [
    t('late.willMove', { count: plan.steps.length - toMove }),
    toMove > 0 ? t('late.putOff', { count: toMove }) : '',
    plan.kept > 0 ? t('late.kept', { count: plan.kept }) : '',
  ];
  return (
    <>
      <p aria-live="polite">{facts.filter(Boolean).join(' · ')}</p>
      <ul className="late-steps">
        {plan.steps.map(({ appointmentId, patientName, before, after, elsewhere }) => {
          const other = elsewhere ? byId.get(elsewhere.doctorId) : undefined;
          return (
            <li key={appointmentId}>
              <span>
                {t('late.fromTo', {
                  from: timeOf(before.start),
                  to: after ? timeOf(after.start) : t('late.toMove'),
                })}
              </span>
              <b>{patientName}</b>
              {elsewhere && other ? (
                <small>
                  {t('late.elsewhere', { doctor: doctorName(other), time: timeOf(elsewhere.start) })}
                </small>
              ) : null}
            </li>
          );
        })}
      </ul>
    </>
  );
}
