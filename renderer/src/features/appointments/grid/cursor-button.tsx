import { useTranslation } from 'react-i18next';
import { doctorName, minuteTime } from '../../../ui/format';
import { blockedAt, isOpen, type Column } from '../logic/columns';
import type { Cursor } from '../logic/cursor';
import { blockedWords } from '../words';

interface Props {
  readonly columns: readonly Column[];
  readonly cursor: Cursor | null;
  readonly scale: number;
}

/** The one button of free time: it stands where the keyboard is and says so. Enter on it books there. */
export function CursorButton({ columns, cursor, scale }: Props) {
  const { t } = useTranslation();
  const index = columns.findIndex(({ key }) => key === cursor?.columnKey);
  const column = columns[index];
  if (!column || cursor?.visitId !== null) return null;
  const time = minuteTime(cursor.minute);
  const words = { time, doctor: doctorName(column.doctor) };
  const blocked = blockedAt(column.blocked, cursor.minute);
  const share = 100 / columns.length;
  return (
    <button
      type="button"
      className="cursor"
      data-cursor
      tabIndex={0}
      aria-label={
        isOpen(column.open, cursor.minute)
          ? t('calendar.free', words)
          : blocked
            ? t('calendar.blockedHere', { ...words, why: blockedWords(t, blocked) })
            : t('calendar.closedHere', words)
      }
      style={{
        insetBlockStart: cursor.minute * scale,
        insetInlineStart: `calc(${String(index * share)}% + 3px)`,
        inlineSize: `calc(${String(share)}% - 8px)`,
        blockSize: Math.max(18, (column.doctor.gridMinutes ?? 10) * scale - 1),
      }}
    >
      {time}
    </button>
  );
}
