import { z } from 'zod';
import { Limit, Nothing } from './parts';
import { PatientSummary } from './patients';
import { command, mutation, query } from './procedure';
import { LIKENESSES } from '#shared/domain/duplicates';
import {
  ALL_IMPORT_FIELDS,
  CHUNK_BYTES,
  IMPORT_KINDS,
  MOST_BYTES,
  MOST_COLUMNS,
  MOST_ROWS,
} from '#shared/domain/importing/fields';
import { DATE_ORDERS } from '#shared/domain/importing/read-cells';
import { ImportId, PatientId, PersonKey, Version } from '#shared/values/ids';
import { requiredText } from '#shared/values/text';
import { UtcInstant } from '#shared/values/wall-clock';

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export const DELIMITERS = [',', ';', '\t', '|'] as const;

/** What is wrong with one cell or row; each is a sentence on the screen. */
export const ROW_PROBLEMS = [
  'no_name',
  'required',
  'too_long',
  'not_text',
  'not_a_phone',
  'not_an_email',
  'not_a_date',
  'birth_in_future',
  'unknown_choice',
  'more_cells',
  'number_taken',
  'number_in_row',
  'unknown_doctor',
  'several_doctors',
  'doctor_deleted',
  'not_a_time',
  'not_a_number',
  'off_grid',
  'over_12_hours',
  'end_before_start',
  'past',
  'skipped_hour',
  'unknown_patient',
  'patient_archived',
  'several_patients',
  'slot_taken',
  'slot_in_row',
  'patient_elsewhere',
  'elsewhere_in_row',
  'outside_hours',
  'on_leave',
  'holiday',
  'not_a_dose',
  'other_in_row',
] as const;

/** Why a whole file cannot be brought in. */
export const FILE_TROUBLES = [
  'empty',
  'only_headings',
  'not_text',
  'wrong_encoding',
  'quotes',
  'too_many_columns',
  'too_many_rows',
  'cell_too_long',
  'incomplete',
  'needs_column',
  'all_wrong',
  'clash',
  'number_clash',
  'patient_gone',
  'doctor_gone',
  'outside_now',
  'cancelled',
  'failed',
] as const;

export const IMPORT_STATES = [
  'uploading',
  'reading',
  'ready',
  'writing',
  'done',
  'undoing',
  'undone',
] as const;

/**
 * What a row comes to: a new one, one that is there, perhaps there, one of an earlier row, one outside the hours
 * that somebody may take with a reason, or wrong.
 */
export const ROW_STATES = ['fresh', 'there', 'alike', 'repeat', 'warned', 'wrong'] as const;
export const ROW_CHOICES = ['make', 'use', 'skip'] as const;

const Params = z.record(z.string(), z.union([z.string(), z.number()]));
const Field = z.enum(ALL_IMPORT_FIELDS, 'unknown_choice');

/** How a file is read; every part was guessed and can be changed. */
export const Reading = z.strictObject({
  encoding: z.enum(ENCODINGS, 'unknown_choice'),
  delimiter: z.enum(DELIMITERS, 'unknown_choice'),
  dateOrder: z.enum(DATE_ORDERS, 'unknown_choice'),
  /** What each column holds, in the file's order; null is left out. */
  columns: z.array(Field.nullable()).max(MOST_COLUMNS, 'too_many'),
});
export type Reading = z.infer<typeof Reading>;

/** The parts of it that somebody has chosen; the others are guessed. */
export const WantedReading = Reading.partial();
export type WantedReading = z.infer<typeof WantedReading>;

const Counts = z.object({
  rows: z.int(),
  fresh: z.int(),
  there: z.int(),
  alike: z.int(),
  repeat: z.int(),
  warned: z.int(),
  wrong: z.int(),
  /** Rows that would be made as the choices stand, or were. */
  make: z.int(),
});

export const ImportDto = z.object({
  id: ImportId,
  version: Version,
  kind: z.enum(IMPORT_KINDS),
  fileName: z.string(),
  size: z.int(),
  state: z.enum(IMPORT_STATES),
  reading: Reading.nullable(),
  /** The headings with the first values of each column. */
  columns: z.array(z.object({ heading: z.string(), samples: z.array(z.string()) })),
  counts: Counts.nullable(),
  trouble: z.object({ code: z.enum(FILE_TROUBLES), params: Params }).nullable(),
  progress: z.object({ jobId: z.int(), done: z.int(), total: z.int().nullable() }).nullable(),
  /** When the very same file was brought in before. */
  sameFileAt: UtcInstant.nullable(),
  createdBy: PersonKey,
  createdAt: UtcInstant,
  finishedAt: UtcInstant.nullable(),
});
export type ImportDto = z.infer<typeof ImportDto>;

