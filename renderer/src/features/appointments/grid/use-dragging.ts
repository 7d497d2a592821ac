import { useEffect, useEffectEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import { holdsSlot } from '#shared/domain/visit-state';
import { atMinute, minutesBetween } from '#shared/values/wall-clock';
import { doctorShort, timeOf, twoDigits } from '../../../ui/format';
import { notify, tell } from '../../../ui/notice';
import { useMay } from '../../session/session';
import { useChanges } from '../changes';
import { holderOf } from '../logic/clash';
import type { Column, Span } from '../logic/columns';
import { showBooking, useScreen } from '../store';
import { attachDrag, type Landing, type Load } from './drag';
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

/** Dragging by pointer and carrying by keys: one floating block, one way down. */
export function useDragging({ root, layer, ghost }: Parts, columns: readonly Column[], scale: number): void {
  const { t } = useTranslation();
  const mayWrite = useMay('appointment.write');
  const { perform } = useChanges();
  const carried = useScreen((screen) => screen.carried);

  const wordsOf = (column: Column, span: Span, visit: AppointmentDto | null): GhostWords => {
    const minutes = span.to - span.from;
    const holder = holderOf(column, span, visit?.id ?? null);
    return {
      title: visit?.patientName ?? t('move.ghostNew', { minutes }),
      time: twoDigits(span.from),
      note: visit
        ? t('move.ghost', { minutes, time: timeOf(visit.start) })
        : `${twoDigits(span.from)}–${twoDigits(span.to)}`,
      clash: holder ? t('move.taken', { name: holder.patientName, time: timeOf(holder.start) }) : null,
    };
  };

  const tellPlace = (column: Column, span: Span, visit: AppointmentDto | null) => {
    const holder = holderOf(column, span, visit?.id ?? null);
    const words = { time: twoDigits(span.from), end: twoDigits(span.to), doctor: doctorShort(column.doctor) };
    tell(holder ? t('move.toldTaken', { ...words, name: holder.patientName }) : t('move.told', words));
  };

  const currentColumns = useEffectEvent(() => columns);
  const currentScale = useEffectEvent(() => scale);
  const mayDrag = useEffectEvent(
    (visit: AppointmentDto | null) => mayWrite && (visit === null || isMovable(visit)),
  );
  const started = useEffectEvent((load: Load) => {
    if (load.kind !== 'new') useScreen.setState({ carried: null, moving: load.visit.id });
  });
  const draw = useEffectEvent((floating: Ghost, landing: Landing | null) => {
    if (landing) {
      const visit = landing.load.kind === 'new' ? null : landing.load.visit;
      const words = wordsOf(landing.column, landing, visit);
      floating.draw(
        columns,
        scale,
        { columnKey: landing.column.key, from: landing.from, to: landing.to },
        words,
      );
    } else {
      floating.hide();
      useScreen.setState({ moving: null });
    }
  });
  const dropped = useEffectEvent(({ load, column, from, to }: Landing) => {
    if (load.kind === 'new') {
      showBooking({ doctorId: column.doctor.id, date: column.date, minute: from, length: to - from });
      return;
    }
    const start = atMinute(column.date, from);
    const end = atMinute(column.date, to);
    const { visit } = load;
    if (visit.doctorId === column.doctor.id && visit.start === start && visit.end === end) return;
    const holder = holderOf(column, { from, to }, visit.id);
    if (holder) {
      notify(t('move.taken', { name: holder.patientName, time: timeOf(holder.start) }), 'none', 'error');
      return;
    }
    void perform(visit, { kind: 'move', doctorId: column.doctor.id, start, end });
  });

  useEffect(() => {
    if (!root.current || !layer.current || !ghost.current) return undefined;
    const floating = new Ghost(ghost.current);
    return attachDrag({
      root: root.current,
      layer: layer.current,
      columns: () => currentColumns(),
      scale: () => currentScale(),
      mayDrag: (visit) => mayDrag(visit),
      started: (load) => {
        started(load);
      },
      draw: (landing) => {
        draw(floating, landing);
      },
      dropped: (landing) => {
        dropped(landing);
      },
    });
  }, [root, layer, ghost]);

  // Carrying by keys: the same floating block, told in the live region.
  const drawCarried = useEffectEvent((floating: Ghost) => {
    const column = columns.find(({ key }) => key === carried?.columnKey);
    const visit = columns.flatMap(({ visits }) => visits).find(({ id }) => id === carried?.visitId);
    if (!carried || !column || !visit) return;
    const span = { from: carried.from, to: carried.from + carried.length };
    floating.draw(columns, scale, { columnKey: column.key, ...span }, wordsOf(column, span, visit));
    ghost.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const moved =
      atMinute(column.date, span.from) !== visit.start ||
      column.doctor.id !== visit.doctorId ||
      carried.length !== minutesBetween(visit.start, visit.end);
    if (moved) tellPlace(column, span, visit);
    else tell(t('move.pickedUp', { name: visit.patientName }));
  });
  useEffect(() => {
    if (!carried || !ghost.current) return undefined;
    const floating = new Ghost(ghost.current);
    drawCarried(floating);
    return () => {
      floating.hide();
    };
  }, [carried, ghost]);
}
