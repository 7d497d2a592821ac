import { z } from 'zod';
import { Cursor, Limit, page } from './parts';
import { type InverseCall, mutation, query } from './procedure';
import { PatientId, PersonKey, Version } from '#shared/values/ids';
import { BirthInput, ContactEmail, PhoneInput } from '#shared/values/person';
import { optionalText, requiredText, text } from '#shared/values/text';
import { ClinicDate, UtcInstant } from '#shared/values/wall-clock';

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
});
export type PatientSummary = z.infer<typeof PatientSummary>;

export const PatientDto = PatientSummary.extend({
  version: Version,
  contactEmail: z.string().nullable(),
  oldFileNo: z.string().nullable(),
  deskNotes: z.string().nullable(),
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
});
export type PatientFields = z.infer<typeof PatientFields>;

function inverse(
  name: string,
  since: number | null,
  patient: PatientDto,
  input: InverseCall['input'] = {},
): InverseCall {
  return { name, row: { entity: 'patient', id: patient.id }, version: patient.version, since, input };
}

export const patientsCalls = {
  /**
   * Parts of names in any order, phone digits from anywhere, birth date, clinic or old-file number;
   * from two characters on. Deleted patients are left out.
   */
  'patients.search': query({
    permission: 'patient.read',
    clinical: false,
    input: z.strictObject({ text: text(200), after: Cursor, limit: Limit }),
    output: page(PatientSummary),
  }),
  'patients.get': query({
    permission: 'patient.read',
    clinical: false,
    input: z.strictObject({ id: PatientId }),
    output: PatientDto,
  }),
  'patients.register': mutation({
    permission: 'patient.write',
    input: z.strictObject({ fields: PatientFields }),
    output: z.object({ patient: PatientDto }),
    undo: (_input, output) => inverse('patients.remove', null, output.patient),
  }),
  /** `changes` holds the touched fields only. */
  'patients.edit': mutation({
    permission: 'patient.write',
    input: z.strictObject({ id: PatientId, version: Version, changes: PatientFields.partial() }),
    output: z.object({ patient: PatientDto, before: PatientFields.partial() }),
    undo: (input, output) =>
      inverse('patients.edit', input.version, output.patient, { changes: output.before }),
  }),
  /** Soft delete: history keeps showing the patient. */
  'patients.remove': mutation({
    permission: 'patient.write',
    input: z.strictObject({ id: PatientId, version: Version }),
    output: z.object({ patient: PatientDto }),
    undo: (input, output) => inverse('patients.bringBack', input.version, output.patient),
  }),
  'patients.bringBack': mutation({
    permission: 'patient.write',
    input: z.strictObject({ id: PatientId, version: Version }),
    output: z.object({ patient: PatientDto }),
    undo: (input, output) => inverse('patients.remove', input.version, output.patient),
  }),
};
