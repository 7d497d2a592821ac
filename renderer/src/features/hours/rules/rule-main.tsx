import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ORDINALS, RULE_DAYS } from '#shared/domain/availability/recurrence';
import { useClinicNow, useLocale } from '../../../app/clock';
import { DateInput } from '../../../ui/date-input';
import { takesBack } from '../../../ui/take-back';
import { TimeInput } from '../../../ui/time-input';
import { keptTime, unreadTime } from '../../../ui/typed-time';
import { Toggles } from '../../next-free/toggles';
import { type RuleTyped, type TypedField } from '../logic/rule-typed';
import { dayWords } from '../logic/rule-words';

interface Props {
  readonly typed: RuleTyped;
  /** What Escape takes a field back to; null in a new rule. */
  readonly saved: RuleTyped | null;
  readonly wrong: (field: TypedField) => string | undefined;
  readonly clashes: readonly string[];
  readonly onType: (changes: Partial<RuleTyped>) => void;
}

const UNIT = { day: 'day', week: 'week', monthWeekday: 'month', monthDay: 'month', year: 'year' } as const;

const NOTED = ['often', 'days', 'ordinals', 'monthDays', 'start', 'end', 'interval'] as const;

/** Weekdays or dates, from when to when, and every how many weeks: what one changes most. */
export function RuleMain({ typed, saved, wrong, clashes, onType }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { today } = useClinicNow();
  const noteId = useId();
  const { often } = typed;
  const unit = often === 'once' || often === 'range' || often === 'text' ? null : UNIT[often];
  const isAllDay = keptTime(typed.start) === '00:00' && keptTime(typed.end, true) === '24:00';
  const here = often === 'once' || often === 'range' ? (['date', 'until'] as const) : [];
  const noteOf = (field: (typeof NOTED)[number] | (typeof here)[number]) => {
    const issue = wrong(field);
    const isTime = field === 'start' || field === 'end';
    return issue !== undefined && isTime ? (unreadTime(t, typed[field]) ?? issue) : issue;
  };
  const notes = [...here, ...NOTED].map(noteOf).filter((words) => words !== undefined);
  const time = (field: 'start' | 'end') => (
    <TimeInput
      className="rule-time"
      label={t(field === 'start' ? 'hours.from' : 'hours.to')}
      invalid={wrong(field) !== undefined}
      describedBy={noteId}
      value={typed[field]}
      saved={saved?.[field]}
      isEnd={field === 'end'}
      onChange={(value) => {
        onType({ [field]: value });
      }}
    />
  );
  return (
    <>
      {often === 'monthWeekday' ? (
        <Toggles
          label={t('hours.whichOfMonth')}
          options={ORDINALS}
          chosen={typed.ordinals}
          words={(ordinal) => t(`hours.ordinal.${ordinal}`)}
          onChange={(ordinals) => {
            onType({ ordinals });
          }}
        />
      ) : null}
      {often === 'week' || often === 'monthWeekday' ? (
        <Toggles
          label={t('hours.weekdays')}
          options={RULE_DAYS}
          chosen={typed.days}
          words={(day) => dayWords(day, locale, 'short')}
          onChange={(days) => {
            onType({ days });
          }}
        />
      ) : null}
      <div className="rule-line">
        {often === 'once' || often === 'range' ? (
          <DateInput
            label={t(often === 'once' ? 'hours.date' : 'hours.firstDay')}
            invalid={wrong('date') !== undefined}
            describedBy={noteId}
            value={typed.date}
            onKeyDown={takesBack(typed.date, saved?.date, (date) => {
              onType({ date });
            })}
            near={today}
            onChange={(date) => {
              onType({ date });
            }}
          />
        ) : null}
        {often === 'range' ? (
          <>
            <span>{t('hours.toWord')}</span>
            <DateInput
              label={t('hours.lastDayOf')}
              invalid={wrong('until') !== undefined}
              describedBy={noteId}
              value={typed.until}
              onKeyDown={takesBack(typed.until, saved?.until, (until) => {
                onType({ until });
              })}
              near={today}
              onChange={(until) => {
                onType({ until });
              }}
            />
          </>
        ) : null}
        {often === 'monthDay' ? (
          <label className="rule-inline">
            {t('hours.onDays')}
            <input
              aria-invalid={wrong('monthDays') !== undefined}
              aria-describedby={noteId}
              autoComplete="off"
              value={typed.monthDays}
              onKeyDown={takesBack(typed.monthDays, saved?.monthDays, (monthDays) => {
                onType({ monthDays });
              })}
              onChange={(event) => {
                onType({ monthDays: event.target.value });
              }}
            />
          </label>
        ) : null}
        {isAllDay && !typed.available ? null : (
          <>
            {time('start')}
            <span>{t('hours.toWord')}</span>
            {time('end')}
          </>
        )}
        {typed.available ? null : (
          <label className="rule-check">
            <input
              type="checkbox"
              checked={isAllDay}
              onChange={(event) => {
                onType(
                  event.target.checked ? { start: '00:00', end: '24:00' } : { start: '13:00', end: '14:00' },
                );
              }}
            />
            {t('hours.allDay')}
          </label>
        )}
        {unit === null ? null : (
          <label className="rule-inline">
            {t('hours.everyWord')}
            <input
              className="rule-number"
              inputMode="numeric"
              aria-invalid={wrong('interval') !== undefined}
              aria-describedby={noteId}
              autoComplete="off"
              value={typed.interval}
              onKeyDown={takesBack(typed.interval, saved?.interval, (interval) => {
                onType({ interval });
              })}
              onChange={(event) => {
                onType({ interval: event.target.value });
              }}
            />
            {t(`hours.unit.${unit}`, { count: Number(typed.interval) || 1 })}
          </label>
        )}
      </div>
      <div id={noteId} className="rule-notes">
        {[...notes, ...clashes].map((words) => (
          <p key={words} className="field-error">
            {words}
          </p>
        ))}
      </div>
    </>
  );
}
