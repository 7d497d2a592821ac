import type { Collection, Document } from 'mongodb';
import type { Collections } from '#electron/mongo/collections';
import type { Database } from '#electron/mysql/transactions';
import type { OutboxTopic } from '#shared/domain/outbox';
import { historyCopies, projectHistories } from './medical-histories';
import { hasOwnPart } from './own-part';
import { prescriptionDocuments, projectPrescriptions } from './prescriptions';
import { toldRows } from '#electron/platform/timeline/sources';
import { ROW_STREAMS, type RowStream } from '#electron/platform/timeline/streams';
import { projectTimeline, timelineDocuments } from './timeline';
import { projectVisits, visitDocuments } from './visits';

/** The kinds of copies; of one change there may be several. */
export type CopyName = 'visit' | 'prescription' | 'medical_history' | `timeline_${RowStream}`;

/** One kind of copy: which rows of MySQL have one, and where it lies in MongoDB. */
export interface Copies {
  /** The notes in the outbox that it follows. */
  readonly topic: OutboxTopic;
  /** FROM and WHERE of the rows that have a copy. */
  readonly rows: string;
  readonly collection: (collections: Collections) => Collection;
  /** The field that holds MySQL's id. */
  readonly key: '_id' | 'prescription_id' | 'row';
  /** Which of the collection's documents are of this kind. */
  readonly among: Document;
  /** The one field that is the copy, where others' may stand beside it; null where the whole document is. */
  readonly within: 'history' | null;
  /** The copies as they should stand, by MySQL's ids. */
  readonly documents: (db: Database, ids: readonly number[]) => Promise<ReadonlyMap<number, Document>>;
  /** Copies the rows as they stand; answers why each one failed that did. */
  readonly project: (
    db: Database,
    collections: Collections,
    ids: readonly number[],
  ) => Promise<ReadonlyMap<number, string>>;
}

/** One stream of the timeline; all of them share a collection. */
function timelineCopies(stream: RowStream): Copies {
  return {
    topic: stream,
    rows: toldRows(stream),
    collection: ({ timeline }) => timeline as unknown as Collection,
    key: 'row',
    among: { stream },
    within: null,
    documents: (db, ids) => timelineDocuments(db, stream, ids),
    project: (db, collections, ids) => projectTimeline(db, collections, stream, ids),
  };
}

export const COPIES: Readonly<Record<CopyName, Copies>> = {
  visit: {
    topic: 'visit',
    rows: 'appointments WHERE TRUE',
    // The driver's collections are invariant in their documents; here only the key is used.
    collection: ({ visits }) => visits as unknown as Collection,
    key: '_id',
    among: {},
    within: null,
    documents: visitDocuments,
    project: projectVisits,
  },
  prescription: {
    topic: 'prescription',
    rows: 'prescriptions WHERE signed_at IS NOT NULL',
    collection: ({ prescriptions }) => prescriptions as unknown as Collection,
    key: 'prescription_id',
    among: {},
    within: null,
    documents: prescriptionDocuments,
    project: projectPrescriptions,
  },
  medical_history: {
    topic: 'medical_history',
    rows: '(SELECT DISTINCT patient_id AS id FROM medical_history) AS told WHERE TRUE',
    collection: ({ medicalHistories }) => medicalHistories as unknown as Collection,
    key: '_id',
    among: {},
    within: 'history',
    documents: historyCopies,
    project: projectHistories,
  },
  timeline_visit: timelineCopies('visit'),
  timeline_prescription: timelineCopies('prescription'),
  timeline_note: timelineCopies('note'),
  timeline_addendum: timelineCopies('addendum'),
  timeline_vitals: timelineCopies('vitals'),
  timeline_paper: timelineCopies('paper'),
  timeline_payment: timelineCopies('payment'),
};

/** What a patient's timeline is read from. */
export const TIMELINE_COPIES: readonly CopyName[] = ROW_STREAMS.map(
  (stream) => `timeline_${stream}` as const,
);

export const COPY_NAMES: readonly CopyName[] = [
  'visit',
  'prescription',
  'medical_history',
  ...TIMELINE_COPIES,
];

export async function countRows(db: Database, { rows }: Copies, signal: AbortSignal): Promise<number> {
  const [row] = await db.read(
    (tx) => tx.select<{ total: number }>(`SELECT COUNT(*) AS total FROM ${rows}`, []),
    signal,
  );
  return row?.total ?? 0;
}

/** The next rows' ids after one, ascending. */
async function idsAfter(
  db: Database,
  { rows }: Copies,
  range: { readonly after: number; readonly limit: number },
  signal: AbortSignal,
): Promise<number[]> {
  const sql = `SELECT id FROM ${rows} AND id > ? ORDER BY id LIMIT ${String(range.limit)}`;
  const found = await db.read((tx) => tx.select<{ id: number }>(sql, [range.after]), signal);
  return found.map(({ id }) => id);
}

/** Ids of copies in `(after, upTo]`, all beyond `after` with null, of rows that are not among the known. */
async function strayIds(
  copies: Copies,
  collections: Collections,
  range: { readonly after: number; readonly upTo: number | null; readonly limit: number },
  known: readonly number[],
): Promise<number[]> {
  const { after, upTo, limit } = range;
  const within = upTo === null ? { $gt: after } : { $gt: after, $lte: upTo };
  const found = await copies
    .collection(collections)
    .find(
      { ...copies.among, [copies.key]: { ...within, $nin: [...known] }, ...hasOwnPart(copies) },
      { projection: { [copies.key]: 1 } },
    )
    .sort({ [copies.key]: 1 })
    .limit(limit)
    .toArray();
  return found.map((document) => Number(document[copies.key]));
}

export interface Batch {
  /** How many of the ids are rows; the others are copies of no row, as it seems. */
  readonly rows: number;
  readonly ids: readonly number[];
}

/** Every id that either store knows, ascending from batch to batch; at most `limit` rows in each. */
export async function* allIds(
  db: Database,
  copies: Copies,
  collections: Collections,
  { limit, signal }: { readonly limit: number; readonly signal: AbortSignal },
): AsyncGenerator<Batch> {
  let after = 0;
  for (;;) {
    signal.throwIfAborted();
    const ids = await idsAfter(db, copies, { after, limit }, signal);
    const last = ids.at(-1) ?? null;
    const strays = await strayIds(copies, collections, { after, upTo: last, limit }, ids);
    const end = strays.length === limit ? (strays.at(-1) ?? last) : last;
    const rows = end === null ? ids : ids.filter((id) => id <= end);
    yield { rows: rows.length, ids: [...rows, ...strays] };
    if (end === null) return;
    after = end;
  }
}
