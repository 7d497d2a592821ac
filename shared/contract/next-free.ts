import { z } from 'zod';
import { query } from './procedure';
import { WEEKDAYS } from './settings';
import { PARTS_OF_DAY } from '#shared/domain/next-free';
import { GRID_MINUTES, LONGEST_MINUTES } from '#shared/domain/slots';
import { DoctorId } from '#shared/values/ids';
import { requiredText } from '#shared/values/text';
import { ClinicDate, ClinicDateTime } from '#shared/values/wall-clock';

/** How long a visit is to be. */
export const VisitMinutes = z
  .int({ error: 'not_a_number' })
  .min(GRID_MINUTES, 'too_short')
  .max(LONGEST_MINUTES, 'over_12_hours')
  .multipleOf(GRID_MINUTES, 'off_grid');

/** Parts of the day in which a visit may begin; none means any. */
export const PartsOfDay = z.array(z.enum(PARTS_OF_DAY, 'unknown_choice')).max(3, 'too_many');

export const NextFreeInput = z.strictObject({
  whose: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('anyone') }),
    z.strictObject({ kind: z.literal('specialization'), name: requiredText(100) }),
    z.strictObject({
      kind: z.literal('doctors'),
      ids: z.array(DoctorId).min(1, 'required').max(100, 'too_many'),
    }),
  ]),
  /** The first day that is looked at; what has passed of it is left out. */
  from: ClinicDate,
  /** Goes on behind this one. */
  after: z.strictObject({ start: ClinicDateTime, doctorId: DoctorId }).nullable(),
  parts: PartsOfDay,
  /** None means any. */
  weekdays: z.array(z.enum(WEEKDAYS, 'unknown_choice')).max(7, 'too_many'),
  /** Null: as long as each doctor usually takes. */
  minutes: VisitMinutes.nullable(),
});
export type NextFreeInput = z.infer<typeof NextFreeInput>;

export const NextFree = z.object({
  /** Earliest first, at most five. */
  free: z.array(z.object({ doctorId: DoctorId, start: ClinicDateTime, end: ClinicDateTime })),
  more: z.boolean(),
  /** The last day that was looked at. */
  until: ClinicDate,
  /** Of those asked for, the doctors who give numbers and so have no times. */
  byNumber: z.array(DoctorId),
});
export type NextFree = z.infer<typeof NextFree>;

export const nextFreeCalls = {
  /** The next free times, five at a time, at most ninety days ahead. */
  'appointments.nextFree': query({
    permission: 'appointment.read',
    clinical: false,
    input: NextFreeInput,
    output: NextFree,
  }),
};
