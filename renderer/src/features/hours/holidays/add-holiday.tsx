import { useTranslation } from 'react-i18next';
import { ClinicDate } from '#shared/values/wall-clock';
import { useClinicNow } from '../../../app/clock';
import { DateInput } from '../../../ui/date-input';
import { fieldWords } from '../../../ui/error-words';
import { Field } from '../../../ui/field';
import type { Holidays } from './use-holidays';

/** One day to close, typed; a date that has a holiday gets the new name. */
export function AddHoliday({ holidays }: { readonly holidays: Holidays }) {
  const { t } = useTranslation();
  const { today } = useClinicNow();
  const { typed, setTyped, file } = holidays;
  const isDay = typed.date === '' || ClinicDate.safeParse(typed.date).success;
  const isLong = typed.name.trim().length > 100;
  return (
    <section className="settings-card" aria-labelledby="holiday-new">
      <h2 id="holiday-new">{t('hours.holidays.add')}</h2>
      <fieldset className="holiday-new rule-fields" disabled={file.kind === 'read'}>
        <Field label={t('hours.date')} error={isDay ? undefined : fieldWords(t, 'not_a_date')}>
          {(control) => (
            <DateInput
              id={control.id}
              invalid={control['aria-invalid']}
              describedBy={control['aria-describedby']}
              value={typed.date}
              near={today}
              onChange={(date) => {
                setTyped({ ...typed, date });
              }}
            />
          )}
        </Field>
        <Field
          label={t('hours.holidays.name')}
          error={isLong ? fieldWords(t, 'too_long', { max: 100 }) : undefined}
        >
          {(control) => (
            <input
              {...control}
              autoComplete="off"
              value={typed.name}
              onChange={(event) => {
                setTyped({ ...typed, name: event.target.value });
              }}
            />
          )}
        </Field>
      </fieldset>
    </section>
  );
}
