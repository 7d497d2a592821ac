import { Temporal } from 'temporal-polyfill';

interface Observance {
  /** What the wall showed when it began, in the offset before it; null for the one before all changes. */
  readonly begins: Temporal.PlainDateTime | null;
  readonly before: number;
  readonly after: number;
}

const NANOSECONDS = 1_000_000_000;

function offsetWords(nanoseconds: number): string {
  const seconds = Math.abs(nanoseconds) / NANOSECONDS;
  const parts = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60), seconds % 60];
  const shown = parts[2] === 0 ? parts.slice(0, 2) : parts;
  return `${nanoseconds < 0 ? '-' : '+'}${shown.map((part) => String(part).padStart(2, '0')).join('')}`;
}

function observances(zone: string, from: Temporal.PlainDate, to: Temporal.PlainDate): Observance[] {
  const last = to.add({ days: 1 }).toZonedDateTime(zone);
  let at = from.toZonedDateTime(zone);
  const found: Observance[] = [{ begins: null, before: at.offsetNanoseconds, after: at.offsetNanoseconds }];
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (next === null || Temporal.ZonedDateTime.compare(next, last) > 0) return found;
    const before = next.subtract({ nanoseconds: 1 }).offsetNanoseconds;
    const begins = next.toInstant().toZonedDateTimeISO('UTC').toPlainDateTime().add({ nanoseconds: before });
    found.push({ begins, before, after: next.offsetNanoseconds });
    at = next;
  }
}

/**
 * The zone as RFC 5545 writes it (3.6.5), each clock change of the days by itself: no rule is guessed, so it
 * says what this program's own clock says. Outside the days it is the nearest offset.
 */
export function timeZoneBlock(zone: string, from: Temporal.PlainDate, to: Temporal.PlainDate): string {
  const all = observances(zone, from, to);
  const least = Math.min(...all.map(({ after }) => after));
  const parts = all.flatMap(({ begins, before, after }) => {
    const kind = after === least ? 'STANDARD' : 'DAYLIGHT';
    const start = begins?.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '') ?? '19700101T000000';
    return [
      `BEGIN:${kind}`,
      `DTSTART:${start}`,
      `TZOFFSETFROM:${offsetWords(before)}`,
      `TZOFFSETTO:${offsetWords(after)}`,
      `END:${kind}`,
    ];
  });
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...parts, 'END:VTIMEZONE'].join('\r\n');
}
