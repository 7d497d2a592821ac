import { z } from 'zod';

/** An opaque place in a sorted list: the server's own, handed back as it came. */
export const Cursor = z.string().max(300, 'invalid').nullable();

/** At most 200 rows a page (design section 2). */
export const Limit = z.int({ error: 'not_a_number' }).min(1, 'too_short').max(200, 'too_big');

/** A keyset page. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

export const Nothing = z.strictObject({});
