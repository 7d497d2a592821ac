import { z } from 'zod';

/** Areas whose rows can change under an open screen. */
export const FEED_AREAS = [
  'appointments',
  'patients',
  'doctors',
  'people',
  'settings',
  'presence',
  'jobs',
  'imports',
  'desks',
  'late',
  'messages',
  'hours',
  'waitlist',
  'consultation',
  'vitals',
  'history',
  'documents',
  'reviews',
  'preferences',
] as const;
export type FeedArea = (typeof FEED_AREAS)[number];

/** Something changed: ids, and for visits the doctor-days touched; `all` asks for everything again. */
export const ChangedEvent = z.discriminatedUnion('scope', [
  z.object({ scope: z.literal('all') }),
  z.object({
    scope: z.literal('rows'),
    area: z.enum(FEED_AREAS),
    ids: z.array(z.number()),
    days: z.array(z.object({ doctorId: z.number(), date: z.string() })),
  }),
]);
export type ChangedEvent = z.infer<typeof ChangedEvent>;

/** A server went away or came back. */
export const ConnectionEvent = z.object({ mysql: z.enum(['up', 'down']), mongo: z.enum(['up', 'down']) });
export type ConnectionEvent = z.infer<typeof ConnectionEvent>;

/** This window's session changed under it: signed out, locked, or its permissions are others now. */
export const SessionEvent = z.object({ reason: z.enum(['signed_out', 'locked', 'changed']) });

export const events = { changed: ChangedEvent, connection: ConnectionEvent, session: SessionEvent };
export type EventName = keyof typeof events;
export type EventData<N extends EventName> = z.infer<(typeof events)[N]>;
