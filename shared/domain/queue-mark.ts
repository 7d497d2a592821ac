import type { VisitState } from './visit-state';

/** Where someone who waits stands besides waiting; null is simply in the line. */
export const QUEUE_MARKS = ['called', 'stepped_out', 'skipped'] as const;
export type QueueMark = (typeof QUEUE_MARKS)[number];

/** What a desk does to someone who waits; `back` puts them into the line again. */
export const QUEUE_STEPS = [...QUEUE_MARKS, 'back'] as const;
export type QueueStep = (typeof QUEUE_STEPS)[number];

/** The mark that a step leaves. */
export function markAfter(step: QueueStep): QueueMark | null {
  return step === 'back' ? null : step;
}

/** The step that leaves a mark: how an earlier one is put back. */
export function stepTo(mark: QueueMark | null): QueueStep {
  return mark ?? 'back';
}

/** Only who waits is called or skipped; each step leads somewhere else. */
export function mayMark(state: VisitState, mark: QueueMark | null, step: QueueStep): boolean {
  return state === 'waiting' && markAfter(step) !== mark;
}

/** The steps possible from here, in the order in which a screen offers them. */
export function nextSteps(state: VisitState, mark: QueueMark | null): readonly QueueStep[] {
  return QUEUE_STEPS.filter((step) => mayMark(state, mark, step));
}
