import { z } from 'zod';
import { Nothing } from './parts';
import { command, mutation, query } from './procedure';
import {
  LARGEST_MARGIN,
  leavesRoom,
  PAPER_KINDS,
  PAPER_SIZES,
  PAPERS,
  PAPERS_OF,
  type PaperKind,
} from '#shared/domain/paper';
import { PAPER_LANGUAGES } from '#shared/texts/languages';
import { AppointmentId, DoctorId, MedicalPaperId, PatientId, PrescriptionId } from '#shared/values/ids';
import { requiredText } from '#shared/values/text';
import { ClinicDate, UtcInstant } from '#shared/values/wall-clock';

/** Why no paper came out. */
export const PAPER_TROUBLES = [
  'no_printer',
  'printer_gone',
  'printer_stopped',
  'refused',
  'no_answer',
] as const;

/**
 * Where paper went: to a printer, to a one-time address that the window opens, nowhere because this desk
 * prints none of its kind, or nowhere because of a trouble; then it is kept with the desk's failed papers.
 */
export const PaperResult = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('printed') }),
  z.object({ outcome: z.literal('open'), url: z.string() }),
  z.object({ outcome: z.literal('off') }),
  z.object({
    outcome: z.literal('failed'),
    trouble: z.enum(PAPER_TROUBLES),
    /** The printer that was asked for by name; null: the system's own choice. */
    printer: z.string().nullable(),
    kept: z.boolean(),
  }),
]);
export type PaperResult = z.infer<typeof PaperResult>;

const Millimetres = z
  .number({ error: 'not_a_number' })
  .min(0, 'too_short')
  .max(LARGEST_MARGIN, { error: 'too_big' })
  .multipleOf(0.1, 'invalid');

export const PaperSettings = z.strictObject({
  printer: z.discriminatedUnion('kind', [
    /** The one that the system names as its own. */
    z.strictObject({ kind: z.literal('default') }),
    z.strictObject({ kind: z.literal('named'), name: requiredText(200) }),
    /** This desk prints none of these. */
    z.strictObject({ kind: z.literal('none') }),
  ]),
  paper: z.enum(PAPERS, 'unknown_choice'),
  margins: z.strictObject({
    top: Millimetres,
    right: Millimetres,
    bottom: Millimetres,
    left: Millimetres,
  }),
  /** The paper carries the clinic's head already: ours is left out. */
  headerPrePrinted: z.boolean(),
  /** Null, or left out: the clinic's own. */
  language: z.enum(PAPER_LANGUAGES, 'unknown_choice').nullable().optional(),
});
export type PaperSettings = z.infer<typeof PaperSettings>;

const Kind = z.enum(PAPER_KINDS, 'unknown_choice');

function fitting<T extends z.ZodType<{ kind: PaperKind; settings: PaperSettings }>>(schema: T) {
  return schema.superRefine(({ kind, settings: { paper, margins } }, context) => {
    if (!PAPERS_OF[kind].includes(paper))
      context.addIssue({ code: 'custom', path: ['settings', 'paper'], message: 'unknown_choice' });
    if (!leavesRoom(PAPER_SIZES[paper], margins))
      context.addIssue({ code: 'custom', path: ['settings', 'margins'], message: 'margins_too_wide' });
  });
}

export const PrinterDto = z.object({
  name: z.string(),
  /** What the system calls it on its screens. */
  title: z.string(),
  stopped: z.boolean(),
});

/** One sheet that did not come out, with what it takes to print it again. */
export const FailedPaper = z.object({
  id: z.int(),
  kind: z.enum(PAPER_KINDS),
  title: z.string(),
  trouble: z.enum(PAPER_TROUBLES),
  printer: z.string().nullable(),
  at: UtcInstant,
});
export type FailedPaper = z.infer<typeof FailedPaper>;
export const FailedPaperId = z
  .int({ error: 'not_an_id' })
  .min(1, 'not_an_id')
  .max(2_147_483_647, 'not_an_id');

const to = z.enum(['printer', 'file'], 'unknown_choice');
const days = {
  date: ClinicDate,
  doctorIds: z.array(DoctorId).min(1, 'required').max(100, 'too_many').nullable(),
};

