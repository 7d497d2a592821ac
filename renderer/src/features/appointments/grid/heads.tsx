import { useTranslation } from 'react-i18next';
import { holdsSlot } from '#shared/domain/visit-state';
import { useClinicNow, useLocale } from '../../../app/clock';
import { usePrefs } from '../../../app/prefs';
import { doctorName, shortDay } from '../../../ui/format';
import type { Column } from '../logic/columns';
import { showDate, useScreen } from '../store';

interface Props {
  readonly columns: readonly Column[];
  readonly mode: 'day' | 'week';
}

/** The columns' heads: who, or which day, and how full. A click leads to the other view of it. */
export function Heads({ columns, mode }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { today } = useClinicNow();
  const setView = usePrefs((prefs) => prefs.setView);
  return columns.map((column) => {
    const { doctor, date, visits, open } = column;
    const count = visits.filter(({ state }) => holdsSlot(state)).length;
    const booked = t(date === today ? 'calendar.bookedToday' : 'calendar.booked', { count });
    const facts =
      mode === 'day'
        ? [doctor.specialization, open.length === 0 && count === 0 ? t('calendar.noHours') : booked]
        : [booked];
    const title = mode === 'day' ? doctorName(doctor) : shortDay(date, locale);
    const showOther = () => {
      if (mode === 'day') {
        useScreen.setState({ weekDoctor: doctor.id });
        setView('week');
      } else {
        setView('day');
        showDate(date === today ? null : date);
      }
    };
    return (
      <button
        key={column.key}
        type="button"
        className={date === today && mode === 'week' ? 'head head--today' : 'head'}
        style={{ borderBlockStartColor: doctor.colour ?? 'var(--edge)' }}
        title={
          mode === 'day' ? t('calendar.openWeek', { doctor: title }) : t('calendar.openDay', { day: title })
        }
        onClick={showOther}
      >
        <b>{title}</b>
        <span>{facts.filter(Boolean).join(' · ')}</span>
      </button>
    );
  });
}
