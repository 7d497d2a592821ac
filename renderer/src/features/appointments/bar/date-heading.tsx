import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { addDays, ClinicDate } from '#shared/values/wall-clock';
import { useClinicNow, useClinicZone, useLocale } from '../../../app/clock';
import { useMedia } from '../../../app/theme';
import { DateInput } from '../../../ui/date-input';
import { clinicTimeOf, longDay, plainDay, shortDay } from '../../../ui/format';
import { KEY } from '../../../ui/key-names';
import { useCalendar, useShownDate } from '../calendar-data';
import { focusCalendar } from '../grid/use-cursor';
import { weekStart } from '../logic/columns';
import { showDate, useScreen } from '../store';
import { Month } from './month';

/** The day or week that is shown; a click or `D` turns it into a date to type or pick. */
export function DateHeading() {
  const { t } = useTranslation();
  const locale = useLocale();
  const zone = useClinicZone();
  const date = useShownDate();
  const { today } = useClinicNow();
  const { mode, asOf } = useCalendar();
  const jumping = useScreen((screen) => screen.jumping);
  const narrow = useMedia('(max-width: 760px)');
  const from = weekStart(date);
  const words =
    mode === 'day'
      ? (narrow ? shortDay : longDay)(date, locale)
      : t('calendar.weekOf', { from: shortDay(from, locale), to: plainDay(addDays(from, 6), locale) });

  const [typed, setTyped] = useState<string | null>(null);

  const close = () => {
    useScreen.setState({ jumping: false });
    setTyped(null);
  };
  /** The calendar has the keyboard before the next key comes. */
  const toCalendar = () => {
    flushSync(close);
    focusCalendar();
  };

  if (jumping) {
    return (
      <span
        className="jump"
        onBlur={(event) => {
          if (event.currentTarget.contains(event.relatedTarget)) return;
          // What opens over everything comes back to what was being typed.
          if (!event.relatedTarget?.closest('[data-over]')) close();
        }}
      >
        <h1 className="bar-date">
          <DateInput
            autoFocus
            label={t('calendar.jump')}
            value={typed ?? date}
            near={today}
            onChange={(value) => {
              const day = ClinicDate.safeParse(value);
              setTyped(day.success ? null : value);
              if (day.success) showDate(day.data === today ? null : day.data);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter' || event.key === 'Escape') {
                event.preventDefault();
                toCalendar();
              }
            }}
          />
          <small>{words}</small>
        </h1>
        <Month
          key={date}
          shown={date}
          onPick={(day) => {
            showDate(day === today ? null : day);
            toCalendar();
          }}
          onBack={() => {
            toCalendar();
          }}
        />
      </span>
    );
  }
  return (
    <h1 className="bar-date">
      <button
        type="button"
        title={t('calendar.jump')}
        aria-keyshortcuts={KEY.date}
        onClick={() => {
          useScreen.setState({ jumping: true });
        }}
      >
        {words}
      </button>
      {asOf ? <small>{t('common.asOf', { time: clinicTimeOf(asOf, zone) })}</small> : null}
    </h1>
  );
}
