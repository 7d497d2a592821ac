import { useTranslation } from 'react-i18next';
import { ClinicDate, addDays } from '#shared/values/wall-clock';
import { useClinicNow } from '../../../app/clock';
import { DateInput } from '../../../ui/date-input';
import { Field } from '../../../ui/field';
import { takesBack } from '../../../ui/take-back';
import {
  ENDS,
  OFTEN,
  type Often,
  type RuleTyped,
  type TypedField,
  recurrenceOf,
  weekdayAt,
} from '../logic/rule-typed';

interface Props {
  readonly typed: RuleTyped;
  /** What Escape takes a field back to; null in a new rule. */
  readonly saved: RuleTyped | null;
  readonly wrong: (field: TypedField) => string | undefined;
  readonly onType: (changes: Partial<RuleTyped>) => void;
}

/** Leave from a day to a day is no way to have hours. */
function offered(available: boolean): readonly Often[] {
  return OFTEN.filter((often) => often !== 'range' || !available);
}

/** Another kind of recurrence begins with what its date says. */
function changesFor(often: Often, typed: RuleTyped): Partial<RuleTyped> {
  const date = ClinicDate.safeParse(typed.date);
  const own = weekdayAt(typed.date);
  const days = typed.days.length > 0 || own === undefined ? typed.days : [own];
  switch (often) {
    case 'week':
      return { often, days };
    case 'monthWeekday':
      return { often, days, ordinals: typed.ordinals.length > 0 ? typed.ordinals : [2] };
    case 'monthDay':
      return { often, monthDays: typed.monthDays || String(Number(typed.date.slice(8)) || 1) };
    case 'range':
      return { often, until: typed.until || (date.success ? addDays(date.data, 1) : '') };
    case 'text':
      return { often, text: recurrenceOf(typed) ?? 'FREQ=WEEKLY' };
    case 'once':
    case 'day':
    case 'year':
      return { often };
  }
}

/** Name, how often, since when and until when. */
export function RuleDetails({ typed, saved, wrong, onType }: Props) {
  const { t } = useTranslation();
  const { today } = useClinicNow();
  const { often } = typed;
  const recurs = often !== 'once' && often !== 'range' && often !== 'text';
  return (
    <div className="rule-details">
      <Field label={t('hours.name')} error={wrong('label')}>
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            value={typed.label}
            onKeyDown={takesBack(typed.label, saved?.label, (label) => {
              onType({ label });
            })}
            onChange={(event) => {
              onType({ label: event.target.value });
            }}
          />
        )}
      </Field>
      <Field label={t('hours.howOften')}>
        {(control) => (
          <select
            {...control}
            value={often}
            onChange={(event) => {
              const next = OFTEN.find((one) => one === event.target.value);
              if (next) onType(changesFor(next, typed));
            }}
          >
            {offered(typed.available).map((one) => (
              <option key={one} value={one}>
                {t(`hours.often.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {often === 'text' ? (
        <Field
          label={t('hours.ruleText')}
          error={wrong('text')}
          hint={t('hours.ruleTextHint')}
          className="rule-wide"
        >
          {(control) => (
            <input
              {...control}
              autoComplete="off"
              spellCheck={false}
              value={typed.text}
              onKeyDown={takesBack(typed.text, saved?.text, (text) => {
                onType({ text });
              })}
              onChange={(event) => {
                onType({ text: event.target.value });
              }}
            />
          )}
        </Field>
      ) : null}
      {recurs || often === 'text' ? (
        <Field label={t('hours.sinceField')} error={wrong('date')}>
          {(control) => (
            <DateInput
              id={control.id}
              invalid={control['aria-invalid']}
              describedBy={control['aria-describedby']}
              value={typed.date}
              onKeyDown={takesBack(typed.date, saved?.date, (date) => {
                onType({ date });
              })}
              near={today}
              onChange={(date) => {
                onType({ date });
              }}
            />
          )}
        </Field>
      ) : null}
      {recurs ? (
        <>
          <Field label={t('hours.endsField')}>
            {(control) => (
              <select
                {...control}
                value={typed.ends}
                onChange={(event) => {
                  const ends = ENDS.find((one) => one === event.target.value);
                  if (ends) onType({ ends });
                }}
              >
                {ENDS.map((one) => (
                  <option key={one} value={one}>
                    {t(`hours.ends.${one}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {typed.ends === 'until' ? (
            <Field label={t('hours.untilField')} error={wrong('until')}>
              {(control) => (
                <DateInput
                  id={control.id}
                  invalid={control['aria-invalid']}
                  describedBy={control['aria-describedby']}
                  value={typed.until}
                  onKeyDown={takesBack(typed.until, saved?.until, (until) => {
                    onType({ until });
                  })}
                  near={today}
                  onChange={(until) => {
                    onType({ until });
                  }}
                />
              )}
            </Field>
          ) : null}
          {typed.ends === 'count' ? (
            <Field label={t('hours.countField')} error={wrong('count')}>
              {(control) => (
                <input
                  {...control}
                  inputMode="numeric"
                  autoComplete="off"
                  value={typed.count}
                  onKeyDown={takesBack(typed.count, saved?.count, (count) => {
                    onType({ count });
                  })}
                  onChange={(event) => {
                    onType({ count: event.target.value });
                  }}
                />
              )}
            </Field>
          ) : null}
        </>
      ) : null}
    </div>
  );
}
