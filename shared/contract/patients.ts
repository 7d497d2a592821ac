import { z } from 'zod';
import { Cursor, Limit, page } from './parts';
import { type InverseCall, mutation, query } from './procedure';
import { AppointmentId, DoctorId, PatientId, PersonKey, Version } from '#shared/values/ids';
import { BirthInput, ContactEmail, PhoneInput } from '#shared/values/person';
import { optionalText, requiredText, text } from '#shared/values/text';
import { LIKENESSES } from '#shared/domain/duplicates';
import { VISIT_STATES } from '#shared/domain/visit-state';
import { ClinicDate, ClinicDateTime, UtcInstant } from '#shared/values/wall-clock';

export const GENDERS = ['male', 'female', 'other'] as const;
export const BIRTH_PRECISIONS = ['day', 'month', 'year'] as const;

/** A patient as a list shows one. */
export const PatientSummary = z.object({
  id: PatientId,
  clinicNo: z.string().nullable(),
  firstName: z.string(),
  lastName: z.string().nullable(),
  phone: z.string().nullable(),
  dateOfBirth: ClinicDate.nullable(),
  birthPrecision: z.enum(BIRTH_PRECISIONS).nullable(),
  gender: z.enum(GENDERS).nullable(),
  guardian: z.string().nullable(),
  deleted: z.boolean(),
  /** Since when the patient is out of the usual search; everything stays readable. */
  archivedAt: UtcInstant.nullable(),
});
export type PatientSummary = z.infer<typeof PatientSummary>;

/** A further number of a patient's, such as ABHA: free kind, free value. */
export const PatientIdentifier = z.strictObject({ kind: requiredText(30), value: requiredText(100) });
export type PatientIdentifier = z.infer<typeof PatientIdentifier>;

/** A record that was merged into this one; it can be taken out again. */
export const MergedRecord = z.object({
  id: PatientId,
  version: Version,
  clinicNo: z.string().nullable(),
  firstName: z.string(),
  lastName: z.string().nullable(),
});
export type MergedRecord = z.infer<typeof MergedRecord>;

export const PatientDto = PatientSummary.extend({
  version: Version,
  contactEmail: z.string().nullable(),
  oldFileNo: z.string().nullable(),
  address: z.string().nullable(),
  /** In which messages are written to the patient, as a template's tag: `hi`; null: the clinic's own. */
  language: z.string().nullable(),
  deskNotes: z.string().nullable(),
  identifiers: z.array(z.object({ kind: z.string(), value: z.string() })),
  merged: z.array(MergedRecord),
  createdAt: UtcInstant,
  updatedAt: UtcInstant.nullable(),
  updatedBy: PersonKey.nullable(),
});
export type PatientDto = z.infer<typeof PatientDto>;

/** What reception types; lengths are the seed's columns. */
export const PatientFields = z.strictObject({
  firstName: requiredText(100),
  lastName: optionalText(100),
  phone: PhoneInput.nullable(),
  contactEmail: ContactEmail.nullable(),
  birth: BirthInput.nullable(),
  gender: z.enum(GENDERS, 'unknown_choice').nullable(),
  guardian: optionalText(200),
  oldFileNo: optionalText(40),
  deskNotes: optionalText(1000),
  address: optionalText(300).optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[a-z0-9]{2,6})?$/, 'unknown_choice')
    .nullable()
    .optional(),
  identifiers: z.array(PatientIdentifier).max(20, 'too_many').optional(),
});
export type PatientFields = z.infer<typeof PatientFields>;

const Stored = z.string().max(4000, 'too_long');

/** Fields as a desk was shown them: also what no desk would have been let type. */
export const SeenFields = z
  .strictObject({
    firstName: Stored,
    lastName: Stored.nullable(),
    phone: Stored.nullable(),
    contactEmail: Stored.nullable(),
    birth: BirthInput.nullable(),
    gender: z.enum(GENDERS, 'unknown_choice').nullable(),
    guardian: Stored.nullable(),
    oldFileNo: Stored.nullable(),
    deskNotes: Stored.nullable(),
    address: Stored.nullable(),
    language: Stored.nullable(),
    identifiers: z.array(z.strictObject({ kind: Stored, value: Stored })).max(200, 'too_many'),
  })
  .partial();
export type SeenFields = z.infer<typeof SeenFields>;

/** One appointment as a patient's card lists it. */
export const VisitLine = z.object({
  id: AppointmentId,
  doctorId: DoctorId,
  start: ClinicDateTime,
  end: ClinicDateTime,
  state: z.enum(VISIT_STATES),
  reason: z.string().nullable(),
  /** It has no place at the moment; its times are those it had. */
  toMove: z.boolean(),
});
export type VisitLine = z.infer<typeof VisitLine>;

/** What is known of somebody who is being registered; loosely, since it is still being typed. */
export const SketchedPatient = z.strictObject({
  firstName: text(100),
  lastName: text(100).nullable(),
  phone: text(40).nullable(),
  contactEmail: text(255).nullable(),
  birth: BirthInput.nullable(),
  guardian: text(200).nullable(),
});
export type SketchedPatient = z.infer<typeof SketchedPatient>;

