import { useRef, type KeyboardEvent, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useClinicNow, useLocale } from '../../../app/clock';
import { useCallQuery } from '../../../api/queries';
import { longDay } from '../../../ui/format';
import { useMayWriteFor } from '../../session/session';
import { useCalendar, useShownDate } from '../calendar-data';
import { useCommands } from '../commands';
import { cursorAt } from '../logic/cursor';
import { marksOf } from '../logic/marks';
import { GUTTER, onGrid, pixelsPerMinute } from '../logic/scale';
import { DAY_MINUTES } from '../logic/columns';
import { setCursor, showBooking, showVisit, useScreen } from '../store';
import { Column } from './column';
import { CursorButton } from './cursor-button';
import { pointToPlace } from './drag';
import { GhostBlock } from './ghost-block';
import { Gutter } from './gutter';
import { Heads } from './heads';
import { NowLabel, NowLine } from './now-line';
import { Sketch } from './sketch';
import { useCursor } from './use-cursor';
import { useDragging } from './use-dragging';
import { useGridKeys } from './use-grid-keys';
import { useFirstScroll } from './use-first-scroll';

const nothing: readonly never[] = [];

/** The calendar: heads and times fixed, columns that scroll under them, one place of the keyboard. */
export function CalendarGrid() {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useClinicNow();
  const date = useShownDate();
  const { columns, mode, isPending } = useCalendar();
  const scale = pixelsPerMinute(columns);
  const root = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const ghost = useRef<HTMLDivElement>(null);
  const mayWriteFor = useMayWriteFor();
  const panel = useScreen((screen) => screen.panel);
  const pending = useScreen((screen) => screen.pending);
  const presence = useCallQuery('presence.list', {}).data ?? nothing;
  const commands = useCommands();
  const cursor = useCursor(root, columns, isPending);
  const pressed = useGridKeys(columns, cursor, isPending);
  useDragging({ root, layer, ghost }, columns, scale);
  useFirstScroll(root, columns, scale, isPending);

  const selectedId = panel.kind === 'visit' ? panel.id : null;
  const pendingIds = Object.keys(pending).map(Number);

  const click = (event: MouseEvent) => {
    if (!(event.target instanceof Element) || !layer.current) return;
    const id = Number(event.target.closest<HTMLElement>('[data-visit]')?.dataset['visit'] ?? Number.NaN);
    const column = columns.find(({ visits }) => visits.some((visit) => visit.id === id));
    if (column) {
      const visit = column.visits.find((row) => row.id === id);
      if (visit) setCursor({ ...cursorAt(column, 0), minute: cursor?.minute ?? 0, visitId: id });
      showVisit(id);
      return;
    }
    if (event.target.closest('.head')) return;
    const fromKeys = event.detail === 0;
    const layerBox = layer.current.getBoundingClientRect();
    const place = fromKeys
      ? null
      : pointToPlace(
          { layer: layer.current, columns: () => columns, scale: () => scale },
          { x: event.clientX, y: event.clientY },
        );
    if (place && event.clientX < layerBox.left) return;
    const at = place ? cursorAt(place.column, onGrid(place.minute)) : cursor;
    const target = columns.find(({ key }) => key === at?.columnKey);
    if (!at || !target) return;
    setCursor(at);
    if (mayWriteFor(target.doctor.id)) {
      showBooking({ doctorId: target.doctor.id, date: target.date, minute: at.minute, length: null });
    }
  };

  const keyDown = (event: KeyboardEvent) => {
    if (!pressed(event)) commands.onLetter(event, cursor?.visitId ?? null);
  };

  return (
    <div
      ref={root}
      className="cal"
      role="region"
      tabIndex={-1}
      data-keys="calendar"
      aria-busy={isPending}
      aria-label={t('calendar.region', { day: longDay(date, locale) })}
      onClick={click}
      onKeyDown={keyDown}
    >
      <div
        className="cal-grid"
        style={{
          gridTemplateColumns: `${String(GUTTER)}px repeat(${String(Math.max(1, columns.length))}, minmax(150px, 1fr))`,
          gridTemplateRows: `44px ${String(DAY_MINUTES * scale)}px`,
        }}
      >
        <div className="corner" />
        <Heads columns={columns} mode={mode} />
        <Gutter scale={scale}>
          <NowLabel columns={columns} scale={scale} />
        </Gutter>
        {columns.map((column) => (
          <Column
            key={column.key}
            column={column}
            scale={scale}
            locale={locale}
            known={!isPending}
            selectedId={column.visits.some(({ id }) => id === selectedId) ? selectedId : null}
            pending={pendingIds.filter((id) => column.visits.some((visit) => visit.id === id))}
            marks={marksOf(column.visits, now)}
            presence={presence.filter(
              ({ subject }) =>
                subject.kind === 'appointment' && column.visits.some(({ id }) => id === subject.id),
            )}
          />
        ))}
        <div ref={layer} className="layer">
          <NowLine columns={columns} scale={scale} />
          <CursorButton columns={columns} cursor={cursor} scale={scale} />
          <Sketch columns={columns} scale={scale} />
          <GhostBlock ref={ghost} />
        </div>
      </div>
    </div>
  );
}
