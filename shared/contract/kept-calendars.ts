import { z } from 'zod';
import { whatIsTold } from './exports';
import { FolderNaming } from './folders';
import { Nothing } from './parts';
import { command, query } from './procedure';
import { DoctorId, KeptCalendarId } from '#shared/values/ids';
import { requiredText } from '#shared/values/text';
import { UtcInstant } from '#shared/values/wall-clock';

/** What keeps a calendar's file from being brought up to date. */
export const KEPT_TROUBLES = [
  'folder_gone',
  'no_right',
  'full',
  'not_ours',
  'too_large',
  'doctor_gone',
  'database_away',
  'other',
] as const;
export type KeptTrouble = (typeof KEPT_TROUBLES)[number];

/** As far back and ahead as a calendar may reach; together two years, as in a calendar saved once. */
export const KEPT_MOST = { back: 365, ahead: 365 } as const;

const days = (most: number) =>
  z
    .int({ error: 'not_a_number' })
    .min(0, 'too_small:0')
    .max(most, `too_big:${String(most)}`);

/** What a person chooses of a calendar that a desk keeps in a folder. */
export const KeptCalendarWish = z.strictObject({
  folder: requiredText(2_000),
  doctorId: DoctorId.nullable(),
  daysBack: days(KEPT_MOST.back),
  daysAhead: days(KEPT_MOST.ahead),
  ...whatIsTold,
});
export type KeptCalendarWish = z.infer<typeof KeptCalendarWish>;

export const KeptCalendarDto = KeptCalendarWish.extend({
  id: KeptCalendarId,
  fileName: z.string(),
  startedBy: z.string().nullable(),
  /** When the file last changed; null before it was ever written. */
  writtenAt: UtcInstant.nullable(),
  events: z.int().nullable(),
  trouble: z.enum(KEPT_TROUBLES).nullable(),
});
export type KeptCalendarDto = z.infer<typeof KeptCalendarDto>;

export const keptCalendarsCalls = {
  /** Those of this desk. */
  'keptCalendars.list': query({
    permission: 'data.export',
    clinical: false,
    input: Nothing,
    output: z.object({ naming: FolderNaming, calendars: z.array(KeptCalendarDto) }),
  }),
  /** Opens the system's dialog and answers at once: a person takes longer than a call may. */
  'keptCalendars.chooseFolder': command({
    permission: 'data.export',
    input: Nothing,
    output: z.null(),
  }),
  /** From now on this desk keeps the file up to date; a file that is there already is never replaced. */
  'keptCalendars.start': command({
    permission: 'data.export',
    input: KeptCalendarWish,
    output: z.object({ fileName: z.string(), trouble: z.enum(KEPT_TROUBLES).nullable() }),
  }),
  'keptCalendars.writeNow': command({
    permission: 'data.export',
    input: z.strictObject({ id: KeptCalendarId }),
    output: z.object({ trouble: z.enum(KEPT_TROUBLES).nullable() }),
  }),
  /** The file stays as it is, or goes. */
  'keptCalendars.stop': command({
    permission: 'data.export',
    input: z.strictObject({ id: KeptCalendarId, removeFile: z.boolean({ error: 'unknown_choice' }) }),
    output: z.object({ file: z.enum(['stays', 'removed', 'not_removed']) }),
  }),
};
