import { z } from 'zod';
import { LONGEST_MESSAGE, MESSAGE_KINDS, templateProblem } from '#shared/domain/message-template';
import { PAPER_LANGUAGES } from '#shared/texts/languages';
import { Currency } from '#shared/values/money';
import { PhoneInput } from '#shared/values/person';
import { requiredText, text } from '#shared/values/text';
import { ClinicTime, PastInstant, minuteOfDay } from '#shared/values/wall-clock';

/** What may be saved, key by key; reading is milder, so that a value written by hand costs only itself. */

const trimmed = (max: number) => text(max).transform((value) => value.trim());

function isTimeZone(value: string): boolean {
  // An offset such as `+05:30` knows no clock changes.
  if (!/^[A-Za-z]/.test(value)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function isLocale(value: string): boolean {
  try {
    return (
      Intl.DateTimeFormat.supportedLocalesOf([value]).length > 0 &&
      new Intl.Locale(value).region !== undefined
    );
  } catch {
    return false;
  }
}

const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const isCountry = (value: string) => /^[A-Z]{2}$/.test(value) && regions.of(value) !== undefined;

/** The longest stretch without a hand on it after which a desk may still stay open, in minutes. */
const LONGEST_IDLE = 240;
/** The grid of all times, in minutes. */
const GRID = 5;

const Range = z
  .strictObject({ from: ClinicTime, to: ClinicTime })
  .refine(({ from, to }) => minuteOfDay(from) < minuteOfDay(to), { path: ['to'], error: 'end_before_start' })
  .refine(({ from, to }) => minuteOfDay(from) % GRID === 0 && minuteOfDay(to) % GRID === 0, {
    path: ['from'],
    error: 'off_grid',
  });

/** One day's ranges in their order, none reaching into another. */
const Day = z
  .array(Range)
  .max(6, 'too_many')
  .transform((ranges) => [...ranges].sort((a, b) => minuteOfDay(a.from) - minuteOfDay(b.from)))
  .refine(
    (ranges) => ranges.every(({ to }, at) => to <= (ranges[at + 1]?.from ?? '24:00')),
    'ranges_overlap',
  );

const Template = text(LONGEST_MESSAGE).superRefine((value, context) => {
  const wrong = templateProblem(value);
  if (wrong === null) return;
  const code =
    wrong.problem === 'unknown_placeholder'
      ? 'unknown_placeholder'
      : wrong.problem === 'message_empty'
        ? 'required'
        : `too_long:${String(wrong.max)}`;
  context.addIssue({ code: 'custom', message: code });
});

const MessageTemplates = z
  .record(
    z.string({ error: 'unknown_choice' }).regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})?$/, 'unknown_choice'),
    z.partialRecord(z.enum(MESSAGE_KINDS, 'unknown_choice'), Template),
  )
  .refine((byLanguage) => Object.keys(byLanguage).length <= 20, 'too_many');

const VideoTemplate = trimmed(500).refine((value) => value !== '', 'required');

const AdviceByLanguage = z.partialRecord(z.enum(PAPER_LANGUAGES, 'unknown_choice'), trimmed(300));

/** The clinic's own words on its sheets; an empty one prints nothing of its own, an absent advice ours. */
export const PaperTexts = z.strictObject({
  /** Under the clinic's name. */
  head: trimmed(300),
  /** The last lines of a sheet. */
  foot: trimmed(300),
  noteAdvice: AdviceByLanguage,
  slipAdvice: AdviceByLanguage,
});
export type PaperTexts = z.infer<typeof PaperTexts>;

/** Characters of base64: 150 KiB of picture. */
const LONGEST_LOGO = 204_800;

export const LOGO_TYPES = ['image/png', 'image/jpeg'] as const;

/** What a picture begins with, as base64: its name says nothing. */
const BEGINNINGS: Readonly<Record<(typeof LOGO_TYPES)[number], string>> = {
  'image/png': 'iVBORw0KGgo',
  'image/jpeg': '/9j/',
};

