import { useTranslation } from 'react-i18next';
import type { DoctorDto } from '#shared/contract/doctors';
import { WEEKDAYS } from '#shared/contract/settings';
import { PARTS_OF_DAY, type PartOfDay, type Weekday } from '#shared/domain/next-free';
import { addDays, ClinicDate } from '#shared/values/wall-clock';
import { useClinicNow, useLocale } from '../../app/clock';
import { DateInput } from '../../ui/date-input';
import { doctorShort, shortDay, weekdayOf } from '../../ui/format';
import { fieldWords } from '../../ui/error-words';
import { Field } from '../../ui/field';
import { Toggles } from './toggles';
import type { WhoseChoice } from './whose';
import { WhoseSelect } from './whose-select';

/** A Monday. */
const A_MONDAY = ClinicDate.parse('2024-01-01');
const LENGTHS = [5, 10, 15, 20, 30, 45, 60, 90, 120];

/** What is looked for, as chosen and typed. */
export interface Filters {
  readonly choice: WhoseChoice;
  readonly several: readonly number[];
  readonly from: string;
  readonly minutes: number | null;
  readonly parts: readonly PartOfDay[];
  readonly weekdays: readonly Weekday[];
}

/** Monday to Sunday in the screen's language. */
export function useWeekdayWords(): (weekday: Weekday) => string {
  const locale = useLocale();
  return (weekday) => weekdayOf(addDays(A_MONDAY, WEEKDAYS.indexOf(weekday)), locale, 'short');
}

interface Props {
  readonly doctors: readonly DoctorDto[];
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
}

/** Whose time, from when, how long, at what time of day and on which weekdays. */
export function FreeFilters({ doctors, filters, onChange }: Props) {
  const { t } = useTranslation();
  const { today } = useClinicNow();
  const locale = useLocale();
  const weekdayWords = useWeekdayWords();
  const { choice, several, from, minutes, parts, weekdays } = filters;
  const put = (changes: Partial<Filters>) => {
    onChange({ ...filters, ...changes });
  };
  const day = ClinicDate.safeParse(from);
  const lengths = [...new Set([...LENGTHS, ...(minutes === null ? [] : [minutes])])].sort((a, b) => a - b);
  return (
    <>
      <Field
        label={t('nextFree.whose')}
        error={choice === 'several' && several.length === 0 ? t('nextFree.pick') : undefined}
      >
        {(field) => (
          <WhoseSelect
            field={field}
            doctors={doctors}
            choice={choice}
            severally
            onChoose={(next) => {
              put({ choice: next });
            }}
          />
        )}
      </Field>
      {choice === 'several' ? (
        <Toggles
          label={t('nextFree.doctors')}
          options={doctors.map(({ id }) => id as number)}
          chosen={several}
          words={(id) => {
            const doctor = doctors.find((one) => one.id === id);
            return doctor ? doctorShort(doctor) : '';
          }}
          onChange={(next) => {
            put({ several: next });
          }}
        />
      ) : null}
      <div className="pair">
        <Field
          label={t('nextFree.from')}
          hint={day.success ? shortDay(day.data, locale) : undefined}
          error={day.success ? undefined : fieldWords(t, 'not_a_date')}
        >
          {(field) => (
            <DateInput
              id={field.id}
              invalid={field['aria-invalid']}
              describedBy={field['aria-describedby']}
              value={from}
              near={today}
              onChange={(next) => {
                put({ from: next });
              }}
            />
          )}
        </Field>
        <Field label={t('nextFree.length')}>
          {(field) => (
            <select
              {...field}
              value={minutes ?? ''}
              onChange={(event) => {
                put({ minutes: event.target.value === '' ? null : Number(event.target.value) });
              }}
            >
              <option value="">{t('nextFree.usual')}</option>
              {lengths.map((length) => (
                <option key={length} value={length}>
                  {t('common.minutes', { count: length })}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <Toggles
        label={t('nextFree.parts')}
        options={PARTS_OF_DAY}
        chosen={parts}
        words={(part) => t(`nextFree.part.${part}`)}
        onChange={(next) => {
          put({ parts: next });
        }}
      />
      <Toggles
        label={t('nextFree.weekdays')}
        options={WEEKDAYS}
        chosen={weekdays}
        words={weekdayWords}
        onChange={(next) => {
          put({ weekdays: next });
        }}
      />
    </>
  );
}
