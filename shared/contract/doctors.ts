import { z } from 'zod';
import { Nothing } from './parts';
import { query } from './procedure';
import { DoctorId } from '#shared/values/ids';

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
});
export type DoctorDto = z.infer<typeof DoctorDto>;

export const doctorsCalls = {
  /** All doctors in the clinic's column order; deleted ones too, since history shows them. */
  'doctors.list': query({
    permission: 'doctor.read',
    clinical: false,
    input: Nothing,
    output: z.array(DoctorDto),
  }),
};