export const ImportRow = z.object({
  /** As a spreadsheet numbers it: the headings are row 1. */
  rowNo: z.int(),
  /** The row's cells in the file's order, cut to what a line can show. */
  cells: z.array(z.string()),
  state: z.enum(ROW_STATES),
  problems: z.array(z.object({ field: Field.nullable(), code: z.enum(ROW_PROBLEMS), params: Params })),
  /** Who it may be, or is. */
  alike: z.array(z.object({ patient: PatientSummary, reasons: z.array(z.enum(LIKENESSES)) })),
  choice: z.enum(ROW_CHOICES),
});
export type ImportRow = z.infer<typeof ImportRow>;

const RowNo = z.int({ error: 'not_a_number' }).min(2, 'not_a_number').max(1_000_000_000, 'too_big');
const Choice = z.enum(ROW_CHOICES, 'unknown_choice');
const AtVersion = { id: ImportId, version: Version };
const answer = z.object({ import: ImportDto });

/** Base64 of a part: four characters for three bytes. */
const ChunkBody = z
  .string({ error: 'not_text' })
  .max(Math.ceil(CHUNK_BYTES / 3) * 4, 'too_long')
  .regex(/^[A-Za-z0-9+/]*={0,2}$/, 'invalid');

export const importsCalls = {
  'imports.begin': mutation({
    permission: 'data.import',
    input: z.strictObject({
      kind: z.enum(IMPORT_KINDS, 'unknown_choice'),
      fileName: requiredText(255),
      size: z.int({ error: 'not_a_number' }).min(0, 'not_a_number').max(MOST_BYTES, 'too_big'),
    }),
    output: answer,
    undo: 'none',
  }),
  /** One part of the file, from 0 on; sending a part again does no harm. */
  'imports.chunk': command({
    permission: 'data.import',
    input: z.strictObject({
      id: ImportId,
      index: z
        .int({ error: 'not_a_number' })
        .min(0, 'not_a_number')
        .max(MOST_BYTES / CHUNK_BYTES, 'too_big'),
      body: ChunkBody,
    }),
    output: z.null(),
  }),
  /** Reads the file and looks at every row, as a job; `reading` null guesses how it is to be read. */
  'imports.check': mutation({
    permission: 'data.import',
    input: z.strictObject({ ...AtVersion, reading: WantedReading.nullable() }),
    output: answer,
    undo: 'none',
  }),
  'imports.get': query({
    permission: 'data.import',
    clinical: false,
    input: z.strictObject({ id: ImportId }),
    output: ImportDto,
  }),
  /** The last twenty, newest first. */
  'imports.list': query({
    permission: 'data.import',
    clinical: false,
    input: Nothing,
    output: z.object({ items: z.array(ImportDto) }),
  }),
  /** Rows from the place on; all of them, or those of some states. */
  'imports.rows': query({
    permission: 'data.import',
    clinical: false,
    input: z.strictObject({
      id: ImportId,
      states: z.array(z.enum(ROW_STATES, 'unknown_choice')).max(ROW_STATES.length, 'too_many'),
      after: z.int({ error: 'not_a_number' }).min(0, 'not_a_number').max(1_000_000_000, 'too_big'),
      limit: Limit,
    }),
    output: z.object({ items: z.array(ImportRow), next: z.int().nullable() }),
  }),
  /** What happens to rows that may be somebody who is there: some by number, or all of them with null. */
  'imports.choose': mutation({
    permission: 'data.import',
    input: z.strictObject({
      ...AtVersion,
      rows: z
        .array(z.strictObject({ rowNo: RowNo, choice: Choice, patientId: PatientId.nullable() }))
        .max(200, 'too_many')
        .nullable(),
      all: Choice.nullable(),
    }),
    output: answer,
    undo: 'none',
  }),
  /**
   * Writes what is to be made in one transaction, as a job. `leaveOut` names the wrong rows that stay out; rows
   * outside the hours stay out too, or are taken with a reason by who may override.
   */
  'imports.confirm': mutation({
    permission: 'data.import',
    input: z.strictObject({
      ...AtVersion,
      leaveOut: z.int({ error: 'not_a_number' }).min(0, 'not_a_number').max(MOST_ROWS.medicines, 'too_big'),
      warned: z.strictObject({ reason: requiredText(300) }).nullable(),
    }),
    output: answer,
    undo: 'none',
  }),
  /** What taking an import back would do now. */
  'imports.undoWould': query({
    permission: 'data.import',
    clinical: false,
    input: z.strictObject({ id: ImportId }),
    output: z.object({ take: z.int(), keep: z.int() }),
  }),
  /** Takes back what nobody has changed or used since, as a job. */
  'imports.undo': mutation({
    permission: 'data.import',
    input: z.strictObject(AtVersion),
    output: answer,
    undo: 'none',
  }),
};
