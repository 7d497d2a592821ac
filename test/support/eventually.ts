import { vi } from 'vitest';

/** Looks until it holds: a machine that is busy is waited for longer than vitest would by itself. */
export function eventually<T>(look: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(look, { timeout: 15_000 });
}
