import { useTranslation } from 'react-i18next';
import { useClinicNow } from '../../../app/clock';
import { gridTime, minuteTime } from '../../../ui/format';
import type { Column } from '../logic/columns';

interface Props {
  readonly columns: readonly Column[];
  readonly scale: number;
}

/** The red line of now, over the columns of today. */
export function NowLine({ columns, scale }: Props) {
  const { today, minute } = useClinicNow();
  const first = columns.findIndex(({ date }) => date === today);
  if (first === -1) return null;
  const last = columns.findLastIndex(({ date }) => date === today);
  const share = 100 / columns.length;
  return (
    <div
      className="now-line"
      aria-hidden="true"
      style={{
        insetBlockStart: minute * scale,
        insetInlineStart: `${String(first * share)}%`,
        inlineSize: `${String((last - first + 1) * share)}%`,
      }}
    />
  );
}

/** The time at the line's left end, in the gutter. */
export function NowLabel({ columns, scale }: Props) {
  const { t } = useTranslation();
  const { today, minute } = useClinicNow();
  if (!columns.some(({ date }) => date === today)) return null;
  return (
    <div
      className="now-label"
      style={{ insetBlockStart: minute * scale }}
      aria-label={t('calendar.now', { time: minuteTime(minute) })}
      role="img"
    >
      {gridTime(minute)}
    </div>
  );
}
