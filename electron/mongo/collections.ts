import type { Binary, Collection, Db, ObjectId } from 'mongodb';
import type { z } from 'zod';
import type { DocumentKind } from '#shared/domain/documents';
import type { Margins } from '#shared/domain/paper';
import type { TimelineEntry } from '#shared/contract/timeline';
import type { VisitState } from '#shared/domain/visit-state';

/** A visit as reports read it: a copy of MySQL's row, keyed by its id (design section 5). */
export interface VisitDocument {
  readonly _id: number;
  readonly patient_id: number;
  readonly doctor_id: number;
  /** The clinic's wall clock, `2027-01-04T11:15`. */
  readonly start: string;
  readonly end: string;
  readonly state: VisitState;
  /** MySQL's row version: an older copy never replaces a newer one. */
  readonly version: number;
}

/** A signed prescription as the seed's document has it: a copy of MySQL's rows (design section 5). */
export interface PrescriptionDocument {
  readonly prescription_id: number;
  readonly version: number;
  readonly appointment_id: number;
  readonly patient_id: number | null;
  readonly doctor_id: number | null;
  readonly issued_at: Date;
  readonly notes: string | null;
  readonly items: readonly {
    readonly name: string;
    readonly brand: string | null;
    readonly dosage: string | null;
    readonly frequency: string | null;
    readonly duration_days: number | null;
    readonly instructions: string | null;
  }[];
  readonly pharmacy_suggestions: readonly { readonly name: string; readonly distance_meters: number }[];
  readonly attachments: readonly { readonly file_id: string; readonly mime: string }[];
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, string | number | boolean | null>>;
}

/** Who told what in a medical history, and what became of it. */
export interface HistoryTold {
  readonly entry_id: number;
  readonly what: string;
  readonly entered_by: string;
  readonly entered_at: Date;
  /** The entry that it stands in place of. */
  readonly corrects: number | null;
  readonly withdrawn: {
    readonly at: Date;
    readonly by: string | null;
    readonly reason: string | null;
  } | null;
}

/** A copy of MySQL's rows of one record (docs/adr/0058); dates as far as they are known, `2015-03`. */
export interface HistoryCopy {
  readonly version: number;
  readonly newest_at: Date;
  readonly surgeries: readonly (HistoryTold & {
    readonly on: string | null;
    readonly place: string | null;
  })[];
  readonly family: readonly (HistoryTold & {
    readonly relation: string | null;
    readonly onset_age: number | null;
  })[];
  readonly lifestyle: readonly (HistoryTold & {
    readonly habit: string | null;
    readonly from: string | null;
    readonly until: string | null;
  })[];
}

/** `_id` is MySQL's patient id; only `history` is ours, others may keep fields of theirs beside it. */
export interface MedicalHistoryDocument {
  readonly _id: number;
  readonly history?: HistoryCopy;
}

type Line<Entry> = Entry extends { readonly kind: 'document' } ? never : Omit<Entry, 'at' | 'by'>;
/** A line of a timeline without its moment, which its place has, and its name, which is looked up. */
export type TimelineLine = Line<z.input<typeof TimelineEntry>>;

/** Who is named with a line: the person, else the doctor, else the visit's. */
export interface TimelineWhose {
  readonly doctor: number | null;
  readonly appointment: number | null;
  readonly person: string | null;
}

/** One line of a patient's timeline, a copy of one of MySQL's rows (docs/adr/0063). */
export interface TimelineDocument {
  readonly stream: string;
  /** MySQL's id within its stream. */
  readonly row: number;
  readonly version: number;
  readonly patient_id: number;
  /** MySQL's DATETIME: of a visit the clinic's wall clock, else UTC. */
  readonly at: string;
  /** Which comes first of a moment. */
  readonly rank: number;
  /** What does not stand is kept as its version only, so that no older copy comes back. */
  readonly told: { readonly line: TimelineLine; readonly whose: TimelineWhose } | null;
}

/** A patient's file as the seed's document has it; the file itself lies in GridFS or in a bucket under the same id. */
export interface DocumentDocument {
  readonly _id: string;
  readonly version: number;
  readonly patient_id: number;
  readonly appointment_id: number | null;
  /** `gridfs:<id>` or `s3://bucket/key`. */
  readonly file_path: string;
  readonly file_name: string;
  readonly description: string | null;
  readonly kind: DocumentKind;
  readonly mime: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly uploaded_at: Date;
  readonly uploaded_by: string;
  readonly removed_at: Date | null;
  readonly removed_by: string | null;
}

