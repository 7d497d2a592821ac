import type { TFunction } from 'i18next';
import { latinDigits } from '#shared/values/person';
import { twoDigits, wallTime } from './format';

const DAY = 1440;
const TIME = /^(\d{1,2})[:.\s]?(\d{2})?\s*(?:([ap])(?:\.?\s?m)?\.?)?$/i;
const KEPT = /^\d\d:\d\d$/;

/**
 * A time as people type one: `9`, `930`, `1430`, `9.30`, `14:30`, `9 30`, `2p`, `2.30p`, `2:30 pm`, `2 p.m.`; its
 * minute of the day, null when it is none. Without am or pm it is meant by 24 hours, whatever the clinic's clock.
 */
export function parseTime(typed: string): number | null {
  const match = TIME.exec(latinDigits(typed.trim()));
  if (!match) return null;
  const half = match[3]?.toLowerCase();
  const typedHours = Number(match[1]);
  const minutes = Number(match[2] ?? 0);
  const hours = half === undefined ? typedHours : (typedHours % 12) + (half === 'p' ? 12 : 0);
  if (hours > 23 || minutes > 59 || (half !== undefined && (typedHours < 1 || typedHours > 12))) return null;
  return hours * 60 + minutes;
}

/**
 * What was typed as the program keeps it, `09:30`; what is no time stays, for its error. Where hours end, midnight
 * is the day's end, `24:00`.
 */
export function keptTime(typed: string, isEnd = false): string {
  const text = typed.trim();
  const minute = isEnd && /^24([:.]?00)?$/.test(latinDigits(text)) ? DAY : parseTime(text);
  if (minute === null) return text;
  return minute === DAY || (isEnd && minute === 0) ? '24:00' : twoDigits(minute);
}

/** A kept time as the clinic writes it; what is no time stays as it is. */
export function shownTime(kept: string): string {
  return KEPT.test(kept) ? wallTime(kept) : kept;
}

/** The five minutes of the grid before or after a kept time; null where none is typed, or the day has no more. */
export function steppedTime(kept: string, by: 1 | -1, isEnd = false): string | null {
  const minute = kept === '24:00' ? DAY : parseTime(kept);
  if (minute === null) return null;
  const next = (by > 0 ? Math.floor(minute / 5) + 1 : Math.ceil(minute / 5) - 1) * 5;
  if (next < 0 || next > (isEnd ? DAY : DAY - 5)) return null;
  return next === DAY ? '24:00' : twoDigits(next);
}

/** Says which text is not understood, and what is; undefined for a time, and for nothing at all. */
export function unreadTime(t: TFunction, typed: string): string | undefined {
  const text = typed.trim();
  return text === '' || text === '24:00' || parseTime(text) !== null
    ? undefined
    : t('common.timeUnread', { typed: text });
}
