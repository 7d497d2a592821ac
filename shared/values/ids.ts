import { z } from 'zod';

const MAX_INT = 2_147_483_647;

/** Row ids are MySQL INT keys; the brands keep a patient's id from being passed for a doctor's. */
const rowId = () => z.int({ error: 'not_an_id' }).min(1, 'not_an_id').max(MAX_INT, 'not_an_id');

export const PatientId = rowId().brand<'PatientId'>();
export type PatientId = z.infer<typeof PatientId>;
export const DoctorId = rowId().brand<'DoctorId'>();
export type DoctorId = z.infer<typeof DoctorId>;
export const AppointmentId = rowId().brand<'AppointmentId'>();
export type AppointmentId = z.infer<typeof AppointmentId>;
export const AdminId = rowId().brand<'AdminId'>();
export type AdminId = z.infer<typeof AdminId>;
export const JobId = rowId().brand<'JobId'>();
export type JobId = z.infer<typeof JobId>;
export const DelayId = rowId().brand<'DelayId'>();
export type DelayId = z.infer<typeof DelayId>;
export const SeriesId = rowId().brand<'SeriesId'>();
export type SeriesId = z.infer<typeof SeriesId>;
export const WaitingId = rowId().brand<'WaitingId'>();
export type WaitingId = z.infer<typeof WaitingId>;
export const MessageNoteId = rowId().brand<'MessageNoteId'>();
export type MessageNoteId = z.infer<typeof MessageNoteId>;
export const ImportId = rowId().brand<'ImportId'>();
export type ImportId = z.infer<typeof ImportId>;
export const HoursRuleId = rowId().brand<'HoursRuleId'>();
export type HoursRuleId = z.infer<typeof HoursRuleId>;
export const HoursChangeId = rowId().brand<'HoursChangeId'>();
export type HoursChangeId = z.infer<typeof HoursChangeId>;
export const HolidayId = rowId().brand<'HolidayId'>();
export type HolidayId = z.infer<typeof HolidayId>;

export const PrescriptionId = rowId().brand<'PrescriptionId'>();
export type PrescriptionId = z.infer<typeof PrescriptionId>;
export const ReviewCallId = rowId().brand<'ReviewCallId'>();
export type ReviewCallId = z.infer<typeof ReviewCallId>;
export const AllergyId = rowId().brand<'AllergyId'>();
export type AllergyId = z.infer<typeof AllergyId>;
export const ConditionId = rowId().brand<'ConditionId'>();
export type ConditionId = z.infer<typeof ConditionId>;
export const VisitNoteId = rowId().brand<'VisitNoteId'>();
export type VisitNoteId = z.infer<typeof VisitNoteId>;
export const MedicalPaperId = rowId().brand<'MedicalPaperId'>();
export type MedicalPaperId = z.infer<typeof MedicalPaperId>;
export const PageTemplateId = rowId().brand<'PageTemplateId'>();
export type PageTemplateId = z.infer<typeof PageTemplateId>;
export const NoteTemplateId = rowId().brand<'NoteTemplateId'>();
export type NoteTemplateId = z.infer<typeof NoteTemplateId>;

/** Entries of the outbox are counted beyond an INT. */
export const OutboxId = z.int({ error: 'not_an_id' }).min(1, 'not_an_id').brand<'OutboxId'>();
export type OutboxId = z.infer<typeof OutboxId>;
export const VitalsId = rowId().brand<'VitalsId'>();
export type VitalsId = z.infer<typeof VitalsId>;
export const HistoryId = rowId().brand<'HistoryId'>();
export type HistoryId = z.infer<typeof HistoryId>;

/** A file in GridFS, by MongoDB's own kind of id. */
export const DocumentId = z
  .string({ error: 'not_an_id' })
  .regex(/^[0-9a-f]{24}$/, 'not_an_id')
  .brand<'DocumentId'>();
export type DocumentId = z.infer<typeof DocumentId>;

/** A row's edit count, starting at 1; a save names the version it was made from. */
export const Version = z
  .int({ error: 'not_a_version' })
  .min(1, 'not_a_version')
  .max(MAX_INT, 'not_a_version');

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A request id is a lower-case UUID made by the client, one a keystroke or click, kept over repeats. */
export const RequestId = z.string({ error: 'not_an_id' }).regex(UUID, 'not_an_id').brand<'RequestId'>();
export type RequestId = z.infer<typeof RequestId>;

/** One opening of a screen whose pages and searches are one view; a UUID made by the client. */
export const OpeningId = z.string({ error: 'not_an_id' }).regex(UUID, 'not_an_id').brand<'OpeningId'>();

/** A workstation's id: a UUID made at its first start and kept in its own configuration. */
export const DeskId = z.string({ error: 'not_an_id' }).regex(UUID, 'not_an_id').brand<'DeskId'>();
export type DeskId = z.infer<typeof DeskId>;

/** A calendar that a desk keeps in a folder; the file carries it, so that no other file is ever replaced. */
export const KeptCalendarId = z
  .string({ error: 'not_an_id' })
  .regex(UUID, 'not_an_id')
  .brand<'KeptCalendarId'>();
export type KeptCalendarId = z.infer<typeof KeptCalendarId>;

/** The key of a person across both account tables: `admin:3` or `doctor:7`. */
export const PersonKey = z
  .string()
  .regex(/^(admin|doctor):[1-9][0-9]{0,9}$/, 'not_an_id')
  .brand<'PersonKey'>();
export type PersonKey = z.infer<typeof PersonKey>;
