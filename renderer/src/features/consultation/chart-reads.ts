import type { QueryClient } from '@tanstack/react-query';
import type { QueryName } from '#shared/contract/contract';

/** What the screens read of a patient that a reason opens. */
const READS = [
  'consultation.open',
  'notes.of',
  'papers.of',
  'vitals.of',
  'documents.list',
] as const satisfies readonly QueryName[];

/** Asks for all of it once more: it was opened just now, or is closed again. */
export function askChartAgain(client: QueryClient): Promise<void> {
  return client.invalidateQueries({
    predicate: ({ queryKey }) => READS.some((name) => name === queryKey[0]),
  });
}

/** The form that asked is gone: the keyboard goes to what it opened. */
export function focusOpenLine(): void {
  requestAnimationFrame(() => {
    const lines = [...document.querySelectorAll<HTMLElement>('.open-line')];
    lines.at(-1)?.focus();
  });
}
