import { z } from 'zod';
import { Nothing } from './parts';
import { command, query } from './procedure';
import { PERMISSIONS, ROLES } from '#shared/permissions/roles';
import { AdminId, DoctorId, PersonKey } from '#shared/values/ids';
import { requiredText, text } from '#shared/values/text';

/** Who is signed in at one window. */
export const SessionDto = z.object({
  person: PersonKey,
  displayName: z.string(),
  roles: z.array(z.enum(ROLES)),
  permissions: z.array(z.enum(PERMISSIONS)),
  adminId: AdminId.nullable(),
  doctorId: DoctorId.nullable(),
  /** The screen is locked: only unlocking and signing out are answered. */
  locked: z.boolean(),
  mustChangePassword: z.boolean(),
});
export type SessionDto = z.infer<typeof SessionDto>;

// A password is compared, never shown: any text will do, but not so long that hashing it costs.
const Password = text(200);

export const sessionCalls = {
  'session.current': query({
    permission: 'anyone',
    clinical: false,
    input: Nothing,
    output: SessionDto.nullable(),
  }),
  /** The sample clinic's accounts, shown for one-click sign-in; empty unless `settings.sample` is set. */
  'session.sampleAccounts': query({
    permission: 'anyone',
    clinical: false,
    input: Nothing,
    output: z.array(
      z.object({ name: z.string(), displayName: z.string(), role: z.enum(ROLES), password: z.string() }),
    ),
  }),
  /** `name` is a user name or an e-mail address. Five wrong passwords lock the account on every desk. */
  'session.signIn': command({
    permission: 'anyone',
    input: z.strictObject({ name: requiredText(255), password: Password }),
    output: SessionDto,
  }),
  'session.signOut': command({ permission: 'anyone', input: Nothing, output: z.null() }),
  /** The idle lock: the session stays, nothing else is answered until `session.unlock`. */
  'session.lock': command({ permission: 'signed_in', input: Nothing, output: SessionDto }),
  'session.unlock': command({
    permission: 'anyone',
    input: z.strictObject({ password: Password }),
    output: SessionDto,
  }),
  /** How hard a new password is to guess, 0 to 4, for the person at this window; from 3 on it is accepted. */
  'session.strength': query({
    permission: 'anyone',
    clinical: false,
    input: z.strictObject({ password: Password }),
    output: z.object({ score: z.int().min(0).max(4), accepted: z.boolean() }),
  }),
  'session.changePassword': command({
    permission: 'anyone',
    input: z.strictObject({ current: Password, next: Password }),
    output: SessionDto,
  }),
};
