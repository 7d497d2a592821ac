import { useEffect, useEffectEvent, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { atMinute } from '#shared/values/wall-clock';
import { doctorShort, timeOf } from '../../../ui/format';
import { notify, tell } from '../../../ui/notice';
import { useMayWriteFor } from '../../session/session';
import { useChanges } from '../changes';
import { carry, lifted, settleCarried, type Carried, type CarryMove } from '../logic/carry';
import type { Column } from '../logic/columns';
import { letterOf } from '../logic/keys';
import { moveCursor, type Cursor, type CursorMove } from '../logic/cursor';
import { setCarried, setCursor, showPanel, useScreen } from '../store';
import { useCopies } from '../use-copies';
import { useClashWords } from './use-clash-words';
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

/** Keys that show another day while something is carried. */
const travels: ReadonlySet<string> = new Set(['[', ']', 't', 'd', 'g']);

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
  isPending: boolean,
): (event: KeyboardEvent) => boolean {
  const { t } = useTranslation();
  const stored = useScreen((screen) => screen.carried);
  const carried = stored && settleCarried(columns, stored);
  const mayWriteFor = useMayWriteFor();
  const { perform } = useChanges();
  const clashIn = useClashWords();
  const bookCopy = useCopies();

  // Where these lead is known with the day: pressed before, they are walked as soon as it is there.
  const early = useRef<CursorMove[]>([]);
  const walk = useEffectEvent(() => {
    const moves = early.current;
    early.current = [];
    if (cursor && moves.length > 0)
      setCursor(moves.reduce((at, move) => moveCursor(columns, at, move), cursor));
  });
  useEffect(() => {
    if (!isPending) walk();
  }, [isPending]);

  const used = (event: KeyboardEvent): true => {
    event.preventDefault();
    event.stopPropagation();
    return true;
  };

  const visitOf = (id: number | null | undefined) =>
    columns.flatMap(({ visits }) => visits).find((visit) => visit.id === id);

  const putBack = ({ visit, copies }: Carried) => {
    setCarried(null);
    const words = { name: visit.patientName, time: timeOf(visit.start) };
    if (copies) tell(t('move.copyDropped', words));
    else tell(t(visit.toMoveAt === null ? 'move.putBack' : 'move.staysToMove', words));
  };

  /** Puts it down where it is; the keyboard stays with it, also on another day. */
  const drop = async (column: Column, { visit: picked, copies, from, length }: Carried) => {
    const clash = clashIn(column, { from, to: from + length }, copies ? null : picked.id);
    if (clash) {
      notify(clash, 'none', 'error');
      return;
    }
    setCarried(null);
    const doctorId = column.doctor.id;
    const place = { doctorId, start: atMinute(column.date, from), end: atMinute(column.date, from + length) };
    setCursor({ columnKey: column.key, minute: from, visitId: null });
    if (copies) {
      await bookCopy(picked, place);
      return;
    }
    const visit = visitOf(picked.id) ?? picked;
    const isThere = visit.start === place.start && visit.end === place.end && visit.doctorId === doctorId;
    const isDone = (isThere && visit.toMoveAt === null) || (await perform(visit, { kind: 'move', ...place }));
    if (isDone) setCursor({ columnKey: column.key, minute: from, visitId: visit.id });
  };

  const whileCarrying = (event: KeyboardEvent): boolean => {
    if (!carried) return false;
    const column = columns.find(({ key }) => key === carried.columnKey);
    if (!column || event.key === 'Escape' || event.key === 'm') {
      putBack(carried);
      return used(event);
    }
    if (event.key === 'Enter') {
      void drop(column, carried);
      return used(event);
    }
    const move = carryMoveOf(event);
    if (move) {
      setCarried(carry(columns, carried, move));
      return used(event);
    }
    // Another day or view: what is carried comes along.
    if (travels.has(letterOf(event))) return false;
    return !event.ctrlKey && event.key.length === 1 ? used(event) : false;
  };

  /** Lifts a visit; an arrow with Shift lifts it and is its first step. */
  const pickUp = (event: KeyboardEvent, id: number | null): boolean => {
    const visit = visitOf(id);
    const column = columns.find(({ visits }) => visits.some((row) => row.id === id));
    if (!visit || !column || !isMovable(visit) || !visit.start.startsWith(column.date)) return false;
    if (!mayWriteFor(visit.doctorId)) {
      notify(t('move.notYours', { doctor: doctorShort(column.doctor) }), 'none', 'error');
      return used(event);
    }
    const up = lifted(columns, visit, false);
    const step = carryMoveOf(event);
    setCarried(up && step ? carry(columns, up, step) : up);
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
    const meant = forScreenDirection(event, move);
    if (isPending) early.current.push(meant);
    else setCursor(moveCursor(columns, cursor, meant));
    return used(event);
  };
}
