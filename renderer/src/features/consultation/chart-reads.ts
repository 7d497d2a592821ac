import type { QueryClient } from '@tanstack/react-query';
import { ofCharts } from '../../api/touched';

/** Asks for all of it once more: it was opened just now, or is closed again. */
export function askChartAgain(client: QueryClient): Promise<void> {
  return client.invalidateQueries({
    predicate: ({ queryKey }) => ofCharts.has(String(queryKey[0])),
  });
}

/** The form that asked is gone: the keyboard goes to what it opened. */
export function focusOpenLine(): void {
  requestAnimationFrame(() => {
    const lines = [...document.querySelectorAll<HTMLElement>('.open-line')];
    lines.at(-1)?.focus();
  });
}
