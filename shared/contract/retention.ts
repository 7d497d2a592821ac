import { z } from 'zod';
import { JOB_STATES } from './jobs';
import { Cursor, Limit, Nothing, page } from './parts';
import { mutation, query } from './procedure';
import { RetentionYears } from './settings-values';
import { JobId, PatientId } from '#shared/values/ids';
import { ClinicDate, UtcInstant } from '#shared/values/wall-clock';

const Due = z.object({
  id: PatientId,
  name: z.string(),
  clinicNo: z.string().nullable(),
  /** Null: registered, and never came. */
  lastVisit: ClinicDate.nullable(),
});

/** As many runs as can be brought back on the page. */
export const MOST_RUNS = 10;

/** An archiving, by a person or by the clinic's day, or a bringing back. */
export const RetentionRun = z.object({
  jobId: JobId,
  kind: z.enum(['archive', 'archive_daily', 'unarchive']),
  state: z.enum(JOB_STATES),
  done: z.int(),
  total: z.int().nullable(),
  /** Null for what ran by itself, and for who is not there any more. */
  startedBy: z.string().nullable(),
  startedAt: UtcInstant,
  /** Patients that it archived and that still are. */
  archived: z.int(),
});
export type RetentionRun = z.infer<typeof RetentionRun>;

export const retentionCalls = {
  /** How many the rule of so many years would archive today; nothing is written. */
  'retention.preview': query({
    permission: 'clinic.manage',
    clinical: false,
    input: z.strictObject({ years: RetentionYears }),
    output: z.object({
      due: z.int(),
      /** Neither seen, booked nor changed since this day. */
      before: ClinicDate,
    }),
  }),
  /** Who they are: who never came first, then by their last visit, the longest ago first. */
  'retention.due': query({
    permission: 'clinic.manage',
    clinical: false,
    input: z.strictObject({ years: RetentionYears, after: Cursor, limit: Limit }),
    output: page(Due),
  }),
  'retention.latest': query({
    permission: 'clinic.manage',
    clinical: false,
    input: Nothing,
    output: z.object({
      archived: z.int(),
      /** The clinic's day on which the saved rule is applied by itself next; null without a rule. */
      next: ClinicDate.nullable(),
      /**
       * What is under way, the last of all, the last by itself, and those of whose patients some still are archived;
       * the newest first, at most `MOST_RUNS`.
       */
      runs: z.array(RetentionRun),
    }),
  }),
  /** Starts the job that archives them now; taken back as a whole by `retention.bringBack`. */
  'retention.run': mutation({
    permission: 'clinic.manage',
    input: z.strictObject({ years: RetentionYears }),
    output: z.object({ jobId: JobId }),
    undo: 'none',
  }),
  /** Starts the job that brings back everybody whom one run has archived. */
  'retention.bringBack': mutation({
    permission: 'clinic.manage',
    input: z.strictObject({ run: JobId }),
    output: z.object({ jobId: JobId }),
    undo: 'none',
  }),
};
