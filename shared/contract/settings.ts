import { z } from 'zod';
import { Nothing } from './parts';
import { type InverseCall, mutation, query } from './procedure';
import { CLOCKS, Logo, PaperTexts, SettingKey, SettingValues } from './settings-values';
import { MESSAGE_KINDS } from '#shared/domain/message-template';
import { PAPER_LANGUAGES } from '#shared/texts/languages';
import { Version } from '#shared/values/ids';
import { ClinicDateTime, ClinicTime, UtcInstant } from '#shared/values/wall-clock';

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
  address: z.string(),
  phone: z.string(),
  /** IANA name, for example `Asia/Kolkata`. */
  timeZone: z.string(),
  openingHours: OpeningHours,
  currency: z.string(),
  defaultMinutes: z.int(),
  locale: z.string(),
  /** Hours by 24, or by 12 with a.m. and p.m.; what is typed is understood either way. */
  clock: z.enum(CLOCKS),
  /** Those in which the screens are offered. */
  languages: z.array(z.enum(PAPER_LANGUAGES)).min(1),
  /** Two letters, `IN`: what a phone number without a country code is counted to. */
  country: z.string().regex(/^[A-Z]{2}$/),
  messageTemplates: MessageTemplates,
  paperTexts: PaperTexts,
  cancelReasons: z.array(z.string()),
  idleLockMinutes: z.int(),
  /** Set only in the sample clinic. */
  sample: z.boolean(),
});
export type ClinicSettings = z.infer<typeof ClinicSettings>;

/** One that prescriptions name to the patient, with the way there in metres. */
export const Pharmacy = z.object({ name: z.string(), meters: z.int().nonnegative() });
export type Pharmacy = z.infer<typeof Pharmacy>;

/** Everything that an administrator may change, as it is read. */
export const StoredSettings = ClinicSettings.omit({ sample: true }).extend({
  logo: Logo.nullable(),
  videoLinks: z.object({
    clinic: z.string().max(500).nullable(),
    doctors: z.record(z.string(), z.string().max(500)),
  }),
  pharmacies: z.array(Pharmacy),
  chartsOpenToAll: z.boolean(),
  retentionYears: z.int().nullable(),
  lastVerifiedBackup: UtcInstant.nullable(),
});
export type StoredSettings = z.infer<typeof StoredSettings>;

/** A row's edit count and its last hand; nobody, where it is as it came or was changed by another program. */
const RowMark = z.object({
  version: Version,
  changedBy: z.string().nullable(),
  changedAt: UtcInstant.nullable(),
});

const Versions = z.partialRecord(SettingKey, Version);
const SomeValues = StoredSettings.partial();

export const AllSettings = z.object({ values: StoredSettings, marks: z.record(SettingKey, RowMark) });
export type AllSettings = z.infer<typeof AllSettings>;

/** What a stale save is answered with: of each key that another desk has changed, what stands there now. */
export const StaleSettings = z.object({ values: SomeValues, marks: z.partialRecord(SettingKey, RowMark) });
export type StaleSettings = z.infer<typeof StaleSettings>;

const Saved = z.object({
  /** The saved keys, as they are now and as they were. */
  values: SomeValues,
  before: SomeValues,
  versions: Versions,
});

const isSomething = (values: object) => Object.values(values).some((value) => value !== undefined);
const Values = SettingValues.partial().refine(isSomething, 'required');

/** Undo finds the rows by what stands in them, because one save may have changed many. */
const whole = { entity: 'setting', id: 1 } as const;

type Both = Pick<z.output<typeof Saved>, 'values' | 'before'>;

/** The way back of a save, and of that in turn. */
const putBack = (_input: unknown, { values, before }: Both): InverseCall => ({
  name: 'settings.putBack',
  row: whole,
  version: 1,
  since: null,
  input: { expected: values, values: before },
});

export const settingsCalls = {
  /** Read before sign-in too: the sign-in screen shows the clinic's name. */
  'settings.get': query({ permission: 'anyone', clinical: false, input: Nothing, output: ClinicSettings }),
  /** Apart from the others, because of its size; on the sign-in screen too. */
  'settings.logo': query({
    permission: 'anyone',
    clinical: false,
    input: Nothing,
    output: z.object({ logo: Logo.nullable() }),
  }),
  'settings.all': query({
    permission: 'clinic.manage',
    clinical: false,
    input: Nothing,
    output: AllSettings,
  }),
  /** What a change of the clinic's zone would do; nothing is written. */
  'settings.previewZone': query({
    permission: 'clinic.manage',
    clinical: false,
    input: z.strictObject({ timeZone: SettingValues.shape.timeZone }),
    output: z.object({
      now: ClinicDateTime,
      then: ClinicDateTime,
      /** Booked visits that are still to come: they keep what the clock shows. */
      coming: z.int(),
      /** Those of them whose time the clocks of the new zone skip. */
      skipped: z.int(),
    }),
  }),
  /** All of them or none; each key made from the version it names. */
  'settings.save': mutation({
    permission: 'clinic.manage',
    input: z
      .strictObject({ values: Values, versions: Versions })
      .refine(
        ({ values, versions }) =>
          Object.entries(values).every(([key, value]) => value === undefined || Object.hasOwn(versions, key)),
        { path: ['versions'], error: 'not_a_version' },
      ),
    output: Saved,
    undo: putBack,
  }),
  /** The inverse of a save: refused when any of the rows holds something else than `expected` by now. */
  'settings.putBack': mutation({
    permission: 'clinic.manage',
    input: z.strictObject({ id: z.literal(whole.id), version: Version, expected: Values, values: Values }),
    output: Saved,
    undo: putBack,
  }),
};
