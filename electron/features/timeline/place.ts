import { Temporal } from 'temporal-polyfill';
import { invalid } from '#shared/errors/app-error';
import { utcStamp } from '#electron/platform/stamps';
import { type RowStream, STREAMS, type StreamName, isWall } from '#electron/platform/timeline/streams';

/** Where an entry stands: the newest first, then by stream, then by id. */
export interface Place {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly stream: StreamName;
  /** MySQL's, or of a document MongoDB's. */
  readonly id: number | string;
}

/** What comes after a place in one stream: everything before `at`, and at `at` what has an id below `id`. */
export interface Bound<Id extends number | string> {
  readonly at: number;
  readonly id: Id;
}

const CURSOR = /^(-?\d{1,15})\.(\d)\.(?:(\d{1,10})|([0-9a-f]{24}))$/;
/** The years that DATETIME holds. */
const FIRST = Date.parse('1000-01-01T00:00:00Z');
const LAST = Date.parse('9999-12-31T00:00:00Z');
const ABOVE_ALL = { number: Number.MAX_SAFE_INTEGER, text: 'g' } as const;

export function cursorAt({ at, stream, id }: Place): string {
  return `${String(at)}.${String(STREAMS.indexOf(stream))}.${String(id)}`;
}

/** @throws Refusal of what no answer of ours has given */
export function placeIn(cursor: string | null): Place | null {
  if (cursor === null) return null;
  const [, at = '', rank = '', number, text] = CURSOR.exec(cursor) ?? [];
  const stream = STREAMS[Number(rank)];
  const milliseconds = Number(at);
  const isWhole = at !== '' && stream !== undefined && (stream === 'document') === (text !== undefined);
  if (!isWhole || milliseconds < FIRST || milliseconds > LAST) throw invalid('after', 'invalid');
  return { at: milliseconds, stream, id: text ?? Number(number) };
}

function comparePlaces(a: Place, b: Place): number {
  if (a.at !== b.at) return b.at - a.at;
  if (a.stream !== b.stream) return STREAMS.indexOf(a.stream) - STREAMS.indexOf(b.stream);
  return a.id < b.id ? 1 : -1;
}

/** The nearest places of several streams, each of which comes in its order. */
export function nearest(streams: readonly Iterator<Place, undefined>[], limit: number): Place[] {
  const heads = streams.map((stream) => ({ stream, place: stream.next().value }));
  const found: Place[] = [];
  while (found.length < limit) {
    let first: { stream: Iterator<Place, undefined>; place: Place | undefined } | null = null;
    for (const head of heads) {
      if (head.place && (!first?.place || comparePlaces(head.place, first.place) < 0)) first = head;
    }
    if (!first?.place) break;
    found.push(first.place);
    first.place = first.stream.next().value;
  }
  return found;
}

/** What of a stream of MySQL's comes after a place. */
function rowsAfter(place: Place | null, stream: StreamName): Bound<number> {
  if (place === null) return { at: LAST, id: 0 };
  const side = STREAMS.indexOf(stream) - STREAMS.indexOf(place.stream);
  const own = typeof place.id === 'number' ? place.id : 0;
  return { at: place.at, id: side < 0 ? 0 : side > 0 ? ABOVE_ALL.number : own };
}

/** What of the documents comes after a place; they come first of a moment. */
export function documentsAfter(place: Place | null): Bound<string> {
  if (place === null) return { at: LAST, id: '' };
  return { at: place.at, id: typeof place.id === 'string' ? place.id : '' };
}

function sqlOf(time: Temporal.PlainDateTime): string {
  return time.toString({ smallestUnit: 'second' }).replace('T', ' ');
}

/** A bound on a stream's column, as MySQL writes its times. */
interface RowBound {
  readonly at: string;
  readonly id: number;
}

/** A bound on a column of UTC seconds: a document's thousandths lie between two of them. */
function utcBound({ at, id }: Bound<number>): RowBound {
  const second = Math.ceil(at / 1_000) * 1_000;
  const time = Temporal.Instant.fromEpochMilliseconds(second).toZonedDateTimeISO('UTC').toPlainDateTime();
  return { at: sqlOf(time), id: second === at ? id : 0 };
}

/**
 * The same on the clinic's wall clock. A wall time that comes twice is the first of the two (design section 4): in
 * the second hour, all times of that hour lie before it.
 */
function wallBound(bound: Bound<number>, timeZone: string): RowBound {
  const { at, id } = bound;
  const second = Math.ceil(at / 1_000) * 1_000;
  const zoned = Temporal.Instant.fromEpochMilliseconds(second).toZonedDateTimeISO(timeZone);
  const wall = zoned.toPlainDateTime();
  const first = wall.toZonedDateTime(timeZone);
  if (first.epochMilliseconds >= second) return { at: sqlOf(wall), id: second === at ? id : 0 };
  const change = zoned.getTimeZoneTransition('previous');
  const back = first.offsetNanoseconds - zoned.offsetNanoseconds;
  const end = (change ?? zoned).toPlainDateTime().add({ nanoseconds: back });
  return { at: sqlOf(end), id: 0 };
}

/** The moment of a wall time of the clinic's, in milliseconds. */
function momentOfWall(sql: string, timeZone: string): number {
  return Temporal.PlainDateTime.from(sql.replace(' ', 'T')).toZonedDateTime(timeZone).epochMilliseconds;
}

/** What of a stream of rows comes after a place, on its own clock. */
export function rowBound(place: Place | null, stream: RowStream, timeZone: string): RowBound {
  const bound = rowsAfter(place, stream);
  return isWall(stream) ? wallBound(bound, timeZone) : utcBound(bound);
}

/** The moment of a row's column, in milliseconds. */
export function momentOfRow(at: string, stream: RowStream, timeZone: string): number {
  return isWall(stream) ? momentOfWall(at, timeZone) : Date.parse(utcStamp(at));
}
