import type { ReadTx, SqlValue } from '#electron/mysql/transactions';
import { utcStamp } from '#electron/platform/stamps';
import { type Place, type StreamName, momentOfWall, rowsAfter, utcBound, wallBound } from './place';

export type RowStream = Exclude<StreamName, 'document'>;

/** Letters are compared as people read them: without accents and case. */
const READ = 'COLLATE utf8mb4_0900_ai_ci';
const DOCTOR = "CONCAT_WS(' ', d.title, d.first_name, d.last_name)";

/** The text of these columns, and whether a word stands in it. */
function says(...columns: readonly string[]): string {
  return `CONCAT_WS(' ', ${columns.join(', ')}) ${READ} LIKE ?`;
}

/** A field of a page; JSON's own null is a word otherwise. */
const rich = (field: string) => `NULLIF(p.rich->>'$.${field}', 'null')`;

interface Source {
  /** FROM, and what else holds of its rows. */
  readonly rows: string;
  /** What is joined only where words are looked for. */
  readonly saying?: string;
  readonly holds: string;
  readonly id: string;
  readonly patient: string;
  /** Its moment: a column of UTC, or of the clinic's wall clock. */
  readonly at: string;
  /** Whether a word stands in an entry, by as many marks as it has. */
  readonly says: readonly string[];
}

const SOURCES: Readonly<Record<RowStream, Source>> = {
  visit: {
    rows: 'appointments a',
    saying: 'JOIN doctors d ON d.id = a.doctor_id',
    holds: 'a.withdrawn_at IS NULL',
    id: 'a.id',
    patient: 'a.patient_id',
    at: 'a.start_time',
    says: [says('a.reason', DOCTOR)],
  },
  prescription: {
    rows: 'prescriptions p',
    saying: 'LEFT JOIN doctors d ON d.id = p.doctor_id',
    holds: 'p.signed_at IS NOT NULL',
    id: 'p.id',
    patient: 'p.patient_id',
    at: 'p.signed_at',
    says: [
      says(rich('complaint'), rich('diagnosis'), rich('tests'), rich('tags'), 'p.notes', DOCTOR),
      `EXISTS (SELECT 1 FROM prescription_items i WHERE i.prescription_id = p.id
         AND ${says('i.medicine_name', 'i.brand', 'i.dosage', 'i.frequency', 'i.instructions')})`,
    ],
  },
  note: {
    rows: 'visit_notes n',
    saying: 'JOIN appointments a ON a.id = n.appointment_id JOIN doctors d ON d.id = a.doctor_id',
    holds: 'n.signed_at IS NOT NULL',
    id: 'n.id',
    patient: 'n.patient_id',
    at: 'n.signed_at',
    says: [says('n.body', DOCTOR)],
  },
  addendum: {
    rows: 'visit_notes n JOIN visit_note_addenda e ON e.note_id = n.id',
    saying: 'JOIN appointments a ON a.id = n.appointment_id JOIN doctors d ON d.id = a.doctor_id',
    holds: 'n.signed_at IS NOT NULL',
    id: 'e.id',
    patient: 'n.patient_id',
    at: 'e.created_at',
    says: [says('e.body', DOCTOR)],
  },
  vitals: {
    rows: 'vitals v',
    holds:
      'v.withdrawn_at IS NULL AND NOT EXISTS (SELECT 1 FROM vitals c WHERE c.standing_corrects_id = v.id)',
    id: 'v.id',
    patient: 'v.patient_id',
    at: 'v.taken_at',
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
    rows: 'medical_papers m',
    saying: 'JOIN doctors d ON d.id = m.doctor_id',
    holds: 'TRUE',
    id: 'm.id',
    patient: 'm.patient_id',
    at: 'm.signed_at',
    says: [says('m.reason', 'm.fit_for', 'm.addressed_to', 'm.question', 'm.findings', DOCTOR)],
  },
  payment: {
    rows: 'payments y',
    holds: 'TRUE',
    id: 'y.id',
    patient: 'y.patient_id',
    at: 'y.created_at',
    says: [says('y.amount', 'y.currency', 'y.method', 'y.transaction_ref')],
  },
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
  const { rows, saying = '', holds, id, patient, at, says: parts } = SOURCES[stream];
  const { records, words, after, limit, timeZone } = sought;
  const bound = rowsAfter(after, stream);
  const below = isWall(stream) ? wallBound(bound, timeZone) : utcBound(bound);
  const match = words.map(() => `AND (${parts.join(' OR ')})`).join(' ');
  return {
    sql: `(SELECT '${stream}' AS stream, ${id} AS id, ${at} AS at FROM ${rows} ${words.length > 0 ? saying : ''}
      WHERE ${patient} IN (${records.map(() => '?').join(', ')}) AND ${holds}
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

/** Visits stand on the clinic's wall clock, all else in UTC. */
function isWall(stream: RowStream): boolean {
  return stream === 'visit';
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
    yield { at: isWall(stream) ? momentOfWall(at, timeZone) : Date.parse(utcStamp(at)), stream, id };
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