export const Logo = z
  .strictObject({
    type: z.enum(LOGO_TYPES, 'not_a_picture'),
    data: z
      .string({ error: 'not_a_picture' })
      .max(LONGEST_LOGO, 'too_big')
      .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'not_a_picture'),
  })
  .refine(({ type, data }) => data.startsWith(BEGINNINGS[type]), { path: ['data'], error: 'not_a_picture' });
export type Logo = z.infer<typeof Logo>;

export const CLOCKS = ['24', '12'] as const;

/** Years after which a patient who was not seen may be archived. */
export const RETENTION = { fewest: 1, most: 50 } as const;

const whole = (fewest: number, most: number) =>
  z.int({ error: 'not_a_number' }).min(fewest, 'too_small').max(most, 'too_big');

export const RetentionYears = whole(RETENTION.fewest, RETENTION.most);

/** More would not be read on a page. */
const MOST_PHARMACIES = 10;
const FURTHEST_PHARMACY = 100_000;

/** Where a patient can get what is prescribed; 0 m is in the house. */
const Pharmacies = z
  .array(z.strictObject({ name: requiredText(100), meters: whole(0, FURTHEST_PHARMACY) }))
  .max(MOST_PHARMACIES, 'too_many')
  .refine((all) => new Set(all.map(({ name }) => name.toLocaleLowerCase())).size === all.length, 'twice');

export const SettingValues = z.strictObject({
  clinicName: requiredText(100),
  address: trimmed(300),
  /** Empty where none is shown. */
  phone: z.union([trimmed(0), PhoneInput], 'not_a_phone'),
  logo: Logo.nullable(),
  timeZone: z
    .string({ error: 'unknown_choice' })
    .max(60, 'unknown_choice')
    .refine(isTimeZone, 'unknown_choice'),
  locale: z.string({ error: 'unknown_choice' }).max(35, 'unknown_choice').refine(isLocale, 'unknown_choice'),
  country: z.string({ error: 'unknown_choice' }).refine(isCountry, 'unknown_choice'),
  currency: Currency,
  clock: z.enum(CLOCKS, 'unknown_choice'),
  languages: z
    .array(z.enum(PAPER_LANGUAGES, 'unknown_choice'))
    .min(1, 'required')
    .max(PAPER_LANGUAGES.length, 'too_many')
    .refine((all) => new Set(all).size === all.length, 'twice'),
  openingHours: z.strictObject({ mon: Day, tue: Day, wed: Day, thu: Day, fri: Day, sat: Day, sun: Day }),
  defaultMinutes: whole(GRID, 720).refine((value) => value % GRID === 0, 'off_grid'),
  cancelReasons: z
    .array(requiredText(100))
    .min(1, 'required')
    .max(30, 'too_many')
    .refine((all) => new Set(all.map((reason) => reason.toLocaleLowerCase())).size === all.length, 'twice'),
  idleLockMinutes: whole(0, LONGEST_IDLE),
  messageTemplates: MessageTemplates,
  paperTexts: PaperTexts,
  pharmacies: Pharmacies,
  videoLinks: z.strictObject({
    clinic: VideoTemplate.nullable(),
    doctors: z.record(z.string().regex(/^[1-9]\d{0,9}$/, 'not_an_id'), VideoTemplate),
  }),
  /** Whether every doctor may read what is clinical of every patient. */
  chartsOpenToAll: z.boolean({ error: 'unknown_choice' }),
  /** Null: patients are kept for ever. */
  retentionYears: RetentionYears.nullable(),
  /** When a backup was last restored and looked at, as somebody has noted; null: never. */
  lastVerifiedBackup: PastInstant.nullable(),
});
export type SettingValues = z.infer<typeof SettingValues>;
export type SettingKey = keyof SettingValues;
export const SettingKey = SettingValues.keyof();
