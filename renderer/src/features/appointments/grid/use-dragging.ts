import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import { holdsSlot } from '#shared/domain/visit-state';
import { atMinute, minutesBetween } from '#shared/values/wall-clock';
import { doctorShort, timeOf, minuteTime } from '../../../ui/format';
import { notify, tell } from '../../../ui/notice';
import { useMayWriteFor } from '../../session/session';
import { useChanges } from '../changes';
import { holderOf } from '../logic/clash';
import type { Column, Span } from '../logic/columns';
import { settleCarried } from '../logic/carry';
import { cursorAt, cursorOf } from '../logic/cursor';
import { onGrid } from '../logic/scale';
import { setCursor, showBooking, useScreen } from '../store';
import { useToMove } from '../to-move';
import { useClashWords } from './use-clash-words';
import { attachDrag, type AttachedDrag, type Landing, type Load, type Target } from './drag';
import { Ghost, type GhostWords } from './ghost';

interface Parts {
  readonly root: RefObject<HTMLDivElement | null>;
  readonly layer: RefObject<HTMLDivElement | null>;
  readonly ghost: RefObject<HTMLDivElement | null>;
}

/** Whether a visit can still be put elsewhere: not what is done or closed. */
export function isMovable(visit: AppointmentDto): boolean {
  return holdsSlot(visit.state) && visit.state !== 'done' && visit.kind === 'slot';
}

/** Shows the parking place that the pointer is over it. */
function markParking(isOver: boolean): void {
  document.querySelector('[data-parking]')?.toggleAttribute('data-over', isOver);
}

