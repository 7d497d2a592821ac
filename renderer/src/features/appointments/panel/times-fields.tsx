import { useId, useState } from 'react';
import { useController, useWatch, type Control, type FieldPath, type UseFormRegister } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ClinicDate } from '#shared/values/wall-clock';
import { useClinicNow, useLocale } from '../../../app/clock';
import { useCallQuery } from '../../../api/queries';
import { DateInput } from '../../../ui/date-input';
import { doctorName, shortDay, timeOf, wallTime } from '../../../ui/format';
import { Field } from '../../../ui/field';
import { TimeInput } from '../../../ui/time-input';
import { parseTime, unreadTime } from '../../../ui/typed-time';
import { useMayWriteFor } from '../../session/session';
import { useCalendar } from '../calendar-data';
import { useDoctors } from '../doctors';
import { holderOf } from '../logic/clash';
import { columnKey, dayColumns, type Column } from '../logic/columns';
import { timesOf } from '../logic/times';
import { lengthsFor, type TypedTimes } from './booking-schema';

interface Props<T extends TypedTimes> {
  readonly control: Control<T, unknown, unknown>;
  readonly register: UseFormRegister<T>;
  /** The visit that is being moved does not stand in its own way. */
  readonly except: number | null;
  readonly wrong: (name: keyof TypedTimes) => string | undefined;
}

/** A doctor's day, whether the calendar shows it or not. */
function useColumnOf(doctorId: number, typed: string): Column | undefined {
  const { all: columns } = useCalendar();
  const { all: doctors } = useDoctors();
  const { today } = useClinicNow();
  const parsed = ClinicDate.safeParse(typed);
  const date = parsed.success ? parsed.data : today;
  const key = columnKey(doctorId, date);
  const shown = columns.find((column) => column.key === key);
  const enabled = parsed.success && !shown;
  const asked = useCallQuery('appointments.day', { date, doctorIds: null }, { enabled }).data;
  if (!parsed.success) return undefined;
  return shown ?? (asked && dayColumns(asked, doctors, date).find((column) => column.key === key));
}

/** Who holds the typed time, also when another desk takes it under the open form: said before anything is sent. */
function useHolder(typed: TypedTimes, except: number | null): string | undefined {
  const { t } = useTranslation();
  const minute = parseTime(typed.time);
  const column = useColumnOf(Number(typed.doctorId), typed.date);
  if (minute === null) return undefined;
  const holder = column
    ? holderOf(column, { from: minute, to: minute + Number(typed.length) }, except)
    : null;
  return holder
    ? t('error.taken', { name: holder.patientName, from: timeOf(holder.start), to: timeOf(holder.end) })
    : undefined;
}

/** Doctor, date, start and length: the same four fields for booking and for moving. */
export function TimesFields<T extends TypedTimes>({ control, register, except, wrong }: Props<T>) {
  const { t } = useTranslation();
  const { all } = useDoctors();
  const mayWriteFor = useMayWriteFor();
  const radios = useId();
  // The four names belong to every T; react-hook-form cannot see that through the type parameter.
  const path = (name: keyof TypedTimes) => name as FieldPath<T>;
  const [doctorId, date, time, length] = useWatch({
    control,
    name: [path('doctorId'), path('date'), path('time'), path('length')],
  }) as [string, string, string, string];
  const holder = useHolder({ doctorId, date, time, length }, except);
  const doctor = all.find(({ id }) => String(id) === doctorId);
  const { field: dateField } = useController({ control, name: path('date') });
  const { today } = useClinicNow();
  const locale = useLocale();
  const day = ClinicDate.safeParse(date);
  const weekday = day.success ? shortDay(day.data, locale) : undefined;
  const { start, end } = timesOf(date, time, Number(length));
  const ends =
    start === end
      ? undefined
      : t(start.slice(0, 10) === end.slice(0, 10) ? 'booking.ends' : 'booking.nextDay', {
          time: wallTime(end.slice(11)),
        });
  const { field: timeField } = useController({ control, name: path('time') });
  const [isLeft, setLeft] = useState(false);
  const wrongTime = wrong('time');
  const unread = isLeft || wrongTime !== undefined ? unreadTime(t, time) : undefined;
  return (
    <>
      <Field label={t('booking.doctor')} error={wrong('doctorId')}>
        {(field) => (
          <select {...field} {...register(path('doctorId'))}>
            {all
              .filter((one) => String(one.id) === doctorId || (!one.deleted && mayWriteFor(one.id)))
              .map((one) => (
                <option key={one.id} value={one.id}>
                  {doctorName(one)}
                </option>
              ))}
          </select>
        )}
      </Field>
      <span className="unseen" role="status">
        {holder ?? ''}
      </span>
      <div className="pair">
        <Field label={t('booking.date')} error={wrong('date')} hint={weekday}>
          {(field) => (
            <DateInput
              id={field.id}
              invalid={field['aria-invalid']}
              describedBy={field['aria-describedby']}
              value={date}
              near={today}
              onChange={dateField.onChange}
            />
          )}
        </Field>
        <Field label={t('booking.start')} error={unread ?? wrongTime ?? holder} hint={ends}>
          {(field) => (
            <TimeInput
              id={field.id}
              ref={timeField.ref}
              name={timeField.name}
              invalid={field['aria-invalid']}
              describedBy={field['aria-describedby']}
              value={time}
              onChange={(value) => {
                setLeft(false);
                timeField.onChange(value);
              }}
              onLeave={() => {
                setLeft(true);
                timeField.onBlur();
              }}
            />
          )}
        </Field>
      </div>
      <div className="field" role="radiogroup" aria-labelledby={radios}>
        <span id={radios} className="label">
          {t('booking.length')}
        </span>
        <div className="chips">
          {lengthsFor(doctor?.defaultMinutes ?? 15, Number(length)).map((minutes) => (
            <label key={minutes} className="chip-radio">
              <input
                type="radio"
                value={String(minutes)}
                aria-label={t('booking.lengthLabel', { minutes })}
                {...register(path('length'))}
              />
              <span>{minutes}</span>
            </label>
          ))}
        </div>
        {wrong('length') ? <p className="field-error">{wrong('length')}</p> : null}
      </div>
    </>
  );
}