/** What one sheet was asked from: enough to lay it out again. */
export const PaperRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('daySheet'), ...days }),
  z.strictObject({ kind: z.literal('slip'), appointmentId: AppointmentId }),
  z.strictObject({ kind: z.literal('label'), patientId: PatientId }),
  z.strictObject({ kind: z.literal('card'), patientId: PatientId }),
  z.strictObject({ kind: z.literal('appointmentNote'), appointmentId: AppointmentId }),
  z.strictObject({ kind: z.literal('prescription'), prescriptionId: PrescriptionId }),
  z.strictObject({ kind: z.literal('medicalPaper'), paperId: MedicalPaperId }),
  z.strictObject({ kind: z.literal('visitSheet'), appointmentId: AppointmentId }),
]);
export type PaperRequest = z.infer<typeof PaperRequest>;

export const printingCalls = {
  /** The day's list of one doctor or of all, in the order of the rooms. */
  'printing.daySheet': command({
    permission: 'paper.print',
    input: z.strictObject({ ...days, to }),
    output: PaperResult,
  }),
  /** What a patient holds while waiting: token or time, doctor, name. */
  'printing.slip': command({
    permission: 'paper.print',
    input: z.strictObject({ appointmentId: AppointmentId, to }),
    output: PaperResult,
  }),
  /** For the file's cover: name, number, bars. */
  'printing.label': command({
    permission: 'paper.print',
    input: z.strictObject({ patientId: PatientId, to }),
    output: PaperResult,
  }),
  /** What a patient brings along the next time. */
  'printing.card': command({
    permission: 'paper.print',
    input: z.strictObject({ patientId: PatientId, to }),
    output: PaperResult,
  }),
  /** When to come, and to whom. */
  'printing.appointmentNote': command({
    permission: 'paper.print',
    input: z.strictObject({ appointmentId: AppointmentId, to }),
    output: PaperResult,
  }),
  /** For a doctor who writes by hand: who came, what was measured, and room to write. */
  'printing.visitSheet': command({
    permission: 'paper.print',
    input: z.strictObject({ appointmentId: AppointmentId, to }),
    output: PaperResult,
  }),
  /** A signed prescription as the patient takes it home; never a draft. */
  'printing.prescription': command({
    permission: 'clinical.read',
    input: z.strictObject({ prescriptionId: PrescriptionId, to }),
    output: PaperResult,
  }),
  /** A signed certificate or letter as the patient takes it along. */
  'printing.medicalPaper': command({
    permission: 'clinical.read',
    input: z.strictObject({ paperId: MedicalPaperId, to }),
    output: PaperResult,
  }),
  /** The margins drawn, a scale, every script and bars, under settings that need not be saved yet. */
  'printing.testPage': command({
    permission: 'paper.print',
    input: fitting(z.strictObject({ kind: Kind, settings: PaperSettings, to })),
    output: PaperResult,
  }),
  /** The printers that this machine knows; null where the browser prints and chooses by itself. */
  'printing.printers': command({
    permission: 'paper.print',
    input: Nothing,
    output: z.object({ printers: z.array(PrinterDto).nullable() }),
  }),
  /** What is set for this desk, its first choice where nothing is. */
  'printing.paperSettings': query({
    permission: 'paper.print',
    clinical: false,
    input: Nothing,
    output: z.record(z.enum(PAPER_KINDS), PaperSettings),
  }),
  'printing.savePaperSettings': mutation({
    permission: 'desk.paper',
    input: fitting(z.strictObject({ kind: Kind, settings: PaperSettings })),
    output: z.object({ kind: z.enum(PAPER_KINDS), settings: PaperSettings }),
    undo: 'none',
  }),
  /** Sheets of this desk that did not come out, the newest first, at most 100. */
  'printing.failed': query({
    permission: 'paper.print',
    clinical: false,
    input: Nothing,
    output: z.array(FailedPaper),
  }),
  /** Lays the sheet out anew and sends it; what comes out is no longer kept. */
  'printing.again': command({
    permission: 'paper.print',
    input: z.strictObject({ id: FailedPaperId, to }),
    output: PaperResult,
  }),
  'printing.forget': mutation({
    permission: 'paper.print',
    input: z.strictObject({ id: FailedPaperId }),
    output: z.object({ id: z.int() }),
    undo: 'none',
  }),
};
