import type { ReadTx, SqlValue } from '#electron/mysql/transactions';
import { SOURCES } from '#electron/platform/timeline/sources';
import type { RowStream } from '#electron/platform/timeline/streams';
import { type Place, momentOfRow, rowBound } from './place';

/** Letters are compared as people read them: without accents and case. */
const READ = 'COLLATE utf8mb4_0900_ai_ci';
const DOCTOR = "CONCAT_WS(' ', d.title, d.first_name, d.last_name)";

/** The text of these columns, and whether a word stands in it. */
function says(...columns: readonly string[]): string {
  return `CONCAT_WS(' ', ${columns.join(', ')}) ${READ} LIKE ?`;
}

/** A field of a page; JSON's own null is a word otherwise. */
const rich = (field: string) => `NULLIF(p.rich->>'$.${field}', 'null')`;

interface Saying {
  /** What is joined only where words are looked for. */
  readonly join?: string;
  /** Whether a word stands in an entry, by as many marks as it has. */
  readonly says: readonly string[];
}

const OF_VISIT = 'JOIN appointments a ON a.id = n.appointment_id JOIN doctors d ON d.id = a.doctor_id';

const SAYINGS: Readonly<Record<RowStream, Saying>> = {
  visit: { join: 'JOIN doctors d ON d.id = a.doctor_id', says: [says('a.reason', DOCTOR)] },
  prescription: {
    join: 'LEFT JOIN doctors d ON d.id = p.doctor_id',
    says: [
      says(rich('complaint'), rich('diagnosis'), rich('tests'), rich('tags'), 'p.notes', DOCTOR),
      `EXISTS (SELECT 1 FROM prescription_items i WHERE i.prescription_id = p.id
         AND ${says('i.medicine_name', 'i.brand', 'i.dosage', 'i.frequency', 'i.instructions')})`,
    ],
  },
  note: { join: OF_VISIT, says: [says('n.body', DOCTOR)] },
  addendum: { join: OF_VISIT, says: [says('e.body', DOCTOR)] },
  vitals: {
    says: [
      says(
        'v.note',
        "CONCAT(v.systolic, '/', v.diastolic)",
        'v.pulse',
        'v.temperature_c',
        'v.spo2',
        'v.respiration',
        'v.glucose_mg_dl',
        'v.weight_kg',
        'v.height_cm',
      ),
    ],
  },
  paper: {
    join: 'JOIN doctors d ON d.id = m.doctor_id',
    says: [says('m.reason', 'm.fit_for', 'm.addressed_to', 'm.question', 'm.findings', DOCTOR)],
  },
  payment: { says: [says('y.amount', 'y.currency', 'y.method', 'y.transaction_ref')] },
};

/** What a page of the timeline is looked for by. */
export interface Sought {
  /** The records that are one patient's. */
  readonly records: readonly number[];
  /** Each of them stands in what is found. */
  readonly words: readonly string[];
  readonly after: Place | null;
  readonly limit: number;
  readonly timeZone: string;
}

function pattern(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}

interface Part {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** The next places of one stream, the newest first. */
function partOf(stream: RowStream, sought: Sought): Part {
  const { rows, told, stands, id, patient, at } = SOURCES[stream];
  const { join = '', says: parts } = SAYINGS[stream];
  const { records, words, after, limit, timeZone } = sought;
  const below = rowBound(after, stream, timeZone);
  const match = words.map(() => `AND (${parts.join(' OR ')})`).join(' ');
  return {
    sql: `(SELECT '${stream}' AS stream, ${id} AS id, ${at} AS at FROM ${rows} ${words.length > 0 ? join : ''}
      WHERE ${patient} IN (${records.map(() => '?').join(', ')}) AND ${told} AND ${stands}
        AND (${at} < ? OR (${at} = ? AND ${id} < ?)) ${match}
      ORDER BY ${at} DESC, ${id} DESC LIMIT ${String(limit)})`,
    params: [
      ...records,
      below.at,
      below.at,
      below.id,
      ...words.flatMap((word) => parts.map(() => pattern(word))),
    ],
  };
}

interface Found {
  readonly stream: RowStream;
  readonly id: number;
  readonly at: string;
}

/** A union promises no order, whatever its parts were chosen by. */
function newestFirst(a: Found, b: Found): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  return b.id - a.id;
}

/** One stream's next places, each reckoned when it is come to: a wall time's moment takes its while. */
function* placesOf(rows: readonly Found[], timeZone: string): Generator<Place, undefined> {
  for (const { stream, id, at } of rows) {
    yield { at: momentOfRow(at, stream, timeZone), stream, id };
  }
}

/** The next places of these streams, each stream in its order, by one statement. */
export async function keysOf(
  tx: ReadTx,
  streams: readonly RowStream[],
  sought: Sought,
): Promise<Iterator<Place, undefined>[]> {
  if (streams.length === 0) return [];
  const parts = streams.map((stream) => partOf(stream, sought));
  const found = await tx.select<Found>(
    parts.map(({ sql }) => sql).join(' UNION ALL '),
    parts.flatMap(({ params }) => params),
  );
  return streams.map((stream) =>
    placesOf(found.filter((row) => row.stream === stream).sort(newestFirst), sought.timeZone),
  );
}