/** A file that is coming up: its parts lie in GridFS already, and become a file when all of them are there. */
export interface UploadDocument {
  readonly _id: ObjectId;
  readonly patient_id: number;
  /** Missing of one that was begun before files could belong to a visit. */
  readonly appointment_id?: number | null;
  readonly person: string;
  readonly file_name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly received: number;
  readonly touched_at: Date;
}

/** An object of a bucket that is on its way there, or was left there: no document's until one names it. */
export interface ObjectDocument {
  /** `s3://bucket/key`. */
  readonly _id: string;
  readonly upload_id: ObjectId;
}

/** GridFS's own two collections, as its specification has them. */
export interface StoredFile {
  readonly _id: ObjectId;
  readonly length: number;
  readonly chunkSize: number;
  readonly uploadDate: Date;
  readonly filename: string;
}
export interface StoredPart {
  readonly _id: ObjectId;
  readonly files_id: ObjectId;
  readonly n: number;
  readonly data: Binary;
}

/** A patient's page as it was first laid out; `_id` names all that shows on it (docs/adr/0065). */
export type PrintedPageDocument = PrintedPage & PrintedPageOf;

/** A prescription's, or a certificate's or letter's. */
export type PrintedPageOf = { readonly prescription_id: number } | { readonly paper_id: number };

export interface PrintedPage {
  readonly _id: string;
  readonly version: number;
  readonly title: string;
  /** The paper in millimetres; a roll has no height. */
  readonly page: { readonly width: number; readonly height: number | null; readonly margins: Margins };
  /** Without its type, which every program carries. */
  readonly html: string;
  readonly sha256: string;
  readonly laid_out_at: Date;
}

/** The PDF of a page, under the page's id. */
export interface StoredPageFile {
  readonly _id: string;
  readonly length: number;
  readonly chunkSize: number;
  readonly uploadDate: Date;
  readonly filename: string;
  readonly metadata: { readonly sha256: string };
}
export interface StoredPagePart {
  readonly _id: ObjectId;
  readonly files_id: string;
  readonly n: number;
  readonly data: Binary;
}

/** A migration that has run, as the migrator notes it. */
interface AppliedMigration {
  readonly _id: string;
}

export interface Collections {
  readonly visits: Collection<VisitDocument>;
  readonly prescriptions: Collection<PrescriptionDocument>;
  readonly medicalHistories: Collection<MedicalHistoryDocument>;
  readonly timeline: Collection<TimelineDocument>;
  readonly chats: Collection;
  readonly feedback: Collection;
  readonly documents: Collection<DocumentDocument>;
  readonly documentUploads: Collection<UploadDocument>;
  readonly documentObjects: Collection<ObjectDocument>;
  readonly files: Collection<StoredFile>;
  readonly fileParts: Collection<StoredPart>;
  readonly printedPages: Collection<PrintedPageDocument>;
  readonly pageFiles: Collection<StoredPageFile>;
  readonly pageParts: Collection<StoredPagePart>;
  readonly schemaMigrations: Collection<AppliedMigration>;
}

/** The collections this program uses, by their types. */
export function collectionsOf(db: Db): Collections {
  return {
    visits: db.collection<VisitDocument>('visits'),
    prescriptions: db.collection<PrescriptionDocument>('prescriptions'),
    medicalHistories: db.collection<MedicalHistoryDocument>('medical_histories'),
    timeline: db.collection<TimelineDocument>('timeline'),
    chats: db.collection('chats'),
    feedback: db.collection('feedback'),
    documents: db.collection<DocumentDocument>('documents'),
    documentUploads: db.collection<UploadDocument>('document_uploads'),
    documentObjects: db.collection<ObjectDocument>('document_objects'),
    files: db.collection<StoredFile>('files.files'),
    fileParts: db.collection<StoredPart>('files.chunks'),
    printedPages: db.collection<PrintedPageDocument>('printed_pages'),
    pageFiles: db.collection<StoredPageFile>('pages.files'),
    pageParts: db.collection<StoredPagePart>('pages.chunks'),
    schemaMigrations: db.collection<AppliedMigration>('schema_migrations'),
  };
}
