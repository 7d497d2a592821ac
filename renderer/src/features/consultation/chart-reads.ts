import type { QueryClient } from '@tanstack/react-query';
import { ofCharts } from '../../api/touched';

/** Asks for all of it once more: it was opened just now, or is closed again. */
export function askChartAgain(client: QueryClient): Promise<void> {
  return client.invalidateQueries({
    predicate: ({ queryKey }) => ofCharts.has(String(queryKey[0])),
  });
}

/** Whether somebody is opening a chart: the form that asked goes, and the line that then appears takes the keyboard. */
let isLineAwaited = false;

export function awaitLine(isAwaited: boolean): void {
  isLineAwaited = isAwaited;
}

/** Once, and only in front: behind a dialog a line stays without the keyboard. */
export function takesKeyboard(line: HTMLElement): boolean {
  const isInFront =
    line.closest('[role="dialog"]') !== null || document.querySelector('[role="dialog"]') === null;
  if (!isLineAwaited || !isInFront) return false;
  isLineAwaited = false;
  return true;
}
