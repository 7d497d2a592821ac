import { z } from 'zod';
import { type InverseCall, mutation, query } from './procedure';
import { AppointmentId, NoteTemplateId, PatientId, Version, VisitNoteId } from '#shared/values/ids';
import { requiredText, text } from '#shared/values/text';
import { UtcInstant } from '#shared/values/wall-clock';

/** What a TEXT column holds in any script; some eight pages. */
const LONGEST_NOTE = 16_000;

/** What a doctor noted of a visit; never printed. */
export const VisitNote = z.object({
  id: VisitNoteId,
  version: Version,
  appointmentId: AppointmentId,
  text: z.string(),
  createdAt: UtcInstant,
  /** Null while it is a draft. */
  signedAt: UtcInstant.nullable(),
  signedBy: z.string().nullable(),
  /** What was added to it afterwards, the oldest first. */
  addenda: z.array(z.object({ text: z.string(), by: z.string().nullable(), at: UtcInstant })),
});
export type VisitNote = z.infer<typeof VisitNote>;

/** A text of one's own that a note begins from. */
export const NoteTemplate = z.object({
  id: NoteTemplateId,
  version: Version,
  name: z.string(),
  text: z.string(),
});
export type NoteTemplate = z.infer<typeof NoteTemplate>;

const Changed = z.object({ note: VisitNote });
const NoteAt = { id: VisitNoteId, version: Version };
const TemplateAt = z.strictObject({ id: NoteTemplateId, version: Version });
const TemplateChanged = z.object({ template: NoteTemplate });
const templateFields = { name: requiredText(80), text: requiredText(LONGEST_NOTE) };

function inverse(
  name: string,
  since: number | null,
  { template }: z.infer<typeof TemplateChanged>,
  input: InverseCall['input'] = {},
): InverseCall {
  return { name, row: { entity: 'note_template', id: template.id }, version: template.version, since, input };
}

export const notesCalls = {
  /** The note of a visit, and those of the patient's visits before it, signed, the newest first; at most ten. */
  'notes.of': query({
    permission: 'clinical.read',
    clinical: true,
    input: z.strictObject({ appointmentId: AppointmentId }),
    output: z.object({ patientId: PatientId, note: VisitNote.nullable(), earlier: z.array(VisitNote) }),
  }),
  /** Keeps the draft of a visit's note, as typed; a null version begins it. The text has its own undo. */
  'notes.save': mutation({
    permission: 'clinical.write',
    input: z.strictObject({
      appointmentId: AppointmentId,
      version: Version.nullable(),
      text: text(LONGEST_NOTE),
    }),
    output: Changed,
    undo: 'none',
  }),
  /** Fixes the note for good. */
  'notes.sign': mutation({
    permission: 'clinical.write',
    input: z.strictObject(NoteAt),
    output: Changed,
    undo: 'none',
  }),
  /** Puts a signed addendum beside a signed note. */
  'notes.addendum': mutation({
    permission: 'clinical.write',
    input: z.strictObject({ id: VisitNoteId, text: requiredText(LONGEST_NOTE) }),
    output: Changed,
    undo: 'none',
  }),
  /** One's own, by name. */
  'notes.templates': query({
    permission: 'clinical.write',
    clinical: false,
    input: z.strictObject({}),
    output: z.object({ templates: z.array(NoteTemplate) }),
  }),
  'notes.addTemplate': mutation({
    permission: 'clinical.write',
    input: z.strictObject(templateFields),
    output: TemplateChanged,
    undo: (_input, output) => inverse('notes.removeTemplate', null, output),
  }),
  'notes.editTemplate': mutation({
    permission: 'clinical.write',
    input: TemplateAt.extend(templateFields),
    output: TemplateChanged.extend({ before: z.object({ name: z.string(), text: z.string() }) }),
    undo: (input, output) => inverse('notes.editTemplate', input.version, output, output.before),
  }),
  'notes.removeTemplate': mutation({
    permission: 'clinical.write',
    input: TemplateAt,
    output: TemplateChanged,
    undo: (input, output) => inverse('notes.restoreTemplate', input.version, output),
  }),
  'notes.restoreTemplate': mutation({
    permission: 'clinical.write',
    input: TemplateAt,
    output: TemplateChanged,
    undo: (input, output) => inverse('notes.removeTemplate', input.version, output),
  }),
};
