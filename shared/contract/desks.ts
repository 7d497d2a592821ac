import { z } from 'zod';
import { Nothing } from './parts';
import { command, mutation, query } from './procedure';
import { AppointmentId, DeskId, PatientId } from '#shared/values/ids';
import { requiredText, text } from '#shared/values/text';
import { UtcInstant } from '#shared/values/wall-clock';

export const DeskDto = z.object({ id: DeskId, name: z.string(), version: z.string(), lastSeen: UtcInstant });

/** What a person is doing with a row right now, so that other desks can show it. */
const PRESENCE_MODES = ['viewing', 'editing', 'moving'] as const;
const PresenceSubject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('appointment'), id: AppointmentId }),
  z.strictObject({ kind: z.literal('patient'), id: PatientId }),
]);

export const PresenceDto = z.object({
  subject: PresenceSubject,
  mode: z.enum(PRESENCE_MODES),
  displayName: z.string(),
  deskName: z.string(),
  mine: z.boolean(),
});
export type PresenceDto = z.infer<typeof PresenceDto>;

/** Names of drafts: `booking`, `patient:12`. */
const DraftName = z.string({ error: 'not_text' }).regex(/^[a-z][a-z0-9:_-]{0,79}$/, 'invalid');
/** What was typed, as JSON text; sealed by main before it is stored. */
const DraftBody = text(100_000);

export const desksCalls = {
  'desks.current': query({ permission: 'signed_in', clinical: false, input: Nothing, output: DeskDto }),
  'desks.rename': mutation({
    permission: 'desk.rename',
    input: z.strictObject({ name: requiredText(60) }),
    output: z.object({ desk: DeskDto }),
    undo: 'none',
  }),
  /** Expires 20 s after the last call, by the server's clock. */
  'presence.touch': command({
    permission: 'desk.use',
    input: z.strictObject({ subject: PresenceSubject, mode: z.enum(PRESENCE_MODES, 'unknown_choice') }),
    output: z.null(),
  }),
  'presence.leave': command({
    permission: 'desk.use',
    input: z.strictObject({ subject: PresenceSubject }),
    output: z.null(),
  }),
  'presence.list': query({
    permission: 'desk.use',
    clinical: false,
    input: Nothing,
    output: z.array(PresenceDto),
  }),
  'drafts.save': command({
    permission: 'desk.use',
    input: z.strictObject({ name: DraftName, body: DraftBody }),
    /** `memory` where this machine has no keyring: the draft lives until the program ends. */
    output: z.object({ keptIn: z.enum(['database', 'memory']) }),
  }),
  'drafts.get': query({
    permission: 'desk.use',
    clinical: false,
    input: z.strictObject({ name: DraftName }),
    output: z.object({ body: z.string().nullable() }),
  }),
  'drafts.discard': command({
    permission: 'desk.use',
    input: z.strictObject({ name: DraftName }),
    output: z.null(),
  }),
};
