import { randomUUID } from 'node:crypto';
import type { InputOf, OutputOf } from '#shared/contract/contract';
import type { TimelineEntry } from '#shared/contract/timeline';
import type { PatientId } from '#shared/values/ids';
import type { TestWindow } from '#test/support/desk';

type Asked = Partial<Omit<InputOf<'timeline.page'>, 'patientId'>>;
type Page = OutputOf<'timeline.page'>;

/** One page of a patient's timeline, everything unless asked for otherwise. */
export function timeline(window: TestWindow, patientId: PatientId, asked: Asked = {}): Promise<Page> {
  return window.ok('timeline.page', timelineInput(patientId, asked));
}

export function timelineInput(patientId: PatientId, asked: Asked = {}): InputOf<'timeline.page'> {
  return { patientId, opening: randomUUID(), kinds: [], text: '', after: null, limit: 50, ...asked };
}

/** All pages, each of so many entries. */
export async function allPages(
  window: TestWindow,
  patientId: PatientId,
  limit: number,
): Promise<TimelineEntry[]> {
  const found: TimelineEntry[] = [];
  let after: string | null = null;
  do {
    const page: Page = await timeline(window, patientId, { limit, after });
    found.push(...page.items);
    after = page.next;
  } while (after !== null);
  return found;
}

/** An entry in short: its kind and its own id. */
export function named(entry: TimelineEntry): string {
  if (entry.kind === 'document') return `document ${entry.document.id}`;
  if (entry.kind === 'note' && entry.addendumId !== null) return `addendum ${String(entry.addendumId)}`;
  return `${entry.kind} ${String(entry.id)}`;
}
