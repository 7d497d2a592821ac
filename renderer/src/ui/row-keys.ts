import type { KeyboardEvent } from 'react';

function nextOf(rows: readonly HTMLElement[], from: Element, key: string): HTMLElement | undefined {
  const at = rows.findIndex((row) => row === from);
  switch (key) {
    case 'ArrowDown':
      return rows[Math.min(at + 1, rows.length - 1)];
    case 'ArrowUp':
      return rows[Math.max(0, at - 1)];
    case 'Home':
      return rows[0];
    case 'End':
      return rows.at(-1);
    default:
      return undefined;
  }
}

/** Arrows, Home and End among the rows of a list; true when the key was one of them. */
export function movedAmongRows(event: KeyboardEvent, list: HTMLElement | null): boolean {
  if (!list || !(event.target instanceof HTMLElement)) return false;
  const next = nextOf([...list.querySelectorAll<HTMLElement>('.row')], event.target, event.key);
  if (!next) return false;
  event.preventDefault();
  next.focus();
  return true;
}

/** The id that a row carries in `data-row`; null outside of any. */
export function rowIdOf(target: EventTarget): number | null {
  return target instanceof HTMLElement ? Number(target.dataset['row'] ?? 0) || null : null;
}
