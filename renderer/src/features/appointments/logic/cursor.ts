import type { AppointmentDto } from '#shared/contract/appointments';
import { GRID_MINUTES } from '#shared/domain/slots';
import { dateOf } from '#shared/values/wall-clock';
import { keepsOthersOut } from './clash';
import { columnKey, DAY_MINUTES, spanOn, type Column } from './columns';

/** Where the keyboard stands: on a visit, or on a free minute of a column. */
export interface Cursor {
  readonly columnKey: string;
  readonly minute: number;
  readonly visitId: number | null;
}

export type CursorMove = 'up' | 'down' | 'left' | 'right' | 'pageUp' | 'pageDown' | 'home' | 'end';

interface Stop {
  readonly minute: number;
  /** At one minute: closed visits first, then the visit or the free time there. */
  readonly rank: number;
  readonly visitId: number | null;
}

function order(a: Stop, b: Stop): number {
  return a.minute - b.minute || a.rank - b.rank || (a.visitId ?? 0) - (b.visitId ?? 0);
}

/** All the places in a column where the cursor can stand, from top to bottom. */
function stopsOf(column: Column, step: number): Stop[] {
  const spans = column.visits.map((visit) => ({ visit, ...spanOn(column.date, visit) }));
  const held = spans.filter(({ visit }) => keepsOthersOut(visit));
  const minutes = new Set(held.map(({ to }) => to));
  for (const { visit, from } of spans) if (!keepsOthersOut(visit)) minutes.add(from);
  for (let minute = 0; minute < DAY_MINUTES; minute += step) minutes.add(minute);
  const free = [...minutes].filter(
    (minute) => minute < DAY_MINUTES && !held.some(({ from, to }) => from <= minute && minute < to),
  );
  return [
    ...spans.map(({ visit, from }) => ({
      minute: from,
      rank: keepsOthersOut(visit) ? 1 : 0,
      visitId: visit.id,
    })),
    ...free.map((minute) => ({ minute, rank: 2, visitId: null })),
  ].sort(order);
}

/** The place in a column at a minute: the visit that holds it, else the free minute. */
export function cursorAt(column: Column, minute: number): Cursor {
  const inDay = Math.min(Math.max(0, minute), DAY_MINUTES - GRID_MINUTES);
  for (const visit of column.visits) {
    const { from, to } = spanOn(column.date, visit);
    if (keepsOthersOut(visit) && from <= inDay && inDay < to) {
      return { columnKey: column.key, minute: from, visitId: visit.id };
    }
  }
  return { columnKey: column.key, minute: inDay, visitId: null };
}

function vertical(column: Column, cursor: Cursor, down: boolean): Cursor {
  const step = column.doctor.gridMinutes ?? 15;
  const stops = stopsOf(column, step);
  const here: Stop = {
    minute: cursor.minute,
    rank:
      cursor.visitId === null ? 2 : stops.some((s) => s.visitId === cursor.visitId && s.rank === 0) ? 0 : 1,
    visitId: cursor.visitId,
  };
  const next = down ? stops.find((s) => order(s, here) > 0) : stops.findLast((s) => order(s, here) < 0);
  return next ? { columnKey: column.key, minute: next.minute, visitId: next.visitId } : cursor;
}

/** The cursor on a visit. */
export function cursorOf(visit: Pick<AppointmentDto, 'id' | 'doctorId' | 'start' | 'end'>): Cursor {
  const date = dateOf(visit.start);
  return { columnKey: columnKey(visit.doctorId, date), minute: spanOn(date, visit).from, visitId: visit.id };
}

/** The cursor after a key; a cursor whose column or visit has gone starts at what is there now. */
export function moveCursor(columns: readonly Column[], cursor: Cursor, move: CursorMove): Cursor {
  const index = columns.findIndex(({ key }) => key === cursor.columnKey);
  const column = columns[index] ?? columns[0];
  if (!column) return cursor;
  switch (move) {
    case 'up':
      return vertical(column, cursor, false);
    case 'down':
      return vertical(column, cursor, true);
    case 'left':
    case 'right': {
      const beside = columns[index + (move === 'left' ? -1 : 1)];
      return beside ? cursorAt(beside, cursor.minute) : cursor;
    }
    case 'pageUp':
      return cursorAt(column, cursor.minute - 60);
    case 'pageDown':
      return cursorAt(column, cursor.minute + 60);
    case 'home':
      return cursorAt(column, column.open[0]?.from ?? 0);
    case 'end':
      return cursorAt(column, (column.open.at(-1)?.to ?? DAY_MINUTES) - GRID_MINUTES);
  }
}

/** Keeps the cursor true after the data changed under it. */
export function settleCursor(columns: readonly Column[], cursor: Cursor): Cursor {
  const home = columns.find(({ key }) => key === cursor.columnKey);
  if (cursor.visitId !== null) {
    const column = columns.find(({ visits }) => visits.some(({ id }) => id === cursor.visitId));
    const visit = column?.visits.find(({ id }) => id === cursor.visitId);
    if (column && visit) {
      const minute = spanOn(column.date, visit).from;
      if (column.key === cursor.columnKey && minute === cursor.minute) return cursor;
      return { columnKey: column.key, minute, visitId: cursor.visitId };
    }
  }
  const column = home ?? columns[0];
  if (!column) return cursor;
  const there = cursorAt(column, cursor.minute);
  const same = there.columnKey === cursor.columnKey && there.minute === cursor.minute;
  return same && there.visitId === cursor.visitId ? cursor : there;
}
