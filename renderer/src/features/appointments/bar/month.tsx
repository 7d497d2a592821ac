import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClinicDate } from '#shared/values/wall-clock';
import { useClinicNow, useLocale } from '../../../app/clock';
import { useCallQuery } from '../../../api/queries';
import { errorWords } from '../../../ui/error-words';
import { monthOf, weekdayOf } from '../../../ui/format';
import { Kbd } from '../../../ui/kbd';
import { KEY } from '../../../ui/key-names';
import { useCalendar, useWeekDoctor } from '../calendar-data';
import { addMonths, gridStart, isSameMonth, percentFull, stepInMonth, weeksOf } from '../logic/month';
import { monthDayWords } from './month-words';
import './month.css';

interface Props {
  /** The day that the calendar shows. */
  readonly shown: ClinicDate;
  readonly onPick: (day: ClinicDate) => void;
  readonly onBack: () => void;
}

/** The doctors whose load is asked for: those the calendar shows. */
function useCounted() {
  const { columns, all, mode } = useCalendar();
  const weekDoctor = useWeekDoctor();
  if (mode === 'week') return weekDoctor ? [weekDoctor.id] : null;
  return columns.length < all.length ? columns.map(({ doctor }) => doctor.id) : null;
}

/** A month under the date: each day with how full it is. Arrows go about, pages change the month, Enter shows a day. */
export function Month({ shown, onPick, onBack }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { today } = useClinicNow();
  const [day, setDay] = useState(shown);
  const grid = useRef<HTMLTableElement>(null);
  const follow = useRef(false);
  const { data, error } = useCallQuery('appointments.month', {
    from: gridStart(day),
    doctorIds: useCounted(),
  });
  const weeks = weeksOf(day);

  useEffect(() => {
    if (follow.current) grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    follow.current = false;
  }, [day]);

  return (
    <div
      className="month"
      role="group"
      aria-label={t('month.label')}
      onPointerDown={(event) => {
        // The date beside it keeps the keyboard.
        event.preventDefault();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault();
          onBack();
          return;
        }
        const mirrored = getComputedStyle(event.currentTarget).direction === 'rtl';
        const next = stepInMonth(day, event.key, mirrored);
        if (!next) return;
        event.preventDefault();
        follow.current = true;
        setDay(next);
      }}
    >
      <div className="month-head">
        <b aria-live="polite">{monthOf(day, locale)}</b>
        {([-1, 1] as const).map((by) => (
          <button
            key={by}
            type="button"
            className="tool tool--square"
            tabIndex={-1}
            aria-label={t(by < 0 ? 'month.previous' : 'month.next')}
            onClick={() => {
              setDay(addMonths(day, by));
            }}
          >
            <span className={by < 0 ? 'chevron chevron--back' : 'chevron'} />
          </button>
        ))}
      </div>
      <table ref={grid} role="grid" aria-label={monthOf(day, locale)}>
        <thead>
          <tr>
            {weeks[0]?.map((date) => (
              <th key={date} scope="col" abbr={weekdayOf(date, locale, 'long')}>
                {weekdayOf(date, locale, 'short')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((date) => {
                const load = data?.days.find((one) => one.date === date);
                const percent = load ? percentFull(load) : null;
                return (
                  <td key={date} role="gridcell" aria-selected={date === shown}>
                    <button
                      type="button"
                      tabIndex={date === day ? 0 : -1}
                      aria-current={date === today ? 'date' : undefined}
                      aria-label={monthDayWords(t, locale, { date, isToday: date === today, load })}
                      data-other={!isSameMonth(date, day) || undefined}
                      data-closed={(load !== undefined && percent === null) || undefined}
                      onClick={() => {
                        onPick(date);
                      }}
                    >
                      {Number(date.slice(8))}
                      {percent ? (
                        <i className="month-load">
                          <i style={{ inlineSize: `${String(Math.min(percent, 100))}%` }} />
                        </i>
                      ) : null}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {error ? <p className="problem">{errorWords(t, error.error)}</p> : null}
      <p className="month-keys" aria-hidden="true">
        <span>
          <Kbd k={KEY.tab} /> {t('month.keyInto')}
        </span>
        <span>
          <Kbd k={KEY.page} /> {t('month.keyMonth')}
        </span>
        <span>
          <Kbd k={KEY.enter} /> {t('month.keyShow')}
        </span>
      </p>
    </div>
  );
}
