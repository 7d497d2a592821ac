import { z } from 'zod';
import { Override as AnyOverride } from './appointments';
import { ConditionDto } from './conditions';
import { ChartOpenUntil, ChartReason } from './chart-values';
import { type InverseCall, mutation, query } from './procedure';
import { Pharmacy } from './settings';
import { frequencyText, parseFrequency } from '#shared/domain/prescribing/frequency';
import { LONGEST_DAYS } from '#shared/domain/prescribing/course';
import { MOST_ATTACHMENTS } from '#shared/domain/prescribing/attachments';
import { PAGE_SECTIONS } from '#shared/domain/prescribing/sections';
import type { Rule } from '#shared/errors/app-error';
import {
  AllergyId,
  AppointmentId,
  DoctorId,
  DocumentId,
  PatientId,
  PrescriptionId,
  Version,
} from '#shared/values/ids';
import { optionalText, requiredText, text } from '#shared/values/text';
import { ClinicDate, UtcInstant } from '#shared/values/wall-clock';

export const SEVERITIES = ['mild', 'moderate', 'severe'] as const;
/** More on one page is a slip, and would not be read by anybody. */
const MOST_ITEMS = 60;
const MOST_TAGS = 20;

/** Kept as it is typed, half a word too; what can be read is stored in the one way of writing it (`b.d.` is `BD`). */
const Frequency = optionalText(100).transform((typed) => {
  const read = typed === null ? null : parseFrequency(typed);
  const stored = read && frequencyText(read);
  return stored !== null && stored.length <= 100 ? stored : typed;
});

/**
 * One medicine: the generic name first, the brand beneath. A draft may hold what is no dose yet; signing asks
 * `pageProblems`.
 */
export const MedicineLine = z.strictObject({
  name: text(255).transform((name) => name.trim()),
  brand: optionalText(255),
  dosage: optionalText(100),
  frequency: Frequency,
  days: z
    .int({ error: 'not_a_number' })
    .min(1, 'too_small')
    .max(LONGEST_DAYS, `too_big:${String(LONGEST_DAYS)}`)
    .nullable(),
  instructions: optionalText(500),
});
export type MedicineLine = z.infer<typeof MedicineLine>;

/** What the doctor writes, in the order in which it is printed. */
export const PrescriptionPage = z.strictObject({
  complaint: optionalText(2000),
  diagnosis: optionalText(2000),
  medicines: z.array(MedicineLine).max(MOST_ITEMS, `too_many:${String(MOST_ITEMS)}`),
  tests: optionalText(2000),
  advice: optionalText(4000),
  reviewOn: ClinicDate.nullable(),
  tags: z.array(requiredText(100)).max(MOST_TAGS, `too_many:${String(MOST_TAGS)}`),
});
export type PrescriptionPage = z.infer<typeof PrescriptionPage>;

export const BLANK_PAGE: PrescriptionPage = {
  complaint: null,
  diagnosis: null,
  medicines: [],
  tests: null,
  advice: null,
  reviewOn: null,
  tags: [],
};

/** A document of the patient's that goes with what is written, by the name that it had when it was attached. */
const AttachedDocument = z.object({ documentId: DocumentId, name: z.string(), mime: z.string() });

export const PrescriptionDto = z.object({
  id: PrescriptionId,
  version: Version,
  appointmentId: AppointmentId,
  doctorId: DoctorId.nullable(),
  patientId: PatientId.nullable(),
  page: PrescriptionPage,
  /** Named to the patient when it was signed. */
  pharmacies: z.array(Pharmacy),
  attachments: z.array(AttachedDocument),
  state: z.enum(['draft', 'signed', 'voided']),
  createdAt: UtcInstant,
  signedAt: UtcInstant.nullable(),
  signedBy: z.string().nullable(),
  /** The signed prescription that this one stands in place of. */
  amendsId: PrescriptionId.nullable(),
  /** The signed one that stands in place of this. */
  supersededById: PrescriptionId.nullable(),
  voidedAt: UtcInstant.nullable(),
  voidedBy: z.string().nullable(),
  voidReason: z.string().nullable(),
});
export type PrescriptionDto = z.infer<typeof PrescriptionDto>;

export const AllergyDto = z.object({
  id: AllergyId,
  version: Version,
  substance: z.string(),
  reaction: z.string().nullable(),
  severity: z.enum(SEVERITIES).nullable(),
  notedBy: z.string().nullable(),
  notedAt: UtcInstant,
});
export type AllergyDto = z.infer<typeof AllergyDto>;

/** One line to take over: what a doctor wrote before, or one of the clinic's list of medicines. */
export const Suggestion = z.object({
  line: MedicineLine,
  /** How often it was written; null for one of the list. */
  times: z.int().nullable(),
  /** Tablet, syrup: known of the list's only. */
  form: z.string().nullable(),
});

/** The checks that a doctor may go against, with a reason. */
export const CHECKS = ['allergic_to', 'same_substance'] as const satisfies readonly Rule[];
export const CheckOverride = z.strictObject({
  rules: z.array(z.enum(CHECKS, 'unknown_choice')).min(1, 'required').max(CHECKS.length, 'too_many'),
  reason: AnyOverride.shape.reason,
});

/** How a doctor's pages are printed; a null version: nothing was chosen yet, and all sections stand. */
const PageLayout = z.object({
  id: DoctorId,
  version: Version.nullable(),
  hidden: z.array(z.enum(PAGE_SECTIONS)),
  /** The doctor writes by hand: a sheet is printed for whoever comes, and nothing must be written on the screen. */
  onPaper: z.boolean(),
});

