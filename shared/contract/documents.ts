import { z } from 'zod';
import { ChartOpenUntil } from './chart-values';
import { command, query } from './procedure';
import {
  DOCUMENT_KINDS,
  DOCUMENT_PART_BYTES,
  LONGEST_FILE_NAME,
  MOST_DOCUMENT_BYTES,
  cleanFileName,
} from '#shared/domain/documents';
import { AppointmentId, DocumentId, PatientId, Version } from '#shared/values/ids';
import { optionalText, text } from '#shared/values/text';
import { ClinicDateTime, UtcInstant } from '#shared/values/wall-clock';

/** A path's last part, without unseen characters; one of which nothing is left is refused. */
const FileName = z
  .string({ error: 'not_text' })
  .max(4096, 'too_long')
  .transform((typed, context) => {
    const name = cleanFileName(typed);
    if (name !== null && name.length <= LONGEST_FILE_NAME) return name;
    context.addIssue({ code: 'custom', message: name === null ? 'required' : 'too_long' });
    return z.NEVER;
  });

const Description = optionalText(500);
const Told = z.object({ at: UtcInstant, by: z.string().nullable() });

/** The visit that a file belongs to: one of the patient's own. */
const TiedVisit = z.object({ id: AppointmentId, start: ClinicDateTime });

/** A file of a patient. */
export const DocumentDto = z.object({
  id: DocumentId,
  version: Version,
  patientId: PatientId,
  fileName: z.string(),
  description: z.string().nullable(),
  /** By content, never by name. */
  kind: z.enum(DOCUMENT_KINDS),
  /** What the name says where the content is something else. */
  nameSays: z.enum(DOCUMENT_KINDS).nullable(),
  bytes: z.int(),
  visit: TiedVisit.nullable(),
  uploaded: Told,
  removed: Told.nullable(),
});
export type DocumentDto = z.infer<typeof DocumentDto>;

const At = z.strictObject({ id: DocumentId, version: Version });
const Changed = z.object({ patientId: PatientId, document: DocumentDto });
/** Stored now, or the very same file was there already. */
const Stored = z.object({
  state: z.enum(['stored', 'there']),
  patientId: PatientId,
  document: DocumentDto,
});

/** Documents belong to MongoDB and not to MySQL's transaction: their changes are commands. */
export const documentsCalls = {
  /** A patient's files, the newest first, those that were taken out among them. */
  'documents.list': query({
    permission: 'clinical.read',
    clinical: true,
    input: z.strictObject({ patientId: PatientId }),
    output: z.object({
      patientId: PatientId,
      openUntil: ChartOpenUntil,
      items: z.array(DocumentDto),
      more: z.boolean(),
    }),
  }),
  /** The visit that a sheet's QR code names, where the caller may file with its patient. */
  'documents.visitOf': query({
    permission: 'clinical.write',
    clinical: true,
    input: z.strictObject({ code: text(200) }),
    output: z.object({
      patientId: PatientId,
      patientName: z.string(),
      doctorName: z.string(),
      visit: TiedVisit,
    }),
  }),
  /** Begins an upload, or goes on with one of the same file that was cut off. */
  'documents.begin': command({
    permission: 'clinical.write',
    input: z.strictObject({
      patientId: PatientId,
      /** Left out where it belongs to no visit. */
      appointmentId: AppointmentId.optional(),
      fileName: FileName,
      bytes: z
        .int({ error: 'not_a_number' })
        .min(1, 'too_small')
        .refine((bytes) => bytes <= MOST_DOCUMENT_BYTES, {
          error: 'too_big',
          params: { max: MOST_DOCUMENT_BYTES },
        }),
      sha256: z.string({ error: 'not_text' }).regex(/^[0-9a-f]{64}$/, 'invalid'),
    }),
    output: z.discriminatedUnion('state', [
      Stored.extend({ state: z.literal('there') }),
      /** How much of it is here already: from there on the parts are sent. */
      z.object({ state: z.literal('open'), uploadId: DocumentId, received: z.int() }),
    ]),
  }),
  /** The next part, as base64. One that comes again, or out of turn, only answers where to go on. */
  'documents.part': command({
    permission: 'clinical.write',
    input: z.strictObject({
      uploadId: DocumentId,
      offset: z.int({ error: 'not_a_number' }).min(0, 'too_small').max(MOST_DOCUMENT_BYTES, 'too_big'),
      body: z
        .string({ error: 'not_text' })
        .min(1, 'required')
        .max(Math.ceil(DOCUMENT_PART_BYTES / 3) * 4, 'too_long')
        .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'invalid'),
    }),
    output: z.object({ received: z.int() }),
  }),
  /**
   * Looks whether what came up is the file that was announced, and makes it the patient's. While it is carried
   * over to where files are kept the answer says how far; asked again, it goes on waiting.
   */
  'documents.finish': command({
    permission: 'clinical.write',
    input: z.strictObject({ uploadId: DocumentId }),
    output: z.discriminatedUnion('state', [
      Stored,
      z.object({ state: z.literal('carrying'), carried: z.int() }),
    ]),
  }),
  'documents.cancel': command({
    permission: 'clinical.write',
    input: z.strictObject({ uploadId: DocumentId }),
    output: z.object({}),
  }),
  'documents.describe': command({
    permission: 'clinical.write',
    input: At.extend({ fileName: FileName, description: Description }),
    output: Changed,
  }),
  /** Out of the list; the file stays, and can be brought back. */
  'documents.remove': command({ permission: 'clinical.write', input: At, output: Changed }),
  'documents.restore': command({ permission: 'clinical.write', input: At, output: Changed }),
  /** The file itself behind an address that is good once, for looking at or for saving; audited each time. */
  'documents.open': command({
    permission: 'clinical.read',
    input: z.strictObject({ id: DocumentId }),
    output: z.object({ url: z.string(), document: DocumentDto }),
  }),
};
