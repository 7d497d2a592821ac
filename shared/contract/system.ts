import { z } from 'zod';
import { Nothing } from './parts';
import { command, mutation, query } from './procedure';
import { CARRY_FAULTS, OUTBOX_TOPICS } from '#shared/domain/outbox';
import { DeskId, OutboxId } from '#shared/values/ids';
import { requiredText } from '#shared/values/text';
import { UtcInstant } from '#shared/values/wall-clock';

const Schema = z.object({
  applied: z.int(),
  expected: z.int(),
  /** Migrations of this program that have not run, and those of a newer one. */
  missing: z.array(z.string()),
  newer: z.array(z.string()),
});

const Server = z.object({
  /** Host, port and database; never a name or a password. */
  address: z.string(),
  state: z.enum(['up', 'down', 'must_migrate', 'must_update']),
  version: z.string().nullable(),
  /** Milliseconds of one round trip. */
  latency: z.number().nullable(),
  tls: z.boolean().nullable(),
  schema: Schema.nullable(),
});

/** One entry that could not be carried over time and again; whose visit or prescription it is stays out. */
const AsideEntry = z.object({
  id: OutboxId,
  topic: z.enum(OUTBOX_TOPICS),
  since: UtcInstant,
  tries: z.int(),
  fault: z.enum(CARRY_FAULTS),
  /** MongoDB's code or the error's name, for whoever looks further. */
  reason: z.string().nullable(),
  /** When it is tried by itself; null while that is due or under way. */
  nextTry: UtcInstant.nullable(),
});
export type AsideEntry = z.infer<typeof AsideEntry>;

/** What the IT person needs to see of both servers, this desk and the others. */
export const SystemReport = z.object({
  appVersion: z.string(),
  deskId: DeskId,
  mysql: Server.extend({
    connections: z.object({ used: z.int(), most: z.int(), needed: z.int() }).nullable(),
  }),
  mongo: Server,
  /** The bucket that documents' files go into; null where MongoDB holds them. */
  files: z.object({ address: z.string(), state: z.enum(['up', 'down']), tls: z.boolean() }).nullable(),
  /** Server clock minus this desk's, in milliseconds. */
  clockOffset: z.number().nullable(),
  outbox: z
    .object({
      pending: z.int(),
      oldest: UtcInstant.nullable(),
      /** Rows that were tried more than once, and why the last of them was given back. */
      failing: z.int(),
      lastError: z.string().nullable(),
      /** Set aside, the oldest 50 of `total`. */
      aside: z.object({ total: z.int(), entries: z.array(AsideEntry) }),
    })
    .nullable(),
  /** The newest change there is and the newest this desk has read. */
  feed: z.object({ newest: z.int(), read: z.int().nullable() }).nullable(),
  /** Seen within a day, by the server's clock. */
  desks: z
    .array(z.object({ id: DeskId, name: z.string(), version: z.string(), lastSeen: UtcInstant }))
    .nullable(),
  /** Errors of this desk since its program was started, newest first; of each its kind only. */
  errors: z.array(z.object({ at: UtcInstant, message: z.string(), kind: z.string() })),
  /** The last backup that was tried out; `verifiedAt` is null when there was none, all of it while MySQL is away. */
  backup: z.object({ verifiedAt: UtcInstant.nullable() }).nullable(),
});
export type SystemReport = z.infer<typeof SystemReport>;

/** Each way in which a connection can fail; the screen has a sentence for it. */
export const CONNECTION_FAULTS = [
  'bad_address',
  'host_unknown',
  'refused',
  'unreachable',
  'timeout',
  'not_this_store',
  'tls_required',
  'tls_not_offered',
  'tls_untrusted',
  'wrong_password',
  'not_from_here',
  'no_database',
  'no_rights',
  'mariadb',
  'wrong_version',
  'multi_primary',
  'read_only',
  'too_few_connections',
  'unknown',
] as const;
export type ConnectionFault = (typeof CONNECTION_FAULTS)[number];

export const TestedConnection = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('works'),
    version: z.string(),
    latency: z.number(),
    tls: z.boolean(),
    schema: z.enum(['up', 'must_migrate', 'must_update']),
  }),
  z.object({
    outcome: z.literal('fails'),
    fault: z.enum(CONNECTION_FAULTS),
    /** Host, port, database, account, version, numbers: what the sentence names. Never a password. */
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
]);
export type TestedConnection = z.infer<typeof TestedConnection>;

/** Holds a password: compared with nothing, kept nowhere. */
const Address = requiredText(1_000);

export const systemCalls = {
  'system.report': query({
    permission: 'system.read',
    clinical: false,
    input: Nothing,
    output: SystemReport,
  }),
  /**
   * Has entries that are set aside tried again at once; answers how many of them still waited. There is nothing to
   * take back: it changes when they are tried, and nothing of them.
   */
  'system.tryAgain': mutation({
    permission: 'system.read',
    input: z.strictObject({ ids: z.array(OutboxId).min(1, 'required').max(50, 'too_many') }),
    output: z.object({ again: z.int() }),
    undo: 'none',
  }),
  /** Tries an address from this desk; changes nothing there. */
  'system.testConnection': command({
    permission: 'system.read',
    input: z.union([z.strictObject({ mysqlUrl: Address }), z.strictObject({ mongoUrl: Address })]),
    output: TestedConnection,
  }),
};
