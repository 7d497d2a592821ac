import { Temporal } from 'temporal-polyfill';
import { type ChangedEvent, FEED_AREAS } from '#shared/contract/events';
import type { FeedRow } from './feed-reader';

/** A visit lasts at most twelve hours and so touches two days; a broken row must not name thousands. */
const MOST_DAYS = 7;

function daysOf(row: FeedRow): { doctorId: number; date: string }[] {
  if (row.doctor_id === null || row.date_from === null) return [];
  const { doctor_id: doctorId } = row;
  if (row.date_to === null || row.date_to === row.date_from) return [{ doctorId, date: row.date_from }];
  const first = Temporal.PlainDate.from(row.date_from);
  const span = first.until(Temporal.PlainDate.from(row.date_to)).days;
  return Array.from({ length: Math.min(span, MOST_DAYS - 1) + 1 }, (_, index) => ({
    doctorId,
    date: first.add({ days: index }).toString(),
  }));
}

/** One event an area, each id and each doctor-day once; a bulk row asks for everything again. */
export function eventsOf(rows: readonly FeedRow[]): ChangedEvent[] {
  if (rows.some((row) => row.kind === 'bulk')) return [{ scope: 'all' }];
  return FEED_AREAS.flatMap((area): ChangedEvent[] => {
    const own = rows.filter((row) => row.area === area);
    if (own.length === 0) return [];
    const ids = new Set(own.flatMap((row) => (row.entity_id === null ? [] : [row.entity_id])));
    const days = new Map(own.flatMap(daysOf).map((day) => [`${String(day.doctorId)} ${day.date}`, day]));
    return [{ scope: 'rows', area, ids: [...ids], days: [...days.values()] }];
  });
}
