import { useTranslation } from 'react-i18next';
import { CALENDAR_SHOWS, type CalendarShows } from '#shared/contract/exports';
import type { DoctorId } from '#shared/values/ids';
import { Field } from '../../ui/field';
import { doctorName } from '../../ui/format';
import { useDoctors } from '../appointments/doctors';

interface WhoseProps {
  readonly doctorId: DoctorId | null;
  readonly onChange: (doctorId: DoctorId | null) => void;
}

/** One doctor's calendar, or that of all. */
export function WhoseCalendar({ doctorId, onChange }: WhoseProps) {
  const { t } = useTranslation();
  const doctors = useDoctors();
  return (
    <Field label={t('exports.calendar.doctor')}>
      {(field) => (
        <select
          {...field}
          value={doctorId ?? ''}
          onChange={({ target }) => {
            onChange(doctors.all.find(({ id }) => String(id) === target.value)?.id ?? null);
          }}
        >
          <option value="">{t('exports.calendar.all')}</option>
          {doctors.all.map((doctor) => (
            <option key={doctor.id} value={doctor.id}>
              {doctorName(doctor)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export interface Telling {
  readonly shows: CalendarShows;
  readonly withReason: boolean;
}

interface TellingProps {
  /** Sets this group of choices apart from another on the page. */
  readonly name: string;
  readonly telling: Telling;
  readonly onChange: (telling: Telling) => void;
}

/** How much of the patient an event tells; a reason only beside a person. */
export function WhatIsTold({ name, telling: { shows, withReason }, onChange }: TellingProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className="exports-shows" role="radiogroup" aria-label={t('exports.calendar.shows')}>
        {t('exports.calendar.shows')}
        {CALENDAR_SHOWS.map((one) => (
          <label key={one} className="check">
            <input
              type="radio"
              name={name}
              checked={shows === one}
              onChange={() => {
                onChange({ shows: one, withReason: withReason && one !== 'busy' });
              }}
            />
            {t(`exports.calendar.show.${one}`)}
          </label>
        ))}
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={withReason}
          disabled={shows === 'busy'}
          onChange={({ target }) => {
            onChange({ shows, withReason: target.checked });
          }}
        />
        {t('exports.calendar.withReason')}
      </label>
      {withReason ? <p className="settings-warning">{t('exports.calendar.reasonWarning')}</p> : null}
    </>
  );
}
