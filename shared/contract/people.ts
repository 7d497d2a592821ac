import { z } from 'zod';
import { Nothing } from './parts';
import { Preferences } from './preferences';
import { command, mutation, query } from './procedure';
import { ADMIN_ROLES, GRANTABLE } from '#shared/permissions/roles';
import { AdminId, DoctorId, PersonKey, Version } from '#shared/values/ids';
import { ContactEmail } from '#shared/values/person';
import { optionalText, requiredText } from '#shared/values/text';
import { UtcInstant } from '#shared/values/wall-clock';

/** One person who may sign in: an administrator, a doctor, or both in one. */
export const PersonDto = z.object({
  person: PersonKey,
  adminId: AdminId.nullable(),
  doctorId: DoctorId.nullable(),
  /** What screens call the person. */
  name: z.string(),
  /** The administrator's own name; null for who is only a doctor. */
  displayName: z.string().nullable(),
  username: z.string().nullable(),
  email: z.string().nullable(),
  role: z.enum(ADMIN_ROLES).nullable(),
  doctor: z.object({ name: z.string(), deleted: z.boolean(), version: Version }).nullable(),
  disabled: z.boolean(),
  grants: z.array(z.enum(GRANTABLE)),
  mustChangePassword: z.boolean(),
  /** When the one-time code that was given last ends; null when none is open. */
  codeExpiresAt: UtcInstant.nullable(),
  lastSignInAt: UtcInstant.nullable(),
  /** Wrong passwords since the last right one, and until when they lock the account. */
  failures: z.int(),
  lockedUntil: UtcInstant.nullable(),
  /** Of the administrator's row; of the doctor's where there is no other. */
  version: Version,
});
export type PersonDto = z.infer<typeof PersonDto>;

const invitation = {
  displayName: requiredText(150),
  username: requiredText(100),
  email: ContactEmail.nullable(),
  role: z.enum(ADMIN_ROLES, 'unknown_choice'),
};

/** What is edited of an administrator. */
export const PersonFields = z.strictObject({ ...invitation, disabled: z.boolean() });
export type PersonFields = z.infer<typeof PersonFields>;

/** The same as it stands in the row, which another program may have written less strictly. */
const StoredPerson = z.object({
  displayName: z.string(),
  username: z.string(),
  email: z.string().nullable(),
  role: z.enum(ADMIN_ROLES),
  disabled: z.boolean(),
});

/** A code is told once, on this answer; only its hash is kept. */
export const OneTimeCode = z.object({ person: PersonDto, code: z.string(), expiresAt: UtcInstant });

const Change = z.object({ person: PersonDto, since: Version });
const Grants = z.array(z.enum(GRANTABLE, 'unknown_choice')).max(GRANTABLE.length, 'too_many');

/** A person's own name: an administrator's is one text, a doctor's stands on paper in its parts. */
export const OwnName = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('admin'), displayName: requiredText(150) }),
  z.strictObject({
    kind: z.literal('doctor'),
    title: optionalText(20),
    firstName: requiredText(100),
    lastName: optionalText(100),
  }),
]);
export type OwnName = z.infer<typeof OwnName>;

/** A row of `admin` or of `doctors`, as the name's kind says. */
const RowId = z.int({ error: 'not_an_id' }).min(1, 'not_an_id').max(2_147_483_647, 'not_an_id');

export const AccountDto = z.object({
  id: RowId,
  name: OwnName,
  /** The names that sign in. */
  signInNames: z.array(z.string()),
  version: Version,
});
export type AccountDto = z.infer<typeof AccountDto>;

const isSomething = (chosen: object) => Object.keys(chosen).length > 0;

function rowOf(person: PersonDto) {
  return { entity: 'person', id: person.adminId ?? person.doctorId ?? 0 } as const;
}

export const peopleCalls = {
  /** Everybody who has an account, disabled ones and deleted doctors included. */
  'people.list': query({
    permission: 'people.manage',
    clinical: false,
    input: Nothing,
    output: z.array(PersonDto),
  }),
  /** Makes an account that is opened by a one-time code; a command, so that no answer with a code is stored. */
  'people.invite': command({
    permission: 'people.manage',
    input: z.strictObject({ fields: z.strictObject(invitation) }),
    output: OneTimeCode,
  }),
  /** Ends the old password and the person's sessions; the code opens the account once. */
  'people.newCode': command({
    permission: 'people.manage',
    input: z.strictObject({ account: PersonKey }),
    output: OneTimeCode,
  }),
  'people.edit': mutation({
    permission: 'people.manage',
    input: z.strictObject({ id: AdminId, version: Version, fields: PersonFields }),
    output: Change.extend({ before: StoredPerson }),
    undo: (_input, { person, since, before }) => ({
      name: 'people.edit',
      row: rowOf(person),
      version: person.version,
      since,
      input: { fields: before },
    }),
  }),
  'people.setGrants': mutation({
    permission: 'people.manage',
    input: z.strictObject({ id: AdminId, version: Version, grants: Grants }),
    output: Change.extend({ before: Grants }),
    undo: (_input, { person, since, before }) => ({
      name: 'people.setGrants',
      row: rowOf(person),
      version: person.version,
      since,
      input: { grants: before },
    }),
  }),
  /** Makes a doctor and an administrator one person, or two again with null; `version` is the doctor's. */
  'people.link': mutation({
    permission: 'people.manage',
    input: z.strictObject({ id: DoctorId, version: Version, adminId: AdminId.nullable() }),
    output: z.object({ doctorId: DoctorId, version: Version, since: Version, before: AdminId.nullable() }),
    undo: (_input, { doctorId, version, since, before }) => ({
      name: 'people.link',
      row: { entity: 'doctor', id: doctorId },
      version,
      since,
      input: { adminId: before },
    }),
  }),
  /** Forgets the wrong passwords; the next ones are counted anew. */
  'people.unlock': mutation({
    permission: 'people.manage',
    input: z.strictObject({ account: PersonKey }),
    output: z.object({ person: PersonDto }),
    undo: 'none',
  }),
  'people.account': query({
    permission: 'signed_in',
    clinical: false,
    input: Nothing,
    output: AccountDto,
  }),
  /** The person's own name; `id` and `version` are of the row that holds it. */
  'people.renameSelf': mutation({
    permission: 'signed_in',
    input: z.strictObject({ id: RowId, version: Version, name: OwnName }),
    output: z.object({ account: AccountDto, since: Version, before: OwnName }),
    undo: (_input, { account, since, before }) => ({
      name: 'people.renameSelf',
      row: { entity: before.kind === 'admin' ? 'person' : 'doctor', id: account.id },
      version: account.version,
      since,
      input: { name: before },
    }),
  }),
  'people.preferences': query({
    permission: 'signed_in',
    clinical: false,
    input: Nothing,
    output: z.object({ chosen: Preferences }),
  }),
  /**
   * Keeps what the person chose of how the screens look and speak, beside what was chosen before. Undo takes
   * back the last work on the clinic's book and must not meet a colour on its way; whoever wants the old look
   * chooses it.
   */
  'people.choosePreferences': mutation({
    permission: 'signed_in',
    input: z.strictObject({
      chosen: Preferences.strict().refine(isSomething, 'required'),
      /** The look before the person's eyes: kept where they never chose, since the next at this desk may change it. */
      shown: Preferences.strict(),
    }),
    output: z.object({ chosen: Preferences }),
    undo: 'none',
  }),
};
