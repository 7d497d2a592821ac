import { z } from 'zod';
import { Reading, ROW_CHOICES, ROW_PROBLEMS, ROW_STATES, WantedReading } from '#shared/contract/imports';
import { LIKENESSES } from '#shared/domain/duplicates';
import { ALL_IMPORT_FIELDS } from '#shared/domain/importing/fields';

const Params = z.record(z.string(), z.union([z.string(), z.number()]));

export const Problem = z.object({
  field: z.enum(ALL_IMPORT_FIELDS).nullable(),
  code: z.enum(ROW_PROBLEMS),
  params: Params,
});
export type Problem = z.infer<typeof Problem>;

/** A patient as the row gives one, in the columns of the table. */
export const PatientDraft = z.object({
  firstName: z.string(),
  lastName: z.string().nullable(),
  phone: z.string().nullable(),
  contactEmail: z.string().nullable(),
  dateOfBirth: z.string().nullable(),
  birthPrecision: z.enum(['day', 'month', 'year']).nullable(),
  gender: z.enum(['male', 'female', 'other']).nullable(),
  guardian: z.string().nullable(),
  clinicNo: z.string().nullable(),
  oldFileNo: z.string().nullable(),
  identifier: z.string().nullable(),
  address: z.string().nullable(),
  deskNotes: z.string().nullable(),
});
export type PatientDraft = z.infer<typeof PatientDraft>;

/** An appointment as the row gives one; the patient is named until it is found. */
export const VisitDraft = z.object({
  doctorId: z.number(),
  start: z.string(),
  end: z.string(),
  type: z.enum(['in_person', 'telemedicine']).nullable(),
  reason: z.string().nullable(),
  deskNotes: z.string().nullable(),
  patientNo: z.string().nullable(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
});
export type VisitDraft = z.infer<typeof VisitDraft>;

/** A medicine as the row gives one. */
export const MedicineDraft = z.object({
  generic: z.string(),
  brand: z.string().nullable(),
  strength: z.string().nullable(),
  form: z.string().nullable(),
  withdrawn: z.boolean(),
});
export type MedicineDraft = z.infer<typeof MedicineDraft>;

/** A row as it waits in `job_rows` to be confirmed. */
export const Staged = z.object({
  cells: z.array(z.string()),
  state: z.enum(ROW_STATES),
  problems: z.array(Problem),
  patient: PatientDraft.nullable(),
  visit: VisitDraft.nullable(),
  /** Rows that were staged before there was a list of medicines have none. */
  medicine: MedicineDraft.nullable().default(null),
  alike: z.array(z.object({ id: z.number(), reasons: z.array(z.enum(LIKENESSES)) })),
  choice: z.enum(ROW_CHOICES),
  /** The patient whose row this is, once found or chosen. */
  patientId: z.number().nullable(),
});
export type Staged = z.infer<typeof Staged>;

export interface StagedRow extends Staged {
  readonly rowNo: number;
}

/** How the file was read, with its headings: column `imports.reading`. */
export const StoredReading = Reading.extend({
  headings: z.array(z.string()),
  samples: z.array(z.array(z.string())),
});
export type StoredReading = z.infer<typeof StoredReading>;

/** What a job of an import is started with. */
export const ImportJob = z.object({
  importId: z.number(),
  actor: z.string(),
  deskId: z.string(),
  reading: WantedReading.nullable(),
  /** For which rows outside the hours are written too; null leaves them out. */
  reason: z.string().nullable().default(null),
});
export type ImportJob = z.infer<typeof ImportJob>;
