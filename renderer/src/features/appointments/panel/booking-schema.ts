import { z } from 'zod';
import { BookInput, RescheduleInput, VISIT_TYPES } from '#shared/contract/appointments';
import { fieldIssues, messageOf } from '#shared/errors/from-zod';
import { ClinicDate } from '#shared/values/wall-clock';
import { timesOf } from '../logic/times';

/** Doctor and time as typed. */
const TypedTimes = z.object({ doctorId: z.string(), date: z.string(), time: z.string(), length: z.string() });
export type TypedTimes = z.infer<typeof TypedTimes>;

export const TypedBooking = TypedTimes.extend({
  patientId: z.number().nullable(),
  type: z.enum(['', ...VISIT_TYPES]),
  reason: z.string(),
  deskNotes: z.string(),
});
export type TypedBooking = z.infer<typeof TypedBooking>;

/** The form's field that shows what is wrong with a field of the call. */
export function fieldOf(path: string): string {
  if (path === 'start') return 'time';
  return path === 'end' ? 'length' : path;
}

/** A date that is none is said at the date, not at the time it would have been part of. */
function isDay(context: z.RefinementCtx, date: string): boolean {
  if (ClinicDate.safeParse(date).success) return true;
  context.addIssue({ code: 'custom', path: ['date'], message: 'not_a_date' });
  return false;
}

function pass(context: z.RefinementCtx, error: z.ZodError): never {
  const issues = fieldIssues(error);
  const isSaidAtStart = (code: string) => issues.some((one) => one.path === 'start' && one.code === code);
  for (const issue of issues) {
    // Start and length make the end: what is wrong with the start is not the length's fault as well.
    if (issue.path === 'end' && isSaidAtStart(issue.code)) continue;
    context.addIssue({ code: 'custom', path: [fieldOf(issue.path)], message: messageOf(issue) });
  }
  return z.NEVER;
}

/** The booking form's schema: what was typed, checked by the contract's own input. */
export const BookingForm = TypedBooking.transform((typed, context) => {
  if (!isDay(context, typed.date)) return z.NEVER;
  const parsed = BookInput.safeParse({
    doctorId: Number(typed.doctorId),
    patientId: typed.patientId,
    ...timesOf(typed.date, typed.time, Number(typed.length)),
    type: typed.type === '' ? null : typed.type,
    reason: typed.reason,
    deskNotes: typed.deskNotes,
  });
  return parsed.success ? parsed.data : pass(context, parsed.error);
});

/** The moving form's: the same times, of a visit that is there. */
export function movingForm({ id, version }: { readonly id: number; readonly version: number }) {
  return TypedTimes.transform((typed, context) => {
    if (!isDay(context, typed.date)) return z.NEVER;
    const parsed = RescheduleInput.safeParse({
      id,
      version,
      doctorId: Number(typed.doctorId),
      ...timesOf(typed.date, typed.time, Number(typed.length)),
    });
    return parsed.success ? parsed.data : pass(context, parsed.error);
  });
}

/** The lengths offered as chips: the usual ones, this doctor's and the one there is. */
export function lengthsFor(usual: number, current: number): number[] {
  const all = new Set([10, 15, 20, 30, 45, 60, usual, current].filter((length) => length > 0));
  return [...all].sort((a, b) => a - b);
}
