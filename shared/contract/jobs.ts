import { z } from 'zod';
import { Nothing } from './parts';
import { mutation, query } from './procedure';
import { JobId, PersonKey } from '#shared/values/ids';
import { UtcInstant } from '#shared/values/wall-clock';

/** The patient search written anew; MongoDB's copies of visits, prescriptions, histories or timelines written anew. */
export const STARTED_KINDS = [
  'reindex',
  'rebuild_visits',
  'rebuild_prescriptions',
  'rebuild_histories',
  'rebuild_timelines',
] as const;
/** Those, the steps of an import an export of everything and archiving, which their own calls start. */
export const JOB_KINDS = [
  ...STARTED_KINDS,
  'import_check',
  'import_write',
  'import_undo',
  'export',
  'archive',
  'archive_daily',
  'unarchive',
] as const;
export const JOB_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;

export const JobDto = z.object({
  id: JobId,
  kind: z.enum(JOB_KINDS),
  state: z.enum(JOB_STATES),
  done: z.int(),
  total: z.int().nullable(),
  error: z.string().nullable(),
  /** Null for what the program began by itself. */
  startedBy: PersonKey.nullable(),
  createdAt: UtcInstant,
  finishedAt: UtcInstant.nullable(),
});
export type JobDto = z.infer<typeof JobDto>;

export const jobsCalls = {
  'jobs.start': mutation({
    permission: 'job.run',
    input: z.strictObject({ kind: z.enum(STARTED_KINDS, 'unknown_choice') }),
    output: z.object({ job: JobDto }),
    undo: 'none',
  }),
  'jobs.cancel': mutation({
    permission: 'job.run',
    input: z.strictObject({ id: JobId }),
    output: z.object({ job: JobDto }),
    undo: 'none',
  }),
  /** The last twenty. */
  'jobs.list': query({ permission: 'job.read', clinical: false, input: Nothing, output: z.array(JobDto) }),
};
