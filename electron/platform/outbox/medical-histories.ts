import type { AnyBulkWriteOperation } from 'mongodb';
import type {
  Collections,
  HistoryCopy,
  HistoryTold,
  MedicalHistoryDocument,
} from '#electron/mongo/collections';
import { bulkFaults } from '#electron/mongo/errors';
import { NAMED } from '#electron/mysql/named-rows';
import type { Database } from '#electron/mysql/transactions';
import { utcStamp } from '#electron/platform/stamps';
import { type Precision, knownOf } from '#shared/values/partly-known';

interface Row {
  readonly id: number;
  readonly version: number;
  readonly patient_id: number;
  readonly kind: 'surgery' | 'family' | 'lifestyle';
  readonly what: string;
  readonly place: string | null;
  readonly relation: string | null;
  readonly habit: string | null;
  readonly onset_age: number | null;
  readonly began: string | null;
  readonly began_precision: Precision | null;
  readonly ended: string | null;
  readonly ended_precision: Precision | null;
  readonly entered_by: string;
  readonly created_at: string;
  readonly corrects_id: number | null;
  readonly withdrawn_at: string | null;
  readonly withdrawn_by: string | null;
  readonly withdrawn_reason: string | null;
}

const COLUMNS = `h.id, h.version, h.patient_id, h.kind, h.what, h.place, h.relation, h.habit, h.onset_age, h.began,
  h.began_precision, h.ended, h.ended_precision, h.entered_by, h.created_at, h.corrects_id, h.withdrawn_at,
  h.withdrawn_by, h.withdrawn_reason`;

function known(date: string | null, precision: Precision | null): string | null {
  return date === null || precision === null ? null : knownOf(date, precision);
}

function moment(sql: string): Date {
  // BSON's dates are JavaScript's.
  // eslint-disable-next-line no-restricted-syntax
  return new Date(utcStamp(sql));
}

function toldOf(row: Row): HistoryTold {
  const { withdrawn_at: at, withdrawn_by: by, withdrawn_reason: reason } = row;
  return {
    entry_id: row.id,
    what: row.what,
    entered_by: row.entered_by,
    entered_at: moment(row.created_at),
    corrects: row.corrects_id,
    withdrawn: at === null ? null : { at: moment(at), by, reason },
  };
}

/** A record's rows as one copy. No row is ever deleted, so the sum of their versions only grows. */
function copyOf(rows: readonly Row[]): HistoryCopy {
  const of = (kind: Row['kind']) => rows.filter((row) => row.kind === kind);
  return {
    version: rows.reduce((sum, { version }) => sum + version, 0),
    newest_at: moment(
      rows.reduce((newest, { created_at }) => (created_at > newest ? created_at : newest), ''),
    ),
    surgeries: of('surgery').map((row) => ({
      ...toldOf(row),
      on: known(row.began, row.began_precision),
      place: row.place,
    })),
    family: of('family').map((row) => ({
      ...toldOf(row),
      relation: row.relation,
      onset_age: row.onset_age,
    })),
    lifestyle: of('lifestyle').map((row) => ({
      ...toldOf(row),
      habit: row.habit,
      from: known(row.began, row.began_precision),
      until: known(row.ended, row.ended_precision),
    })),
  };
}

/** The copies of medical histories by patients' ids; of whom nothing was told there is none. */
export async function historyCopies(
  db: Database,
  ids: readonly number[],
): Promise<ReadonlyMap<number, HistoryCopy>> {
  const rows = await db.read((tx) =>
    tx.select<Row>(
      `SELECT ${COLUMNS} FROM ${NAMED}
         STRAIGHT_JOIN medical_history h ON h.patient_id = named.id ORDER BY h.patient_id, h.id`,
      [JSON.stringify(ids)],
    ),
  );
  const byPatient = new Map<number, Row[]>();
  for (const row of rows) {
    const told = byPatient.get(row.patient_id);
    if (told) told.push(row);
    else byPatient.set(row.patient_id, [row]);
  }
  return new Map([...byPatient].map(([id, told]) => [id, copyOf(told)]));
}

/** An older or equal copy does not match, and the upsert's refusal means "already newer". */
function writeOf(_id: number, history: HistoryCopy): AnyBulkWriteOperation<MedicalHistoryDocument> {
  return {
    updateOne: {
      filter: { _id, 'history.version': { $not: { $gte: history.version } } },
      update: { $set: { history } },
      upsert: true,
    },
  };
}

/** Takes away what is ours; a document goes only where nothing else stands in it. */
async function takeAway(collections: Collections, ids: readonly number[]): Promise<void> {
  const ours = { _id: { $in: [...ids] }, history: { $exists: true } };
  const nothingElse = { $expr: { $eq: [{ $size: { $objectToArray: '$$ROOT' } }, 2] } };
  await collections.medicalHistories.deleteMany({ ...ours, ...nothingElse });
  await collections.medicalHistories.updateMany(ours, { $unset: { history: '' } });
}

/** Copies the histories as they stand in MySQL now; answers why each one failed that did. */
export async function projectHistories(
  db: Database,
  collections: Collections,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const copies = await historyCopies(db, ids);
  const gone = ids.filter((id) => !copies.has(id));
  if (gone.length > 0) await takeAway(collections, gone);
  const there = [...copies];
  if (there.length === 0) return new Map();
  try {
    await collections.medicalHistories.bulkWrite(
      there.map(([id, copy]) => writeOf(id, copy)),
      { ordered: false },
    );
    return new Map();
  } catch (error) {
    // Codes only: the server's own words would repeat the document.
    return new Map(
      bulkFaults(error).map((fault) => [there[fault.index]?.[0] ?? 0, `mongo ${String(fault.code)}`]),
    );
  }
}
