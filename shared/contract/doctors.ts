import { z } from 'zod';
import { Nothing } from './parts';
import { type InverseCall, mutation, query } from './procedure';
import { AppointmentId, DoctorId, Version } from '#shared/values/ids';
import { Currency, fitsCurrency } from '#shared/values/money';
import { ContactEmail, PhoneInput } from '#shared/values/person';
import { optionalText, requiredText } from '#shared/values/text';
import { ClinicDateTime } from '#shared/values/wall-clock';

export const DoctorDto = z.object({
  id: DoctorId,
  title: z.string(),
  firstName: z.string(),
  lastName: z.string().nullable(),
  specialization: z.string().nullable(),
  /** `#0b6e75`; shown only as the 3 px line on the column's head. */
  colour: z.string().nullable(),
  defaultMinutes: z.int(),
  seesBy: z.enum(['slot', 'token']),
  /** 5 for doctors who are drawn at 4 px a minute, else null. */
  gridMinutes: z.int().nullable(),
  deleted: z.boolean(),
  /** Writes by hand: whoever comes is given a sheet. */
  onPaper: z.boolean(),
});
export type DoctorDto = z.infer<typeof DoctorDto>;

/** Money is a decimal string (design section 4); null where no fee is set. */
const Fee = z
  .string({ error: 'not_a_number' })
  .regex(/^\d{1,8}(\.\d{1,2})?$/, 'not_a_number')
  .nullable();

/** What a visit costs. The currency is the one that the amounts were typed in, whatever the clinic's is later. */
const Fees = z
  .strictObject({ currency: Currency, in_person: Fee, telemedicine: Fee })
  .superRefine((fees, issues) => {
    for (const type of ['in_person', 'telemedicine'] as const) {
      const amount = fees[type];
      if (amount === null || fitsCurrency(amount, fees.currency)) continue;
      issues.addIssue({ code: 'custom', path: [type], message: 'no_small_change' });
    }
  });

/** A doctor as the clinic keeps them: the seed's columns, and what the calendar and paper need. */
export const DoctorFields = z.strictObject({
  title: optionalText(20),
  firstName: requiredText(100),
  lastName: optionalText(100),
  /** Signs in; null for a doctor who does not. */
  email: ContactEmail.nullable(),
  specialization: optionalText(150),
  contactNumber: PhoneInput.nullable(),
  bio: optionalText(2_000),
  degree: optionalText(150),
  registrationNo: optionalText(80),
  colour: z
    .string({ error: 'invalid' })
    .regex(/^#[0-9a-f]{6}$/i, 'invalid')
    .nullable(),
  defaultMinutes: z
    .int({ error: 'not_a_number' })
    .min(5, 'too_short')
    .max(720, 'too_big')
    .multipleOf(5, { error: 'off_grid' }),
  seesBy: z.enum(['slot', 'token'], 'unknown_choice'),
  gridMinutes: z.literal(5, { error: 'unknown_choice' }).nullable(),
  fees: Fees,
});
export type DoctorFields = z.infer<typeof DoctorFields>;

const shown = z.string().nullable();

/** The same as it stands in the rows, which other programs may have written less strictly. */
const StoredFields = z.object({
  title: shown,
  firstName: z.string(),
  lastName: shown,
  email: shown,
  specialization: shown,
  contactNumber: shown,
  bio: shown,
  degree: shown,
  registrationNo: shown,
  colour: shown,
  defaultMinutes: z.int(),
  seesBy: z.enum(['slot', 'token']),
  gridMinutes: z.literal(5).nullable(),
  /** The clinic's currency while no fee is set. */
  fees: z.object({ currency: z.string(), in_person: shown, telemedicine: shown }),
});

export const DoctorProfile = z.object({
  id: DoctorId,
  version: Version,
  deleted: z.boolean(),
  fields: StoredFields,
});
export type DoctorProfile = z.infer<typeof DoctorProfile>;

const ProfileChange = z.object({ doctor: DoctorProfile, since: Version });
const AtVersion = { id: DoctorId, version: Version };

function inverse(
  name: string,
  { doctor, since }: z.infer<typeof ProfileChange>,
  input: InverseCall['input'] = {},
): InverseCall {
  const row = { entity: 'doctor', id: doctor.id } as const;
  return { name, row, version: doctor.version, since, input };
}

export const doctorsCalls = {
  /** All doctors in the clinic's column order; deleted ones too, since history shows them. */
  'doctors.list': query({
    permission: 'doctor.read',
    clinical: false,
    input: Nothing,
    output: z.array(DoctorDto),
  }),
  /** Everybody's profile, in column order. */
  'doctors.profiles': query({
    permission: 'doctor.manage',
    clinical: false,
    input: Nothing,
    output: z.array(DoctorProfile),
  }),
  'doctors.add': mutation({
    permission: 'doctor.manage',
    input: z.strictObject({ fields: DoctorFields }),
    output: z.object({ doctor: DoctorProfile }),
    undo: (_input, { doctor }) => ({
      name: 'doctors.remove',
      row: { entity: 'doctor', id: doctor.id },
      version: doctor.version,
      since: null,
      input: { coming: 0 },
    }),
  }),
  'doctors.edit': mutation({
    permission: 'doctor.manage',
    input: z.strictObject({ ...AtVersion, fields: DoctorFields }),
    output: ProfileChange.extend({ before: StoredFields }),
    undo: (_input, output) => inverse('doctors.edit', output, { fields: output.before }),
  }),
  /** The columns of the calendar from left to right; `id` is the doctor who was moved. */
  'doctors.order': mutation({
    permission: 'doctor.manage',
    input: z.strictObject({
      ...AtVersion,
      ids: z.array(DoctorId).min(1, 'required').max(500, 'too_many'),
    }),
    output: ProfileChange.extend({ before: z.array(DoctorId) }),
    undo: (_input, output) => inverse('doctors.order', output, { ids: output.before }),
  }),
  /** The appointments that would lose their doctor. */
  'doctors.coming': query({
    permission: 'doctor.manage',
    clinical: false,
    input: z.strictObject({ id: DoctorId }),
    output: z.object({
      visits: z.array(z.object({ id: AppointmentId, patientName: z.string(), start: ClinicDateTime })),
      total: z.int(),
    }),
  }),
  /** `coming` is how many appointments the person was shown: they go to the list of those to be moved. */
  'doctors.remove': mutation({
    permission: 'doctor.manage',
    input: z.strictObject({ ...AtVersion, coming: z.int().min(0, 'not_a_number') }),
    output: ProfileChange.extend({ moved: z.int() }),
    undo: (_input, output) => inverse('doctors.bringBack', output),
  }),
  /** Back in the calendar; appointments that were put off stay in their list. */
  'doctors.bringBack': mutation({
    permission: 'doctor.manage',
    input: z.strictObject(AtVersion),
    output: ProfileChange,
    undo: (_input, output) => inverse('doctors.remove', output, { coming: 0 }),
  }),
};
