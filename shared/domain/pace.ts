/** Fewer consultations than this say nothing about a day yet. */
const ENOUGH = 3;
/** Nobody is seen faster; what was clicked through after the fact must not promise that. */
const FASTEST = 3;

export interface Consultation {
  readonly inRoomAt: string | null;
  readonly completedAt: string | null;
}

function median(sorted: readonly number[]): number {
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}

/**
 * Minutes a doctor takes for a patient today: the median of the consultations that are over, so that one
 * forgotten or one long visit moves nothing; the doctor's usual minutes until there are enough.
 */
export function paceOf(consultations: readonly Consultation[], usualMinutes: number): number {
  const minutes = consultations
    .flatMap(({ inRoomAt, completedAt }) =>
      inRoomAt !== null && completedAt !== null ? [Date.parse(completedAt) - Date.parse(inRoomAt)] : [],
    )
    .map((milliseconds) => Math.max(0, milliseconds / 60_000))
    .sort((a, b) => a - b);
  return minutes.length < ENOUGH ? usualMinutes : Math.max(FASTEST, median(minutes));
}