export const LikelyPatient = z.object({
  patient: PatientSummary,
  score: z.number(),
  reasons: z.array(z.enum(LIKENESSES)),
});
export type LikelyPatient = z.infer<typeof LikelyPatient>;

function inverse(
  name: string,
  since: number | null,
  patient: PatientDto,
  input: InverseCall['input'] = {},
): InverseCall {
  return { name, row: { entity: 'patient', id: patient.id }, version: patient.version, since, input };
}

/** A change of where the whole patient stands; another call is its way back. */
function takenBackBy(name: string) {
  return mutation({
    permission: 'patient.write',
    input: z.strictObject({ id: PatientId, version: Version }),
    output: z.object({ patient: PatientDto }),
    undo: (input, output) => inverse(name, input.version, output.patient),
  });
}

export const patientsCalls = {
  /**
   * Parts of names in any order, phone digits from anywhere, birth date, e-mail, clinic or old-file number or
   * identifier; from two characters on. Removed patients are left out, or with `removed` the only ones.
   */
  'patients.search': query({
    permission: 'patient.read',
    clinical: false,
    input: z.strictObject({
      text: text(200),
      after: Cursor,
      limit: Limit,
      removed: z.boolean('unknown_choice').optional(),
    }),
    output: page(PatientSummary),
  }),
  'patients.get': query({
    permission: 'patient.read',
    clinical: false,
    input: z.strictObject({ id: PatientId }),
    output: PatientDto,
  }),
  /** Whom a whole number belongs to: clinic number, old-file number or identifier, as a scanner reads it. */
  'patients.byNumber': query({
    permission: 'patient.read',
    clinical: false,
    input: z.strictObject({ number: text(120) }),
    output: z.object({ items: z.array(PatientSummary) }),
  }),
  /** Those who share the phone or the contact e-mail. */
  'patients.family': query({
    permission: 'patient.read',
    clinical: false,
    input: z.strictObject({ id: PatientId }),
    output: z.object({ items: z.array(PatientSummary) }),
  }),
  /** From the clinic's today on, earliest first; or before it, latest first. */
  'patients.visits': query({
    permission: 'patient.read',
    clinical: false,
    input: z.strictObject({
      id: PatientId,
      when: z.enum(['coming', 'past'], 'unknown_choice'),
      after: Cursor,
      limit: Limit,
    }),
    output: page(VisitLine),
  }),
  /** The next appointment that still stands and the last one that took place, of several patients. */
  'patients.glance': query({
    permission: 'patient.read',
    clinical: false,
    input: z.strictObject({ ids: z.array(PatientId).max(20, 'too_many') }),
    output: z.object({
      items: z.array(z.object({ id: PatientId, next: VisitLine.nullable(), last: VisitLine.nullable() })),
    }),
  }),
  /** Who may be the same person as the one being typed, most likely first, with the reasons. */
  'patients.likely': query({
    permission: 'patient.write',
    clinical: false,
    input: z.strictObject({ sketch: SketchedPatient, exceptId: PatientId.nullable() }),
    output: z.object({ items: z.array(LikelyPatient) }),
  }),
  'patients.register': mutation({
    permission: 'patient.write',
    input: z.strictObject({ fields: PatientFields }),
    output: z.object({ patient: PatientDto }),
    undo: (_input, output) => inverse('patients.remove', null, output.patient),
  }),
  /**
   * `changes` holds the touched fields only, `seen` what they held where they were typed over. Fields that
   * another desk has changed since stay as they are; one that both have touched refuses the save.
   * Without `seen`, any newer version does.
   */
  'patients.edit': mutation({
    permission: 'patient.write',
    input: z.strictObject({
      id: PatientId,
      version: Version,
      changes: PatientFields.partial(),
      seen: SeenFields.optional(),
    }),
    output: z.object({ patient: PatientDto, before: SeenFields, after: SeenFields }),
    undo: (input, output) =>
      inverse('patients.edit', input.version, output.patient, {
        changes: output.before,
        seen: output.after,
      }),
  }),
  /** Soft delete: history keeps showing the patient. */
  'patients.remove': takenBackBy('patients.bringBack'),
  'patients.bringBack': takenBackBy('patients.remove'),
  /** Out of the usual search, by hand or as the way back of bringing back; nothing else changes. */
  'patients.archive': takenBackBy('patients.unarchive'),
  'patients.unarchive': takenBackBy('patients.archive'),
  /**
   * One person registered twice: this record stands for nothing of its own any more and is read as the
   * other one. No visit, payment or note is moved, so that taking it out again restores both exactly.
   */
  'patients.merge': mutation({
    permission: 'patient.write',
    input: z.strictObject({ id: PatientId, version: Version, intoId: PatientId }),
    output: z.object({ patient: PatientDto, merged: MergedRecord }),
    undo: (input, output) => ({
      name: 'patients.unmerge',
      row: { entity: 'patient', id: output.merged.id },
      version: output.merged.version,
      since: input.version,
      input: {},
    }),
  }),
  'patients.unmerge': mutation({
    permission: 'patient.write',
    input: z.strictObject({ id: PatientId, version: Version }),
    output: z.object({ patient: PatientDto, fromId: PatientId }),
    undo: (input, output) =>
      inverse('patients.merge', input.version, output.patient, { intoId: output.fromId }),
  }),
};