/** Dragging by pointer and carrying by keys: one floating block, one way down. */
export function useDragging({ root, layer, ghost }: Parts, columns: readonly Column[], scale: number): void {
  const { t } = useTranslation();
  const mayWriteFor = useMayWriteFor();
  const { perform } = useChanges();
  const { visits: toMove } = useToMove();
  const stored = useScreen((screen) => screen.carried);
  const carried = stored && settleCarried(columns, stored);
  const clashIn = useClashWords();

  const wordsOf = (column: Column, span: Span, visit: AppointmentDto | null, copies = false): GhostWords => {
    const minutes = span.to - span.from;
    const what = visit ? { minutes, time: timeOf(visit.start) } : null;
    return {
      title: visit?.patientName ?? t('move.ghostNew', { minutes }),
      time: minuteTime(span.from),
      note: what
        ? t(copies ? 'move.ghostCopy' : 'move.ghost', what)
        : `${minuteTime(span.from)}–${minuteTime(span.to)}`,
      clash: clashIn(column, span, copies ? null : (visit?.id ?? null)),
    };
  };

  const tellPlace = (column: Column, span: Span, except: number | null) => {
    const holder = holderOf(column, span, except);
    const words = {
      time: minuteTime(span.from),
      end: minuteTime(span.to),
      doctor: doctorShort(column.doctor),
    };
    if (!mayWriteFor(column.doctor.id)) tell(t('move.notYours', { doctor: doctorShort(column.doctor) }));
    else tell(holder ? t('move.toldTaken', { ...words, name: holder.patientName }) : t('move.told', words));
  };

  const currentColumns = useEffectEvent(() => columns);
  const currentScale = useEffectEvent(() => scale);
  const mayDrag = useEffectEvent((visit: AppointmentDto | null, { doctor }: Column) =>
    visit === null ? mayWriteFor(doctor.id) : mayWriteFor(visit.doctorId) && isMovable(visit),
  );
  const findToMove = useEffectEvent((id: string) =>
    toMove.find((visit) => String(visit.id) === id && mayWriteFor(visit.doctorId)),
  );
  const started = useEffectEvent((load: Load, column: Column | null, minute: number) => {
    if (load.kind !== 'new') useScreen.setState({ carried: null, moving: load.visit.id });
    // The keyboard comes along: let fall by Escape, it is where the hand is and nothing scrolls.
    if (column) setCursor(load.kind === 'new' ? cursorAt(column, onGrid(minute)) : cursorOf(load.visit));
  });
  const draw = useEffectEvent((floating: Ghost, target: Target, load: Load) => {
    markParking(target === 'parking');
    if (target === null || target === 'parking') {
      floating.hide();
      return;
    }
    const place = { columnKey: target.column.key, from: target.from, to: target.to };
    const visit = load.kind === 'new' ? null : load.visit;
    floating.draw(columns, scale, place, wordsOf(target.column, target, visit));
  });
  const ended = useEffectEvent((floating: Ghost) => {
    markParking(false);
    floating.hide();
    if (useScreen.getState().moving !== null) useScreen.setState({ moving: null });
  });
  const parked = useEffectEvent((visit: AppointmentDto) => {
    void perform(visit, { kind: 'park' });
  });
  const dropped = useEffectEvent(({ load, column, from, to }: Landing) => {
    if (load.kind === 'new') {
      showBooking({ doctorId: column.doctor.id, date: column.date, minute: from, length: to - from });
      return;
    }
    const start = atMinute(column.date, from);
    const end = atMinute(column.date, to);
    const { visit } = load;
    const isThere = visit.doctorId === column.doctor.id && visit.start === start && visit.end === end;
    if (isThere && visit.toMoveAt === null) return;
    const clash = clashIn(column, { from, to }, visit.id);
    if (clash) {
      notify(clash, 'none', 'error');
      return;
    }
    void perform(visit, { kind: 'move', doctorId: column.doctor.id, start, end });
  });

  const attached = useRef<AttachedDrag>(null);
  useEffect(() => {
    if (!root.current || !layer.current || !ghost.current) return undefined;
    const floating = new Ghost(ghost.current);
    const drag = attachDrag({
      root: root.current,
      layer: layer.current,
      columns: () => currentColumns(),
      scale: () => currentScale(),
      mayDrag: (visit, column) => mayDrag(visit, column),
      toMove: (id) => findToMove(id),
      started: (load, column, minute) => {
        started(load, column, minute);
      },
      draw: (target, load) => {
        draw(floating, target, load);
      },
      parked: (visit) => {
        parked(visit);
      },
      ended: () => {
        ended(floating);
      },
      dropped: (landing) => {
        dropped(landing);
      },
    });
    attached.current = drag;
    return drag.detach;
  }, [root, layer, ghost]);
  useEffect(() => {
    attached.current?.redraw();
  }, [columns, scale]);

  // Carrying by keys: the same floating block, told in the live region.
  const drawCarried = useEffectEvent((floating: Ghost) => {
    const column = columns.find(({ key }) => key === carried?.columnKey);
    if (!carried || !column) return;
    const { visit, copies } = carried;
    const span = { from: carried.from, to: carried.from + carried.length };
    floating.draw(columns, scale, { columnKey: column.key, ...span }, wordsOf(column, span, visit, copies));
    ghost.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const moved =
      atMinute(column.date, span.from) !== visit.start ||
      column.doctor.id !== visit.doctorId ||
      carried.length !== minutesBetween(visit.start, visit.end);
    const { patientName: name } = visit;
    if (moved) tellPlace(column, span, copies ? null : visit.id);
    else if (copies) tell(t('move.copied', { name }));
    else tell(t(visit.toMoveAt === null ? 'move.pickedUp' : 'move.lifted', { name }));
  });
  const over = carried ? JSON.stringify([carried.columnKey, carried.from, carried.length]) : null;
  const drawn = useEffectEvent(() => carried !== null);
  useEffect(() => {
    if (!drawn() || !ghost.current) return undefined;
    const floating = new Ghost(ghost.current);
    drawCarried(floating);
    return () => {
      floating.hide();
    };
  }, [over, stored, columns, scale, ghost]);
}
