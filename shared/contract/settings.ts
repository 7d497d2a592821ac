import { z } from 'zod';
import { Nothing } from './parts';
import { query } from './procedure';
import { MESSAGE_KINDS } from '#shared/domain/message-template';
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

/** The clinic's own words to patients, by language (`hi`) and kind; what is wrong with them is said when they are used. */
const MessageTemplates = z.record(
  z.string().regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})?$/),
  z.partialRecord(z.enum(MESSAGE_KINDS), z.string()),
);

/** What every screen of the clinic goes by; rows of table `settings`. */
export const ClinicSettings = z.object({
  clinicName: z.string(),
  /** IANA name, for example `Asia/Kolkata`. */
  timeZone: z.string(),
  openingHours: OpeningHours,
  currency: z.string(),
  defaultMinutes: z.int(),
  locale: z.string(),
  /** Two letters, `IN`: what a phone number without a country code is counted to. */
  country: z.string().regex(/^[A-Z]{2}$/),
  messageTemplates: MessageTemplates,
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
