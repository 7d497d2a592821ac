import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { useClinicNow } from '../../../app/clock';
import type { Column } from '../logic/columns';
import { cursorAt, settleCursor, type Cursor } from '../logic/cursor';
import { onGrid } from '../logic/scale';
import { setCursor, useScreen } from '../store';

/** Scrolls just so far that the element is clear of the fixed heads and times. */
function reveal(root: HTMLElement, element: HTMLElement): void {
  const box = element.getBoundingClientRect();
  const view = root.getBoundingClientRect();
  const top = view.top + 48;
  const bottom = view.bottom - 40;
  if (box.top < top) root.scrollTop -= top - box.top;
  else if (box.bottom > bottom) root.scrollTop += Math.min(box.bottom - bottom, box.top - top);
  const mirrored = getComputedStyle(root).direction === 'rtl';
  const left = view.left + (mirrored ? 0 : 56);
  const right = view.right - (mirrored ? 56 : 0);
  if (box.left < left) root.scrollLeft -= left - box.left;
  else if (box.right > right) root.scrollLeft += box.right - right;
}

/** Where the keyboard begins: now while the doctor is in, else at the opening. */
function startMinute({ open }: Column, now: number | null): number {
  const opening = open[0]?.from ?? 9 * 60;
  const closing = open.at(-1)?.to ?? opening;
  return now === null || now < opening || now >= closing ? opening : onGrid(now);
}

/**
 * Keeps the one place of the keyboard: exactly one tab stop in the whole calendar, on a visit or on the
 * cursor button, and the focus on it when the data changes under it.
 */
export function useCursor(
  root: RefObject<HTMLDivElement | null>,
  columns: readonly Column[],
  isPending: boolean,
): Cursor | null {
  const { today, minute } = useClinicNow();
  const stored = useScreen((screen) => screen.cursor);
  const first = columns.find(({ open }) => open.length > 0) ?? columns[0];
  const start = first ? cursorAt(first, startMinute(first, first.date === today ? minute : null)) : null;
  const wanted = stored ?? start;
  // While a day is on its way the visit that is wanted there is not known yet.
  const waits = isPending && stored !== null && stored.visitId !== null;
  const cursor = waits ? stored : wanted && settleCursor(columns, wanted);
  const had = useRef(false);
  const shown = useRef('');

  useEffect(() => {
    const watch = (event: FocusEvent) => {
      had.current =
        root.current !== null && event.target instanceof Node && root.current.contains(event.target);
    };
    document.addEventListener('focusin', watch);
    return () => {
      document.removeEventListener('focusin', watch);
    };
  }, [root]);

  const key = cursor ? `${cursor.columnKey} ${String(cursor.minute)} ${String(cursor.visitId)}` : '';
  useEffect(() => {
    if (stored && cursor && stored !== cursor) setCursor(cursor);
    // The cursor is told by its key; its identity changes with every render of the columns.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);

  // Before the frame is painted: a key pressed at what stands there is heard.
  useLayoutEffect(() => {
    const grid = root.current;
    if (!grid) return;
    const id = cursor?.visitId;
    const target = grid.querySelector<HTMLElement>(
      id === null || id === undefined ? '[data-cursor]' : `[data-visit="${String(id)}"]`,
    );
    for (const other of grid.querySelectorAll<HTMLElement>('[data-visit][tabindex="0"]')) {
      if (other !== target) other.tabIndex = -1;
    }
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (!target) {
      // The calendar itself has the keys until the visit is there.
      if (had.current && lost) grid.focus({ preventScroll: true });
      return;
    }
    target.tabIndex = 0;
    // What is held or dragged stays under the pointer.
    const isHeld = grid.dataset['held'] !== undefined;
    if (isHeld || !(grid.contains(document.activeElement) || (had.current && lost))) return;
    // The one button of free time goes from place to place; a visit that another desk moves takes nobody along.
    const went = shown.current !== key && id === null;
    if (document.activeElement === target && !went) return;
    shown.current = key;
    // Who has just come in sees today at now, wherever the keyboard begins; another day at its opening.
    const begins = stored === null && columns.some(({ date }) => date === today);
    target.focus({ preventScroll: true });
    if (!begins) reveal(grid, target);
  });

  return cursor;
}

/** The button that had the keyboard is gone with what was booked or put aside: the calendar takes it. */
export function keepKeyboard(): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) focusCalendar();
  });
}

/** Gives the keyboard back to the calendar. */
export function focusCalendar(): void {
  const grid = document.querySelector<HTMLElement>('[data-keys="calendar"]');
  const target = grid?.querySelector<HTMLElement>('[data-visit][tabindex="0"], [data-cursor]');
  (target ?? grid)?.focus({ preventScroll: true });
}
