import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import { showVisit } from '../appointments/store';
import { waitOf } from './logic/queue';

interface Props {
  readonly visit: AppointmentDto;
  /** The second line: doctor, time or turn. */
  readonly line: string;
  /** Null where nobody waits any more. */
  readonly minutes: number | null;
  /** The one row that Tab leads to. */
  readonly isStop: boolean;
}

/** One patient of the line. */
export const QueueRow = memo(function QueueRow({ visit, line, minutes, isStop }: Props) {
  const { t } = useTranslation();
  const mark = visit.state === 'waiting' ? visit.queueMark : null;
  return (
    <li>
      <button
        type="button"
        className="row"
        data-row={visit.id}
        data-mark={mark ?? undefined}
        tabIndex={isStop ? 0 : -1}
        onClick={() => {
          showVisit(visit.id);
        }}
      >
        <span className={`chip chip--${visit.state}`}>{visit.tokenNo ?? ''}</span>
        <b>{visit.patientName}</b>
        <span>
          {mark ? <em>{t(`queue.mark.${mark}`)}</em> : null}
          {line}
        </span>
        {minutes === null ? null : (
          <i className={`waited waited--${waitOf(minutes)}`}>{t('waiting.minutes', { minutes })}</i>
        )}
      </button>
    </li>
  );
});
