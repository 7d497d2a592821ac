import { requiredText } from '#shared/values/text';
import { UtcInstant } from '#shared/values/wall-clock';

/** For how long a reason opens a chart; the database keeps to the same. */
export const CHART_HOURS = 12;

/** Fewer characters than this say nothing. */
export const SHORTEST_CHART_REASON = 10;
export const LONGEST_CHART_REASON = 500;

/** Why somebody reads a patient with whom they have no visit. */
export const ChartReason = requiredText(LONGEST_CHART_REASON).refine(
  (reason) => reason === '' || Array.from(reason).length >= SHORTEST_CHART_REASON,
  { error: 'too_short' },
);

/** Until when it may be read, where only a reason has opened it; null where nothing ends. */
export const ChartOpenUntil = UtcInstant.nullable();