const AtVersion = { id: PrescriptionId, version: Version };
const Changed = z.object({ prescription: PrescriptionDto });
const AllergyChanged = z.object({ patientId: PatientId, allergy: AllergyDto });
type AllergyChanged = z.infer<typeof AllergyChanged>;
const AllergyAt = z.strictObject({ id: AllergyId, version: Version });

function inverse(
  name: string,
  since: number | null,
  { allergy }: AllergyChanged,
  input: InverseCall['input'] = {},
): InverseCall {
  return {
    name,
    row: { entity: 'allergy', id: allergy.id },
    version: allergy.version,
    since,
    input,
  };
}

export const consultationCalls = {
  /** A visit with what is written in it, and what must be known of the patient before. */
  'consultation.open': query({
    permission: 'clinical.read',
    clinical: true,
    input: z.strictObject({ appointmentId: AppointmentId }),
    output: z.object({
      patientId: PatientId,
      openUntil: ChartOpenUntil,
      allergies: z.array(AllergyDto),
      conditions: z.array(ConditionDto),
      /** The draft of this visit, or what stands signed; null where nothing is written yet. */
      prescription: PrescriptionDto.nullable(),
      /** Signed before, the newest first; at most ten. */
      earlier: z.array(PrescriptionDto),
    }),
  }),
  /**
   * Opens what is clinical of a patient to somebody who has no visit with them, for `CHART_HOURS`. It was looked at,
   * whatever comes after: no undo.
   */
  'consultation.openChart': mutation({
    permission: 'clinical.read',
    input: z.strictObject({ patientId: PatientId, reason: ChartReason }),
    output: z.object({ patientId: PatientId, openUntil: UtcInstant }),
    undo: 'none',
  }),
  /**
   * What this doctor wrote before of medicines whose name begins so, the most usual first and at most eight;
   * beneath, of the clinic's list, ten in all. Without a letter: the doctor's favourites, which are the most usual of all.
   */
  'consultation.suggest': query({
    permission: 'clinical.write',
    clinical: false,
    input: z.strictObject({ text: text(100).transform((typed) => typed.trim()) }),
    output: z.object({ suggestions: z.array(Suggestion) }),
  }),
  /** Keeps the draft of a visit; a null version begins it. Nothing is taken back: the text has its own undo. */
  'consultation.save': mutation({
    permission: 'clinical.write',
    input: z.strictObject({
      appointmentId: AppointmentId,
      version: Version.nullable(),
      page: PrescriptionPage,
    }),
    output: Changed,
    undo: 'none',
  }),
  /**
   * Which of the patient's documents go with the draft, all of them; a null version begins it. One that was attached
   * before stays whatever has become of it. Nothing is taken back: the list is its own way back.
   */
  'consultation.attach': mutation({
    permission: 'clinical.write',
    input: z.strictObject({
      appointmentId: AppointmentId,
      version: Version.nullable(),
      documentIds: z
        .array(DocumentId)
        .max(MOST_ATTACHMENTS, `too_many:${String(MOST_ATTACHMENTS)}`)
        .refine((ids) => new Set(ids).size === ids.length, 'twice'),
    }),
    output: Changed,
    undo: 'none',
  }),
  /** Fixes the draft for good: it is changed by a new version only. */
  'consultation.sign': mutation({
    permission: 'clinical.write',
    input: z.strictObject({ ...AtVersion, override: CheckOverride.optional() }),
    output: Changed,
    undo: 'none',
  }),
  /** Begins a new version of what is signed; that stays in force until the new one is signed. */
  'consultation.amend': mutation({
    permission: 'clinical.write',
    input: z.strictObject(AtVersion),
    output: Changed,
    undo: 'none',
  }),
  /** Says of a signed prescription, for good, that it does not hold. */
  'consultation.void': mutation({
    permission: 'clinical.write',
    input: z.strictObject({ ...AtVersion, reason: requiredText(300) }),
    output: Changed,
    undo: 'none',
  }),
  'consultation.pageLayout': query({
    permission: 'clinical.write',
    clinical: false,
    input: z.strictObject({ id: DoctorId }),
    output: PageLayout,
  }),
  /** Which sections one's own pages leave out of print. */
  'consultation.savePageLayout': mutation({
    permission: 'clinical.write',
    input: z.strictObject({
      id: DoctorId,
      version: Version.nullable(),
      hidden: z.array(z.enum(PAGE_SECTIONS, 'unknown_choice')).max(PAGE_SECTIONS.length, 'too_many'),
      onPaper: z.boolean(),
    }),
    output: z.object({
      layout: PageLayout.extend({ version: Version }),
      before: PageLayout.pick({ hidden: true, onPaper: true }),
    }),
    undo: ({ version }, { layout, before }) => ({
      name: 'consultation.savePageLayout',
      row: { entity: 'doctor', id: layout.id },
      version: layout.version,
      since: version,
      input: before,
    }),
  }),
  'consultation.addAllergy': mutation({
    permission: 'clinical.write',
    input: z.strictObject({
      appointmentId: AppointmentId,
      substance: requiredText(200),
      reaction: optionalText(300),
      severity: z.enum(SEVERITIES, 'unknown_choice').nullable(),
    }),
    output: AllergyChanged,
    undo: (_input, output) => inverse('consultation.removeAllergy', null, output, { reason: '↶' }),
  }),
  /** It was noted wrongly; the entry stays beside the reason. */
  'consultation.removeAllergy': mutation({
    permission: 'clinical.write',
    input: AllergyAt.extend({ reason: requiredText(300) }),
    output: AllergyChanged,
    undo: (input, output) => inverse('consultation.restoreAllergy', input.version, output),
  }),
  'consultation.restoreAllergy': mutation({
    permission: 'clinical.write',
    input: AllergyAt,
    output: AllergyChanged,
    undo: (input, output) => inverse('consultation.removeAllergy', input.version, output, { reason: '↶' }),
  }),
};
