import { z } from 'zod';
import { Cursor, Limit, Nothing } from './parts';
import { command, query } from './procedure';
import { DeskId, PatientId, PersonKey } from '#shared/values/ids';
import { ClinicDate, UtcInstant } from '#shared/values/wall-clock';

/** Done, refused for want of a permission, or seen: a view of what is clinical, of an entry, of an export. */
export const AUDIT_OUTCOMES = ['done', 'refused', 'viewed'] as const;
export const AUDIT_ORDERS = ['newest', 'oldest'] as const;

/** Each filter that is not null narrows the rest. */
export const AuditFilters = z
  .strictObject({
    person: PersonKey.nullable(),
    patientId: PatientId.nullable(),
    /** A call's name, or what the database itself noted of another program (`sql.update`). */
    action: z
      .string({ error: 'not_text' })
      .regex(/^[A-Za-z]{1,40}\.[A-Za-z]{1,39}$/, 'unknown_choice')
      .nullable(),
    /** What was changed: `appointment`, `patient`. */
    entity: z
      .string({ error: 'not_text' })
      .regex(/^[a-z_]{1,40}$/, 'unknown_choice')
      .nullable(),
    outcome: z.enum(AUDIT_OUTCOMES, 'unknown_choice').nullable(),
    deskId: DeskId.nullable(),
    /** First and last day on the clinic's calendar. */
    from: ClinicDate.nullable(),
    to: ClinicDate.nullable(),
  })
  .refine(({ from, to }) => from === null || to === null || from <= to, {
    error: 'end_before_start',
    path: ['to'],
  });
export type AuditFilters = z.infer<typeof AuditFilters>;

const line = {
  id: z.int(),
  at: UtcInstant,
  /** A person's key, `nobody`, or the account of another program, `sql:reports@10.0.0.9`. */
  actor: z.string().nullable(),
  actorName: z.string().nullable(),
  deskId: z.string().nullable(),
  deskName: z.string().nullable(),
  action: z.string(),
  entity: z.string().nullable(),
  entityId: z.string().nullable(),
  patientId: z.int().nullable(),
  patientName: z.string().nullable(),
  outcome: z.enum(AUDIT_OUTCOMES),
  reason: z.string().nullable(),
};
/** Who did what to whom, when, from which desk. */
export const AuditLine = z.object(line);
export type AuditLine = z.infer<typeof AuditLine>;

/** A line with what stood there before and after, as the call noted it. */
export const AuditEntry = z.object({ ...line, before: z.json(), after: z.json() });
export type AuditEntry = z.infer<typeof AuditEntry>;

const Looking = z.strictObject({
  filters: AuditFilters,
  order: z.enum(AUDIT_ORDERS, 'unknown_choice'),
  after: Cursor,
  limit: Limit,
});

function looked<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    next: z.string().nullable(),
    /** Set when the page is not full because so many rows were looked at: this far was looked; `next` goes on. */
    lookedTo: UtcInstant.nullable(),
  });
}
export type AuditLooking = z.infer<typeof Looking>;

export const auditCalls = {
  'audit.page': query({
    permission: 'audit.read',
    clinical: false,
    input: Looking,
    output: looked(AuditLine),
  }),
  /** Holds what was written about a patient, so each view is an entry itself. */
  'audit.entry': query({
    permission: 'audit.read',
    clinical: true,
    input: z.strictObject({ id: z.int({ error: 'not_an_id' }).min(1, 'not_an_id') }),
    output: AuditEntry,
  }),
  /** Everyone and every desk to filter by. */
  'audit.choices': query({
    permission: 'audit.read',
    clinical: false,
    input: Nothing,
    output: z.object({
      people: z.array(z.object({ key: PersonKey, name: z.string() })),
      desks: z.array(z.object({ id: DeskId, name: z.string() })),
    }),
  }),
  /** Whole entries page by page, for a file; the first page of an export is an entry itself. */
  'audit.export': command({ permission: 'audit.read', input: Looking, output: looked(AuditEntry) }),
};
