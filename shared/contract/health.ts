import { z } from 'zod';
import { Nothing } from './parts';
import { query } from './procedure';
import { UtcInstant } from '#shared/values/wall-clock';

const Store = z.object({
  state: z.enum(['up', 'down', 'must_migrate', 'must_update']),
  version: z.string().nullable(),
  /** Milliseconds of one round trip. */
  latency: z.number().nullable(),
});

export const HealthDto = z.object({
  mysql: Store,
  mongo: Store,
  /** The server's clock; null while MySQL is away. */
  serverNow: UtcInstant.nullable(),
  /** Server clock minus this desk's clock, in milliseconds. */
  clockOffset: z.number().nullable(),
  /** Rows of the outbox not yet carried over. */
  outboxPending: z.int().nullable(),
  appVersion: z.string(),
});
export type HealthDto = z.infer<typeof HealthDto>;

export const healthCalls = {
  /** Answered before sign-in too: the sign-in screen says when a server is away. */
  'health.get': query({ permission: 'anyone', clinical: false, input: Nothing, output: HealthDto }),
};
