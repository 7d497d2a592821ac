import type { TFunction } from 'i18next';
import { memo, useMemo, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { PresenceDto } from '#shared/contract/desks';
import { doctorName, durationWords, longDay, timeOf } from '../../../ui/format';
import { closedSpans, type Column as ColumnData } from '../logic/columns';
import { placeVisits, type Placed } from '../logic/lanes';
import type { Mark } from '../logic/marks';
import { BlockedTimes } from './blocked-times';
import { MarkSign } from './mark-sign';

interface Props {
  readonly column: ColumnData;
  readonly scale: number;
  readonly locale: string;
  readonly selectedId: number | null;
  /** Visits on their way to the server. */
  readonly pending: readonly number[];
  readonly presence: readonly PresenceDto[];
  /** Who is late and who has waited for long. */
  readonly marks: readonly Mark[];
  /** False until the first answer: hours that are not known are not drawn as closed. */
  readonly known: boolean;
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a === b || (a.length === b.length && a.every((item, index) => item === b[index]));
}

/** Unchanged rows keep their identity over a refetch, so only the columns that were touched draw again. */
function sameColumn(a: Props, b: Props): boolean {
  return (
    a.column.key === b.column.key &&
    a.column.doctor === b.column.doctor &&
    sameItems(a.column.visits, b.column.visits) &&
    JSON.stringify(a.column.open) === JSON.stringify(b.column.open) &&
    JSON.stringify(a.column.blocked) === JSON.stringify(b.column.blocked) &&
    a.scale === b.scale &&
    a.locale === b.locale &&
    a.selectedId === b.selectedId &&
    a.known === b.known &&
    sameItems(a.pending, b.pending) &&
    sameItems(a.presence, b.presence) &&
    JSON.stringify(a.marks) === JSON.stringify(b.marks)
  );
}

/** Heights below which a block shows one line, or small type. */
const TWO_LINES = 32;
const ONE_LINE = 17;

function classOf(placed: Placed, height: number, isPending: boolean): string {
  const size = height >= TWO_LINES ? '' : height >= ONE_LINE ? ' visit--line' : ' visit--small';
  return `visit visit--${placed.visit.state}${size}${isPending ? ' visit--pending' : ''}`;
}

interface Besides {
  readonly mark: Mark | undefined;
  readonly who: PresenceDto | undefined;
}

/** Everything a block shows, in words: its colours and signs are nothing to a screen reader. */
function labelOf(t: TFunction, { visit }: Placed, doctor: string, { mark, who }: Besides): string {
  const facts = {
    name: visit.patientName,
    from: timeOf(visit.start),
    to: timeOf(visit.end),
    state:
      visit.type === 'telemedicine'
        ? t('calendar.byVideo', { state: t(`state.${visit.state}`) })
        : t(`state.${visit.state}`),
    doctor,
  };
  const words = visit.reason
    ? t('calendar.visitWithReason', { ...facts, reason: visit.reason })
    : t('calendar.visit', facts);
  return [
    words,
    mark ? t(`mark.${mark.kind}`, { wait: durationWords(t, mark.minutes) }) : '',
    who ? t(`move.presence.${who.mode}`, { name: who.displayName }) : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/**
 * One doctor's day. Plain elements with classes and no listeners of their own: a full day is 480 blocks,
 * and the grid hears their clicks, drags and keys (design section 9).
 */
export const Column = memo(function Column(props: Props) {
  const { column, scale, locale, selectedId, pending, presence, marks, known } = props;
  const { t } = useTranslation();
  const doctor = doctorName(column.doctor);
  const placed = useMemo(() => placeVisits(column.date, column.visits), [column.date, column.visits]);
  return (
    <div
      role="group"
      className="col"
      data-col={column.key}
      aria-label={t('calendar.column', { doctor, day: longDay(column.date, locale) })}
    >
      {known
        ? closedSpans(column.open).map(({ from, to }) => (
            <div
              key={from}
              className="closed"
              style={{ insetBlockStart: from * scale, blockSize: (to - from) * scale }}
            />
          ))
        : null}
      {known ? <BlockedTimes blocked={column.blocked} scale={scale} /> : null}
      {placed.map((item) => {
        const { visit, from, to, left, width } = item;
        const height = (to - from) * scale - 1;
        const style: CSSProperties = { insetBlockStart: from * scale, blockSize: height };
        if (width < 1) {
          style.insetInlineStart = `calc(3px + (100% - 8px) * ${String(left)})`;
          style.inlineSize = `calc((100% - 8px) * ${String(width)} - 1px)`;
        }
        const who = presence.find(
          ({ subject, mine }) => !mine && subject.kind === 'appointment' && subject.id === visit.id,
        );
        const mark = marks.find(({ visitId }) => visitId === visit.id);
        const reason = visit.reason ? ` · ${visit.reason}` : '';
        return (
          <button
            key={visit.id}
            type="button"
            tabIndex={-1}
            className={classOf(item, height, pending.includes(visit.id))}
            style={style}
            data-visit={visit.id}
            data-video={visit.type === 'telemedicine' || undefined}
            data-selected={visit.id === selectedId || undefined}
            aria-label={labelOf(t, item, doctor, { mark, who })}
          >
            <b>
              {visit.tokenNo === null ? visit.patientName : `${String(visit.tokenNo)} · ${visit.patientName}`}
            </b>
            {who ? (
              <em>{t(`move.presence.${who.mode}`, { name: who.displayName })}</em>
            ) : (
              <span>{`${timeOf(visit.start)}${reason}`}</span>
            )}
            {mark ? <MarkSign mark={mark} /> : null}
          </button>
        );
      })}
    </div>
  );
}, sameColumn);
