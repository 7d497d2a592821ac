import type { AnyBulkWriteOperation } from 'mongodb';
import type { Collections, PrescriptionDocument } from '#electron/mongo/collections';
import { attachmentsIn } from '#shared/domain/prescribing/attachments';
import { pharmaciesIn } from '#shared/domain/prescribing/pharmacies';
import { bulkFaults } from '#electron/mongo/errors';
import { NAMED } from '#electron/mysql/named-rows';
import type { Database } from '#electron/mysql/transactions';
import { utcStamp } from '#electron/platform/stamps';

/** A clinic of this program has one place; the seed's documents name it. */
const CLINIC_LOCATION = 1;

interface Row {
  readonly id: number;
  readonly version: number;
  readonly appointment_id: number;
  readonly patient_id: number | null;
  readonly doctor_id: number | null;
  readonly notes: string | null;
  readonly rich: unknown;
  readonly amends_id: number | null;
  readonly signed_at: string;
  readonly signed_by: string | null;
  readonly voided_at: string | null;
}

interface ItemRow {
  readonly prescription_id: number;
  readonly medicine_name: string;
  readonly brand: string | null;
  readonly dosage: string | null;
  readonly frequency: string | null;
  readonly duration_days: number | null;
  readonly instructions: string | null;
}

function richIn(stored: unknown): object {
  const parsed: unknown = typeof stored === 'string' ? JSON.parse(stored) : stored;
  return typeof parsed === 'object' && parsed !== null ? parsed : {};
}

function tagsIn(rich: object): string[] {
  const tags: unknown = Reflect.get(rich, 'tags');
  return Array.isArray(tags) ? tags.map(String) : [];
}

function documentOf(row: Row, items: readonly ItemRow[]): PrescriptionDocument {
  const rich = richIn(row.rich);
  return {
    prescription_id: row.id,
    version: row.version,
    appointment_id: row.appointment_id,
    patient_id: row.patient_id,
    doctor_id: row.doctor_id,
    // BSON's dates are JavaScript's.
    // eslint-disable-next-line no-restricted-syntax
    issued_at: new Date(utcStamp(row.signed_at)),
    notes: row.notes,
    items: items.map((item) => ({
      name: item.medicine_name,
      brand: item.brand,
      dosage: item.dosage,
      frequency: item.frequency,
      duration_days: item.duration_days,
      instructions: item.instructions,
    })),
    pharmacy_suggestions: pharmaciesIn(rich).map(({ name, meters }) => ({ name, distance_meters: meters })),
    attachments: attachmentsIn(rich).map(({ file_id, mime }) => ({ file_id, mime })),
    tags: tagsIn(rich),
    metadata: {
      created_by: row.signed_by,
      clinic_location_id: CLINIC_LOCATION,
      verified: row.voided_at === null,
      amends: row.amends_id,
    },
  };
}

/** The documents of signed prescriptions by MySQL's ids; drafts have none. */
export async function prescriptionDocuments(
  db: Database,
  ids: readonly number[],
): Promise<ReadonlyMap<number, PrescriptionDocument>> {
  const [rows, items] = await db.read(async (tx) => [
    await tx.select<Row>(
      `SELECT p.id, p.version, p.appointment_id, p.patient_id, p.doctor_id, p.notes, p.rich, p.amends_id, p.signed_at,
         p.signed_by, p.voided_at
       FROM ${NAMED} STRAIGHT_JOIN prescriptions p ON p.id = named.id WHERE p.signed_at IS NOT NULL`,
      [JSON.stringify(ids)],
    ),
    await tx.select<ItemRow>(
      `SELECT i.prescription_id, i.medicine_name, i.brand, i.dosage, i.frequency, i.duration_days, i.instructions
       FROM ${NAMED} STRAIGHT_JOIN prescription_items i ON i.prescription_id = named.id
       ORDER BY i.prescription_id, i.position, i.id`,
      [JSON.stringify(ids)],
    ),
  ]);
  const byId = new Map(ids.map((id): [number, ItemRow[]] => [id, []]));
  for (const item of items) byId.get(item.prescription_id)?.push(item);
  return new Map(rows.map((row) => [row.id, documentOf(row, byId.get(row.id) ?? [])]));
}

/** As with visits: an older or equal copy does not match, and the upsert's refusal means "already newer". */
function writeOf(
  id: number,
  document: PrescriptionDocument | undefined,
): AnyBulkWriteOperation<PrescriptionDocument> {
  if (!document) return { deleteOne: { filter: { prescription_id: id } } };
  const { prescription_id, ...fields } = document;
  return {
    updateOne: {
      filter: { prescription_id, version: { $lt: document.version } },
      update: { $set: fields },
      upsert: true,
    },
  };
}

/** Copies the prescriptions as they stand in MySQL now; answers why each one failed that did. */
export async function projectPrescriptions(
  db: Database,
  collections: Collections,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const documents = await prescriptionDocuments(db, ids);
  try {
    await collections.prescriptions.bulkWrite(
      ids.map((id) => writeOf(id, documents.get(id))),
      { ordered: false },
    );
    return new Map();
  } catch (error) {
    // Codes only: the server's own words would repeat the document.
    return new Map(bulkFaults(error).map((fault) => [ids[fault.index] ?? 0, `mongo ${String(fault.code)}`]));
  }
}
