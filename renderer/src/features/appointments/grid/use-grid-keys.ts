import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { atMinute, minutesBetween } from '#shared/values/wall-clock';
import { timeOf } from '../../../ui/format';
import { notify, tell } from '../../../ui/notice';
import { useMay } from '../../session/session';
import { useChanges } from '../changes';
import { carry, type CarryMove } from '../logic/carry';
import { holderOf } from '../logic/clash';
import { spanOn, type Column } from '../logic/columns';
import { moveCursor, type Cursor, type CursorMove } from '../logic/cursor';
import { setCarried, setCursor, showPanel, useScreen } from '../store';
import { isMovable } from './use-dragging';

const cursorKeys: Readonly<Record<string, CursorMove>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
  Home: 'home',
  End: 'end',
};

const carryKeys: Readonly<Record<string, CarryMove>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
};

/** Where the page runs right to left, the column to the left is the next one. */
function forScreenDirection<Move extends CursorMove | CarryMove>(event: KeyboardEvent, move: Move) {
  if (getComputedStyle(event.currentTarget).direction !== 'rtl') return move;
  return move === 'left' ? 'right' : move === 'right' ? 'left' : move;
}

function carryMoveOf(event: KeyboardEvent): CarryMove | undefined {
  if (!event.shiftKey) {
    const move = carryKeys[event.key];
    return move && forScreenDirection(event, move);
  }
  if (event.key === 'ArrowUp' || event.key === 'ArrowLeft') return 'shorter';
  return event.key === 'ArrowDown' || event.key === 'ArrowRight' ? 'longer' : undefined;
}

/** Arrows, and everything while a visit is carried. True when the key was used. */
export function useGridKeys(
  columns: readonly Column[],
  cursor: Cursor | null,
): (event: KeyboardEvent) => boolean {
  const { t } = useTranslation();
  const carried = useScreen((screen) => screen.carried);
  const mayWrite = useMay('appointment.write');
  const { perform } = useChanges();

  const used = (event: KeyboardEvent): true => {
    event.preventDefault();
    event.stopPropagation();
    return true;
  };

  const visitOf = (id: number | null | undefined) =>
    columns.flatMap(({ visits }) => visits).find((visit) => visit.id === id);

  const whileCarrying = (event: KeyboardEvent): boolean => {
    if (!carried) return false;
    const visit = visitOf(carried.visitId);
    const column = columns.find(({ key }) => key === carried.columnKey);
    if (!visit || !column || event.key === 'Escape' || event.key === 'm') {
      setCarried(null);
      if (visit) tell(t('move.putBack', { name: visit.patientName, time: timeOf(visit.start) }));
      return used(event);
    }
    if (event.key === 'Enter') {
      const to = carried.from + carried.length;
      const holder = holderOf(column, { from: carried.from, to }, visit.id);
      if (holder) {
        notify(t('move.taken', { name: holder.patientName, time: timeOf(holder.start) }), 'none', 'error');
        return used(event);
      }
      setCarried(null);
      const start = atMinute(column.date, carried.from);
      const end = atMinute(column.date, to);
      if (visit.start !== start || visit.end !== end || visit.doctorId !== column.doctor.id) {
        void perform(visit, { kind: 'move', doctorId: column.doctor.id, start, end });
      }
      return used(event);
    }
    const move = carryMoveOf(event);
    if (!move) return !event.ctrlKey && event.key.length === 1 ? used(event) : false;
    setCarried(carry(columns, carried, move));
    return used(event);
  };

  /** Lifts a visit; an arrow with Shift lifts it and is its first step. */
  const pickUp = (event: KeyboardEvent, id: number | null): boolean => {
    const visit = visitOf(id);
    const column = columns.find(({ visits }) => visits.some((row) => row.id === id));
    if (!mayWrite || !visit || !column || !isMovable(visit) || !visit.start.startsWith(column.date))
      return false;
    const { from } = spanOn(column.date, visit);
    const length = minutesBetween(visit.start, visit.end);
    const lifted = { visitId: visit.id, columnKey: column.key, from, length };
    const step = carryMoveOf(event);
    setCarried(step ? carry(columns, lifted, step) : lifted);
    return used(event);
  };

  return (event) => {
    if (!cursor || event.altKey) return false;
    if (carried) return whileCarrying(event);
    if (event.ctrlKey || event.metaKey) return false;
    if (event.shiftKey && event.key.startsWith('Arrow') && pickUp(event, cursor.visitId)) return true;
    if ((event.key === 'm' || event.code === 'KeyM') && !event.shiftKey) return pickUp(event, cursor.visitId);
    if (event.key === 'Escape') {
      showPanel({ kind: 'waiting' });
      return used(event);
    }
    const move = cursorKeys[event.key];
    if (!move) return false;
    setCursor(moveCursor(columns, cursor, forScreenDirection(event, move)));
    return used(event);
  };
}
