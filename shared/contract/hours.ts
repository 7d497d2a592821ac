import { z } from 'zod';
import { Nothing } from './parts';
import { type InverseCall, mutation, query } from './procedure';
import { SCOPES } from '#shared/domain/availability/change';
import { datesOf } from '#shared/domain/availability/dates';
import { LONGEST_RULE, readRecurrence } from '#shared/domain/availability/recurrence';
import { GRID_MINUTES } from '#shared/domain/slots';
import {
  AppointmentId,
  DoctorId,
  HolidayId,
  HoursChangeId,
  HoursRuleId,
  PatientId,
  Version,
} from '#shared/values/ids';
import { optionalText, requiredText, text } from '#shared/values/text';
import { ClinicDate, ClinicDateTime, ClinicTime, minuteOfDay } from '#shared/values/wall-clock';

/** One answer holds at most so many doctor-days (design section 2). */
export const MOST_DOCTOR_DAYS = 100;
/** How many dates a preview names. */
export const PREVIEW_DATES = 12;
/** How many visits a preview lists, and how many a change may set aside. */
export const MOST_OUTSIDE = 500;
const MOST_HOLIDAYS = 500;

/** A row of `doctor_availability`: hours, or leave when it is not `available`. */
export const HoursRuleDto = z.object({
  id: HoursRuleId,
  version: Version,
  doctorId: DoctorId,
  /** The first date; the only one without a recurrence. */
  date: ClinicDate,
  start: ClinicTime,
  end: ClinicTime,
  available: z.boolean(),
  /** An RRULE of RFC 5545 as `shared/domain/availability` reads it; null for one date. */
  recurrence: z.string().nullable(),
  label: z.string().nullable(),
  /** Dates taken out of the recurrence. */
  exceptions: z.array(ClinicDate),
});
export type HoursRuleDto = z.infer<typeof HoursRuleDto>;

export const DoctorRules = z.object({
  doctorId: DoctorId,
  rules: z.array(HoursRuleDto),
  /** True while the doctor has no hours of their own: the clinic's opening hours count. */
  followsClinic: z.boolean(),
});
export type DoctorRules = z.infer<typeof DoctorRules>;

const Range = z.object({ from: ClinicTime, to: ClinicTime });

/** When one doctor works on one day, in the clinic's wall clock. */
export const OpenHours = z.object({
  doctorId: DoctorId,
  date: ClinicDate,
  ranges: z.array(Range),
  /** Leave and holidays of the day; what is closed besides is simply not open. */
  blocked: z.array(
    Range.extend({
      why: z.enum(['leave', 'holiday']),
      label: z.string().nullable(),
      ruleId: HoursRuleId.nullable(),
    }),
  ),
  /** False while the clinic's opening hours count for the doctor. */
  ownHours: z.boolean(),
});
export type OpenHours = z.infer<typeof OpenHours>;

/** A day on which the clinic is closed for everybody. */
export const HolidayDto = z.object({
  id: HolidayId,
  version: Version,
  date: ClinicDate,
  name: z.string(),
});
export type HolidayDto = z.infer<typeof HolidayDto>;

/** A visit that would stand outside its doctor's hours after the change, and does not now. */
export const VisitOutside = z.object({
  appointmentId: AppointmentId,
  version: Version,
  doctorId: DoctorId,
  patientId: PatientId,
  patientName: z.string(),
  patientPhone: z.string().nullable(),
  start: ClinicDateTime,
  end: ClinicDateTime,
  why: z.enum(['leave', 'holiday', 'hours']),
});
export type VisitOutside = z.infer<typeof VisitOutside>;

/** The same rule's words stand at the field in the editor and here: times, recurrence, and a date that it yields. */
export const HoursRuleFields = z
  .strictObject({
    date: ClinicDate,
    start: ClinicTime,
    end: ClinicTime,
    available: z.boolean(),
    recurrence: text(LONGEST_RULE).nullable(),
    label: optionalText(100),
  })
  .superRefine((rule, context) => {
    const refuse = (path: string, message: string, params: Record<string, string | number> = {}) => {
      context.addIssue({ code: 'custom', path: [path], message, params });
    };
    if (minuteOfDay(rule.start) % GRID_MINUTES !== 0) refuse('start', 'off_grid');
    if (minuteOfDay(rule.end) % GRID_MINUTES !== 0) refuse('end', 'off_grid');
    if (rule.end <= rule.start) refuse('end', 'end_before_start');
    if (rule.recurrence === null) return;
    const read = readRecurrence(rule.recurrence);
    if (!read.ok) refuse('recurrence', read.problem.code, read.problem.params);
    else if (datesOf({ ...rule, exceptions: [] }, rule.date, 1).length === 0)
      refuse('recurrence', 'rule_no_date');
  });
export type HoursRuleFields = z.infer<typeof HoursRuleFields>;

const AtRule = { id: HoursRuleId, version: Version };
/** For `this` and `following` the date that is meant, one that the rule yields; not looked at for `all`. */
const Where = { scope: z.enum(SCOPES, 'unknown_choice'), date: ClinicDate };

const Holidays = z
  .array(z.strictObject({ date: ClinicDate, name: requiredText(100) }))
  .min(1, 'required')
  .max(MOST_HOLIDAYS, 'too_many');

/** What a change would be, as the calls of the same names take it. */
export const HoursProposal = z.discriminatedUnion('change', [
  z.strictObject({ change: z.literal('add'), doctorId: DoctorId, rule: HoursRuleFields }),
  z.strictObject({ change: z.literal('change'), ...AtRule, ...Where, rule: HoursRuleFields }),
  z.strictObject({ change: z.literal('remove'), ...AtRule, ...Where }),
  z.strictObject({
    change: z.literal('copy'),
    doctorId: DoctorId,
    from: DoctorId.nullable(),
    replace: z.boolean(),
  }),
  z.strictObject({ change: z.literal('holidays'), holidays: Holidays }),
]);
export type HoursProposal = z.infer<typeof HoursProposal>;

