import { z } from 'zod';

const LONE_SURROGATE = /\p{Surrogate}/u;
// C0 controls other than tab and line ends cannot be typed and break paper and CSV.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

/** MySQL's VARCHAR(n) counts code points, JavaScript's `length` UTF-16 units. */
function fits(value: string, max: number): boolean {
  if (value.length <= max) return true;
  if (value.length > 2 * max) return false;
  return Array.from(value).length <= max;
}

/** Free text of at most `max` characters as the column counts them; stored exactly as typed. */
export function text(max: number) {
  return z
    .string({ error: 'not_text' })
    .refine((value) => fits(value, max), { error: `too_long:${String(max)}`, abort: true })
    .refine((value) => !LONE_SURROGATE.test(value) && !CONTROL.test(value), { error: 'not_text' });
}

/** Text that must hold something besides white space; the ends are trimmed. */
export function requiredText(max: number) {
  return text(max)
    .transform((value) => value.trim())
    .refine((value) => value.length > 0, { error: 'required' });
}

/** Optional text: blank becomes null, so that a column is never '' in one row and NULL in another. */
export function optionalText(max: number) {
  return text(max)
    .transform((value) => value.trim())
    .transform((value) => (value === '' ? null : value))
    .nullable();
}
