import type { KeyboardEvent } from 'react';

/**
 * Escape in a field takes it back to what is saved. Where that stands already, or nothing is saved yet, the key is
 * left to whoever else listens.
 */
export function takesBack<T>(value: T, saved: T | undefined, take: (saved: T) => void) {
  return (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || saved === undefined || Object.is(value, saved)) return;
    event.preventDefault();
    event.stopPropagation();
    take(saved);
  };
}
