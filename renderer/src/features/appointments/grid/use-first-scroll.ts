import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { useClinicNow } from '../../../app/clock';
import type { Column } from '../logic/columns';

/** Opens the calendar where the day is: now a little above the middle, else the first open hour. */
export function useFirstScroll(
  root: RefObject<HTMLDivElement | null>,
  columns: readonly Column[],
  scale: number,
  isPending: boolean,
): void {
  const { today, minute } = useClinicNow();
  const done = useRef(false);
  const lastScale = useRef(scale);

  useLayoutEffect(() => {
    const grid = root.current;
    if (!grid || done.current || isPending || columns.length === 0) return;
    done.current = true;
    const opens = columns.flatMap(({ open }) => open);
    const first = Math.min(...opens.map(({ from }) => from), 9 * 60);
    const last = Math.max(...opens.map(({ to }) => to), 18 * 60);
    const view = grid.clientHeight - 44;
    const showsToday = columns.some(({ date }) => date === today);
    const wanted = showsToday ? minute * scale - view * 0.45 : 0;
    grid.scrollTo({ top: Math.max(first * scale - 20, Math.min(wanted, last * scale - view + 20)) });
  }, [root, columns, scale, isPending, today, minute]);

  // Another scale keeps the same time at the top.
  useEffect(() => {
    const grid = root.current;
    if (grid && lastScale.current !== scale) {
      grid.scrollTo({ top: (grid.scrollTop * scale) / lastScale.current });
    }
    lastScale.current = scale;
  }, [root, scale]);
}

/** Brings now into view, for `T`. */
export function scrollToNow(): void {
  requestAnimationFrame(() => {
    const line = document.querySelector<HTMLElement>('.now-line');
    const grid = document.querySelector<HTMLElement>('[data-keys="calendar"]');
    if (line && grid) grid.scrollTo({ top: line.offsetTop - (grid.clientHeight - 44) * 0.45 });
  });
}
