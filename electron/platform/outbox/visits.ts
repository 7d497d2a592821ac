import type { AnyBulkWriteOperation } from 'mongodb';
import { type AppointmentStatus, type ClosedAs, visitState } from '#shared/domain/visit-state';
import type { Collections, VisitDocument } from '#electron/mongo/collections';
import { bulkFaults } from '#electron/mongo/errors';
import { NAMED } from '#electron/mysql/named-rows';
import type { Database } from '#electron/mysql/transactions';

interface VisitRow {
  readonly id: number;
  readonly patient_id: number;
  readonly doctor_id: number;
  readonly start_time: string;
  readonly end_time: string;
  readonly status: AppointmentStatus;
  readonly in_room_at: string | null;
  readonly closed_as: ClosedAs | null;
  readonly version: number;
}

function documentOf(row: VisitRow): VisitDocument {
  return {
    _id: row.id,
    patient_id: row.patient_id,
    doctor_id: row.doctor_id,
    start: row.start_time.slice(0, 16).replace(' ', 'T'),
    end: row.end_time.slice(0, 16).replace(' ', 'T'),
    state: visitState({ status: row.status, inRoom: row.in_room_at !== null, closedAs: row.closed_as }),
    version: row.version,
  };
}

/** The documents of visits by MySQL's ids. */
export async function visitDocuments(
  db: Database,
  ids: readonly number[],
): Promise<ReadonlyMap<number, VisitDocument>> {
  const rows = await db.read((tx) =>
    tx.select<VisitRow>(
      `SELECT a.id, a.patient_id, a.doctor_id, a.start_time, a.end_time, a.status, a.in_room_at, a.closed_as, a.version
       FROM ${NAMED} STRAIGHT_JOIN appointments a ON a.id = named.id`,
      [JSON.stringify(ids)],
    ),
  );
  return new Map(rows.map((row) => [row.id, documentOf(row)]));
}

/**
 * Older or equal copies do not match the filter; the upsert then runs into the document that is there,
 * and that refusal means "already newer".
 */
function writeOf(id: number, visit: VisitDocument | undefined): AnyBulkWriteOperation<VisitDocument> {
  if (!visit) return { deleteOne: { filter: { _id: id } } };
  const { _id, ...fields } = visit;
  return {
    updateOne: { filter: { _id, version: { $lt: visit.version } }, update: { $set: fields }, upsert: true },
  };
}

/** Copies the visits as they stand in MySQL now; answers why each one failed that did. */
export async function projectVisits(
  db: Database,
  collections: Collections,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const visits = await visitDocuments(db, ids);
  try {
    await collections.visits.bulkWrite(
      ids.map((id) => writeOf(id, visits.get(id))),
      { ordered: false },
    );
    return new Map();
  } catch (error) {
    // Codes only: the server's own words would repeat the document.
    return new Map(bulkFaults(error).map((fault) => [ids[fault.index] ?? 0, `mongo ${String(fault.code)}`]));
  }
}
