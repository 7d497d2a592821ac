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
export const MessageNoteId = rowId().brand<'MessageNoteId'>();
export type MessageNoteId = z.infer<typeof MessageNoteId>;

/** A row's edit count, starting at 1; a save names the version it was made from. */
export const Version = z
  .int({ error: 'not_a_version' })
  .min(1, 'not_a_version')
  .max(MAX_INT, 'not_a_version');

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A request id is a lower-case UUID made by the client, one a keystroke or click, kept over repeats. */
export const RequestId = z.string({ error: 'not_an_id' }).regex(UUID, 'not_an_id').brand<'RequestId'>();
export type RequestId = z.infer<typeof RequestId>;

/** A workstation's id: a UUID made at its first start and kept in its own configuration. */
export const DeskId = z.string({ error: 'not_an_id' }).regex(UUID, 'not_an_id').brand<'DeskId'>();
export type DeskId = z.infer<typeof DeskId>;

/** The key of a person across both account tables: `admin:3` or `doctor:7`. */
export const PersonKey = z
  .string()
  .regex(/^(admin|doctor):[1-9][0-9]{0,9}$/, 'not_an_id')
  .brand<'PersonKey'>();
export type PersonKey = z.infer<typeof PersonKey>;
