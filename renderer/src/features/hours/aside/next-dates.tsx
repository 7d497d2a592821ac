import { useTranslation } from 'react-i18next';
import { PREVIEW_DATES } from '#shared/contract/hours';
import type { DayHours } from '#shared/domain/availability/expand';
import type { HoursRule } from '#shared/domain/availability/rule';
import type { ClinicDate } from '#shared/values/wall-clock';
import { useClinicNow, useLocale } from '../../../app/clock';
import { shortDay, wallTimes } from '../../../ui/format';
import { type Occurrence, nextWorkDates } from '../logic/occurrences';
import { ruleName } from '../logic/rule-words';
import { placeTimes } from '../logic/week-moves';
import { useClinicHours } from '../use-clinic-hours';

interface Props {
  /** The doctor's rules as they would be. */
  readonly rules: readonly HoursRule[];
  /** Null while a change is being made: one at a time. */
  readonly onChoose: ((occurrence: Occurrence) => void) | null;
}

function useDayWords() {
  const { t } = useTranslation();
  return ({ open, blocked }: DayHours): { readonly hours: string; readonly off: string } => ({
    hours: open.map(placeTimes).join(', '),
    off: [
      ...new Set(
        blocked.map(({ why, label, from, to }) => {
          const name = label ?? t(why === 'leave' ? 'hours.leaveWord' : 'hours.holidayWord');
          return from === 0 && to === 1440 ? name : `${name} ${placeTimes({ from, to })}`;
        }),
      ),
    ].join(' · '),
  });
}

function OneDate({
  date,
  day,
  occurrences,
  onChoose,
}: {
  readonly date: ClinicDate;
  readonly day: DayHours;
  readonly occurrences: readonly Occurrence[];
  readonly onChoose: Props['onChoose'];
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { hours, off } = useDayWords()(day);
  const isOff = day.open.length === 0;
  const offered = isOff ? occurrences.filter(({ rule }) => !rule.available) : occurrences;
  const isChosenHere = onChoose !== null && offered.length > 0;
  return (
    <li className={isOff ? 'next-date next-date--off' : 'next-date'}>
      <span>{shortDay(date, locale)}</span>
      <span className="next-date-times">
        {isChosenHere ? (
          offered.map((occurrence) => {
            const { rule } = occurrence;
            const times = wallTimes({ from: rule.start, to: rule.end });
            const isWhole = rule.start === '00:00' && rule.end === '24:00';
            const leave = rule.label ?? t('hours.leaveWord');
            const said = rule.available ? times : isWhole ? leave : `${leave} ${times}`;
            return (
              <button
                key={`${String(rule.id)} ${rule.start}`}
                type="button"
                className={rule.available ? 'link' : 'link next-date-leave'}
                aria-label={t('hours.changeOn', {
                  name: rule.available ? ruleName(t, rule) : leave,
                  times: isWhole ? t('hours.allDay') : times,
                  date: shortDay(date, locale),
                })}
                title={ruleName(t, rule)}
                onClick={() => {
                  onChoose(occurrence);
                }}
              >
                {said}
              </button>
            );
          })
        ) : (
          <>
            {hours}
            {off === '' ? null : <em> {off}</em>}
          </>
        )}
        {isChosenHere
          ? day.blocked
              .filter(({ why }) => why === 'holiday')
              .slice(0, 1)
              .map(({ label }) => <em key="holiday">{label ?? t('hours.holidayWord')}</em>)
          : null}
      </span>
      {isOff ? null : <span aria-hidden="true">✓</span>}
    </li>
  );
}

/** The next twelve days on which the doctor works or would, as the rules would be; leave and holidays in red. */
export function NextDates({ rules, onChoose }: Props) {
  const { t } = useTranslation();
  const { today } = useClinicNow();
  const clinic = useClinicHours();
  if (!clinic) return <p className="muted">{t('common.loading')}</p>;
  const dates = nextWorkDates(rules, clinic, today, PREVIEW_DATES);
  return (
    <>
      <h2 id="next-dates">{t('hours.nextDates')}</h2>
      {dates.length === 0 ? <p className="muted">{t('hours.noDates')}</p> : null}
      <ul className="next-dates" aria-labelledby="next-dates">
        {dates.map((one) => (
          <OneDate key={one.date} {...one} onChoose={onChoose} />
        ))}
      </ul>
    </>
  );
}
