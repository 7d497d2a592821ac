import { z } from 'zod';
import { Nothing } from './parts';
import { query } from './procedure';
import { ClinicTime } from '#shared/values/wall-clock';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const Ranges = z.array(z.strictObject({ from: ClinicTime, to: ClinicTime })).max(6);

/** Opening hours by ISO weekday; a closed day is an empty list. */
export const OpeningHours = z.strictObject({
  mon: Ranges,
  tue: Ranges,
  wed: Ranges,
  thu: Ranges,
  fri: Ranges,
  sat: Ranges,
  sun: Ranges,
});
export type OpeningHours = z.infer<typeof OpeningHours>;

/** What every screen of the clinic goes by; rows of table `settings`. */
export const ClinicSettings = z.object({
  clinicName: z.string(),
  /** IANA name, for example `Asia/Kolkata`. */
  timeZone: z.string(),
  openingHours: OpeningHours,
  currency: z.string(),
  defaultMinutes: z.int(),
  locale: z.string(),
  cancelReasons: z.array(z.string()),
  idleLockMinutes: z.int(),
  /** Set only in the sample clinic. */
  sample: z.boolean(),
});
export type ClinicSettings = z.infer<typeof ClinicSettings>;

export const settingsCalls = {
  /** Read before sign-in too: the sign-in screen shows the clinic's name. */
  'settings.get': query({ permission: 'anyone', clinical: false, input: Nothing, output: ClinicSettings }),
};
