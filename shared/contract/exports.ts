import { z } from 'zod';
import { JOB_STATES } from './jobs';
import { Nothing } from './parts';
import { command, mutation, query } from './procedure';
import { EXPORT_SUBJECTS } from '#shared/domain/export-subjects';
import { DoctorId, JobId } from '#shared/values/ids';
import { ClinicDate, UtcInstant, addDays } from '#shared/values/wall-clock';

/** What is in an export, before it is started. */
export const ExportPreview = z.object({
  files: z.array(z.object({ subject: z.enum(EXPORT_SUBJECTS), rows: z.int() })),
});
export type ExportPreview = z.infer<typeof ExportPreview>;

/** The last export of everything. */
export const ExportDto = z.object({
  jobId: JobId,
  state: z.enum(JOB_STATES),
  /** Rows written, of how many; null before they were counted. */
  done: z.int(),
  total: z.int().nullable(),
  error: z.string().nullable(),
  startedBy: z.string().nullable(),
  startedAt: UtcInstant,
  /** The file waits at the desk where the export was started. */
  isHere: z.boolean(),
  file: z.object({ name: z.string(), bytes: z.int(), until: UtcInstant }).nullable(),
});
export type ExportDto = z.infer<typeof ExportDto>;

/** What an event of a calendar file tells of the patient. */
export const CALENDAR_SHOWS = ['busy', 'initials', 'names'] as const;
export type CalendarShows = (typeof CALENDAR_SHOWS)[number];

/** How much of the patient a calendar tells. */
export const whatIsTold = {
  shows: z.enum(CALENDAR_SHOWS, 'unknown_choice'),
  withReason: z.boolean({ error: 'unknown_choice' }),
};

/** Two years. */
const MOST_DAYS = 731;

/** A file that can be fetched once. */
const Fetched = z.object({ url: z.string(), fileName: z.string() });

export const exportsCalls = {
  'exports.preview': query({
    permission: 'data.export',
    clinical: false,
    input: Nothing,
    output: ExportPreview,
  }),
  'exports.latest': query({
    permission: 'data.export',
    clinical: false,
    input: Nothing,
    output: z.object({ export: ExportDto.nullable() }),
  }),
  /** Puts an export of everything in line at this desk; the audit comes along when it is asked for. */
  'exports.start': mutation({
    permission: 'data.export',
    input: z.strictObject({ withAudit: z.boolean({ error: 'unknown_choice' }) }),
    output: z.object({ jobId: JobId }),
    undo: 'none',
  }),
  /** The finished file, once; then it is gone from this desk. */
  'exports.fetch': command({
    permission: 'data.export',
    input: z.strictObject({ jobId: JobId }),
    output: Fetched,
  }),
  /** Appointments of one doctor or of all as an iCalendar file, both days in it. */
  'exports.calendar': command({
    permission: 'data.export',
    input: z
      .strictObject({ doctorId: DoctorId.nullable(), from: ClinicDate, to: ClinicDate, ...whatIsTold })
      .refine(({ from, to }) => from <= to, { error: 'end_before_start', path: ['to'] })
      .refine(({ from, to }) => to < addDays(from, MOST_DAYS), { error: 'too_big', path: ['to'] }),
    output: Fetched.extend({ events: z.int() }),
  }),
};
