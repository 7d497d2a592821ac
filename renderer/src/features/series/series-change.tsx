import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentId, DoctorId, SeriesId } from '#shared/values/ids';
import type { AppError } from '#shared/errors/app-error';
import { addDays, dateOf, minuteOfDay, minutesBetween, type ClinicDate } from '#shared/values/wall-clock';
import { useLocale } from '../../app/clock';
import { change } from '../../api/call';
import { useCallQuery } from '../../api/queries';
import { errorWords, fieldWords } from '../../ui/error-words';
import { Field } from '../../ui/field';
import { doctorName, shortDay, twoDigits } from '../../ui/format';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { notify } from '../../ui/notice';
import { TimeInput } from '../../ui/time-input';
import { parseTime, unreadTime } from '../../ui/typed-time';
import type { Override } from '../appointments/actions';
import { useVisit } from '../appointments/calendar-data';
import { refetchCalendars } from '../appointments/changes';
import { useDoctors } from '../appointments/doctors';
import { RefusedBox } from '../appointments/panel/refused-box';
import { showVisit } from '../appointments/store';
import { useMayWriteFor } from '../session/session';
import { placeOf, StepList } from './step-list';

const SCOPES = ['following', 'all'] as const;
/** Days by which all of them can go: to any weekday, a week, or two. */
const SHIFTS = [-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 14];
type Scope = (typeof SCOPES)[number];

interface Props {
  readonly id: SeriesId;
  readonly appointmentId: AppointmentId;
}

/** Changes this one and those behind it, or all of them; what it would do stands below while typing. */
export function SeriesChange({ id, appointmentId }: Props) {
  const { visit } = useVisit(appointmentId);
  if (!visit) return null;
  return (
    <ChangeForm
      id={id}
      appointmentId={appointmentId}
      doctorId={visit.doctorId}
      date={dateOf(visit.start)}
      minute={minuteOfDay(visit.start)}
      minutes={minutesBetween(visit.start, visit.end)}
    />
  );
}

interface FormProps extends Props {
  readonly doctorId: DoctorId;
  readonly date: ClinicDate;
  readonly minute: number;
  readonly minutes: number;
}

function ChangeForm({ id, appointmentId, ...was }: FormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const locale = useLocale();
  const { all } = useDoctors();
  const mayWriteFor = useMayWriteFor();
  const [scope, setScope] = useState<Scope>('following');
  const [doctorId, setDoctor] = useState<number>(was.doctorId);
  const [days, setDays] = useState(0);
  const [time, setTime] = useState(twoDigits(was.minute));
  const [minutes, setMinutes] = useState(was.minutes);
  const [instead, setInstead] = useState<Parameters<typeof placeOf>[1]>({});
  const [reason, setReason] = useState('');
  const [failed, setFailed] = useState<AppError | null>(null);
  const minute = parseTime(time);
  const { data, error } = useCallQuery(
    'series.planMove',
    { id, appointmentId, scope, doctorId, days, time: twoDigits(minute ?? 0), minutes },
    { enabled: minute !== null },
  );
  const steps = error ? [] : (data?.steps ?? []);
  const lengths = [...new Set([10, 15, 20, 30, 45, 60, 90, was.minutes])].sort((a, b) => a - b);

  const dayWords = (shift: number) => {
    const day = shortDay(addDays(was.date, shift), locale);
    return shift === 0 ? t('series.sameDay', { day }) : day;
  };
  const settled = async (said: string) => {
    // The form goes first: Ctrl+Z, pressed at once, would go into its field.
    showVisit(appointmentId);
    notify(said, 'undo');
    await refetchCalendars(client);
  };
  const move = async (override?: Override) => {
    if (!data) return;
    setFailed(null);
    const answer = await change('series.move', {
      id,
      version: data.version,
      moves: data.steps.map((step) => ({
        id: step.id,
        from: step.from,
        to: { doctorId, ...placeOf(step, instead) },
      })),
      ...(override ? { override } : {}),
    });
    if (answer.ok) await settled(t('series.moved', { count: data.steps.length }));
    else setFailed(answer.error);
  };
  const cancel = async () => {
    if (!data) return;
    setFailed(null);
    const answer = await change('series.cancel', {
      id,
      appointmentId,
      scope,
      version: data.version,
      reason: reason.trim() === '' ? null : reason,
    });
    if (answer.ok) await settled(t('series.cancelled', { count: answer.value.cancelled.length }));
    else setFailed(answer.error);
  };

  return (
    <form
      className="form panel-part series"
      noValidate
      aria-label={t('series.changeTitle')}
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        if (steps.length > 0) void move();
      }}
    >
      <h2>{t('series.changeTitle')}</h2>
      <div className="switch" role="group" aria-label={t('series.which')}>
        {SCOPES.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === scope}
            onClick={() => {
              setScope(one);
              setInstead({});
            }}
          >
            {t(`series.scopes.${one}`)}
          </button>
        ))}
      </div>
      <Field label={t('booking.doctor')}>
        {(field) => (
          <select
            {...field}
            value={doctorId}
            onChange={(event) => {
              setDoctor(Number(event.target.value));
              setInstead({});
            }}
          >
            {all
              .filter((one) => one.id === doctorId || (!one.deleted && mayWriteFor(one.id)))
              .map((one) => (
                <option key={one.id} value={one.id}>
                  {doctorName(one)}
                </option>
              ))}
          </select>
        )}
      </Field>
      <Field label={t('series.day')} hint={t('series.dayHint')}>
        {(field) => (
          <select
            {...field}
            value={days}
            onChange={(event) => {
              setDays(Number(event.target.value));
              setInstead({});
            }}
          >
            {SHIFTS.map((shift) => (
              <option key={shift} value={shift}>
                {dayWords(shift)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="pair">
        <Field
          label={t('booking.start')}
          error={
            minute === null
              ? (unreadTime(t, time) ?? fieldWords(t, 'required'))
              : error
                ? errorWords(t, error.error)
                : undefined
          }
        >
          {(field) => (
            <TimeInput
              id={field.id}
              invalid={field['aria-invalid']}
              describedBy={field['aria-describedby']}
              autoFocus
              value={time}
              onChange={(typed) => {
                setTime(typed);
                setInstead({});
              }}
            />
          )}
        </Field>
        <Field label={t('booking.length')}>
          {(field) => (
            <select
              {...field}
              value={minutes}
              onChange={(event) => {
                setMinutes(Number(event.target.value));
                setInstead({});
              }}
            >
              {lengths.map((length) => (
                <option key={length} value={length}>
                  {t('common.minutes', { count: length })}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {failed ? <RefusedBox error={failed} onOverride={(override) => void move(override)} /> : null}
      <div className="buttons">
        <Button type="submit" variant="contained" disabled={steps.length === 0}>
          {t('series.moveAll', { count: steps.length })}
          <Kbd k={KEY.enter} />
        </Button>
      </div>
      <StepList steps={steps} instead={instead} onChange={setInstead} />
      <Field label={t('series.reason')}>
        {(field) => (
          <input
            {...field}
            autoComplete="off"
            maxLength={300}
            value={reason}
            onChange={(event) => {
              setReason(event.target.value);
            }}
          />
        )}
      </Field>
      <div className="buttons">
        <Button variant="outlined" disabled={steps.length === 0} onClick={() => void cancel()}>
          {t('series.cancelAll', { count: steps.length })}
        </Button>
      </div>
    </form>
  );
}