export const HoursPreview = z.object({
  /** The next twelve dates of the rule that would be written, past ones when it is over; empty for other changes. */
  next: z.array(ClinicDate),
  /** Hours of the same doctor that would be overlapped: the change is refused while there are any. */
  clashes: z.array(z.object({ ruleId: HoursRuleId, date: ClinicDate, from: ClinicTime, to: ClinicTime })),
  /** Booked visits that would stand outside, the first 500 of `outsideTotal`. */
  outside: z.array(VisitOutside),
  outsideTotal: z.int(),
  /** The doctor followed the clinic's opening hours and would have own hours only. */
  leavesClinicHours: z.boolean(),
});
export type HoursPreview = z.infer<typeof HoursPreview>;

/**
 * What becomes of visits that a change puts outside the hours. `ask` refuses with `visits_outside` when there
 * are any; the others name those that the person has seen, and are refused when there are more by now.
 */
export const OutsideChoice = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('ask') }),
  z.strictObject({
    do: z.enum(['keep', 'move_aside']),
    seen: z.array(AppointmentId).max(MOST_OUTSIDE, 'too_many'),
  }),
]);
export type OutsideChoice = z.infer<typeof OutsideChoice>;

/** What a change did; undo takes the whole of it back. */
export const HoursChangeDto = z.object({
  id: HoursChangeId,
  version: Version,
  /** Null for a change of holidays. */
  doctorId: DoctorId.nullable(),
  rules: z.array(HoursRuleDto),
  /** Visits that stand in the list of those to be moved now. */
  movedAside: z.int(),
  /** Taken back: visits that could not have their time again, or were changed since. */
  stayed: z.int(),
});
export type HoursChangeDto = z.infer<typeof HoursChangeDto>;

function takeBack(_input: unknown, { id, version }: HoursChangeDto): InverseCall {
  return { name: 'hours.takeBack', row: { entity: 'hours_change', id }, version, since: null, input: {} };
}

const outside = OutsideChoice;

export const hoursCalls = {
  /** A doctor's rules, past ones too, at most 500. */
  'hours.rules': query({
    permission: 'doctor.read',
    clinical: false,
    input: z.strictObject({ doctorId: DoctorId }),
    output: DoctorRules,
  }),
  /** The hours of the named doctors, or of all with null, from `from` to `to`, at most 100 doctor-days. */
  'hours.days': query({
    permission: 'doctor.read',
    clinical: false,
    input: z.strictObject({
      from: ClinicDate,
      to: ClinicDate,
      doctorIds: z.array(DoctorId).min(1, 'required').max(MOST_DOCTOR_DAYS, 'too_many').nullable(),
    }),
    output: z.object({ hours: z.array(OpenHours) }),
  }),
  /** What a change would do, nothing written. */
  'hours.preview': query({
    permission: 'hours.write',
    clinical: false,
    input: z.strictObject({ proposal: HoursProposal }),
    output: HoursPreview,
  }),
  'hours.add': mutation({
    permission: 'hours.write',
    input: z.strictObject({ doctorId: DoctorId, rule: HoursRuleFields, outside }),
    output: HoursChangeDto,
    undo: takeBack,
  }),
  /** With `this` the rule is one date's, whatever recurrence it carries. */
  'hours.change': mutation({
    permission: 'hours.write',
    input: z.strictObject({ ...AtRule, ...Where, rule: HoursRuleFields, outside }),
    output: HoursChangeDto,
    undo: takeBack,
  }),
  'hours.remove': mutation({
    permission: 'hours.write',
    input: z.strictObject({ ...AtRule, ...Where, outside }),
    output: HoursChangeDto,
    undo: takeBack,
  }),
  /** The hours, not the leave, of another doctor, or of the clinic with null; with `replace` instead of one's own. */
  'hours.copy': mutation({
    permission: 'hours.write',
    input: z.strictObject({ doctorId: DoctorId, from: DoctorId.nullable(), replace: z.boolean(), outside }),
    output: HoursChangeDto,
    undo: takeBack,
  }),
  /** Every holiday from the present year on, at most 1,000. */
  'hours.holidays': query({
    permission: 'doctor.read',
    clinical: false,
    input: Nothing,
    output: z.object({ holidays: z.array(HolidayDto) }),
  }),
  /** Adds or renames by date; all or nothing. */
  'hours.addHolidays': mutation({
    permission: 'hours.write',
    input: z.strictObject({ holidays: Holidays, outside }),
    output: HoursChangeDto,
    undo: takeBack,
  }),
  'hours.removeHoliday': mutation({
    permission: 'hours.write',
    input: z.strictObject({ id: HolidayId, version: Version }),
    output: HoursChangeDto,
    undo: takeBack,
  }),
  /** The way back: rules and holidays as they were before, visits on their time again where it is free. */
  'hours.takeBack': mutation({
    permission: 'hours.write',
    input: z.strictObject({ id: HoursChangeId, version: Version }),
    output: HoursChangeDto,
    undo: (_input, { id, version }) => ({
      name: 'hours.again',
      row: { entity: 'hours_change', id },
      version,
      since: null,
      input: {},
    }),
  }),
  /** The change once more, after it was taken back. */
  'hours.again': mutation({
    permission: 'hours.write',
    input: z.strictObject({ id: HoursChangeId, version: Version }),
    output: HoursChangeDto,
    undo: takeBack,
  }),
};
