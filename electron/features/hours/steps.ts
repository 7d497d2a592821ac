import { z } from 'zod';
import { type RuleClash, clashesOf } from '#shared/domain/availability/clash';
import { ClinicDate, ClinicTime } from '#shared/values/wall-clock';
import type { VersionedHoliday, VersionedRule } from './projection';
import type { RuleContent } from './repository';

const Content = z.object({
  date: ClinicDate,
  start: ClinicTime,
  end: ClinicTime,
  available: z.boolean(),
  recurrence: z.string().nullable(),
  label: z.string().nullable(),
  exceptions: z.array(ClinicDate),
});
const Closed = z.object({ date: ClinicDate, name: z.string() });

function stepOf<T extends z.ZodType>(of: T) {
  return z.object({ id: z.int(), before: of.nullable(), after: of.nullable() });
}

/** What one change did, as column `what` of `hours_changes` keeps it: rows before and after, visits set aside. */
export const ChangeRecord = z.object({
  rules: z.array(stepOf(Content)),
  holidays: z.array(stepOf(Closed)),
  aside: z.array(z.object({ id: z.int(), version: z.int() })),
});
export type ChangeRecord = z.infer<typeof ChangeRecord>;

/** A row that is made, changed or taken away; `id` is null for one that is not there yet. */
export interface Step<T> {
  readonly id: number | null;
  readonly before: T | null;
  readonly after: T | null;
}
export type RuleStep = Step<RuleContent>;
export type HolidayStep = Step<{ readonly date: ClinicDate; readonly name: string }>;

/** Rules and holidays that a change touches or that stand beside it. */
export interface HoursState {
  readonly rules: readonly VersionedRule[];
  readonly holidays: readonly VersionedHoliday[];
}

export interface HoursSteps {
  readonly rules: readonly RuleStep[];
  readonly holidays: readonly HolidayStep[];
}

export function contentOf(rule: VersionedRule): RuleContent {
  const { date, start, end, available, recurrence, label, exceptions } = rule;
  return { date, start, end, available, recurrence, label, exceptions };
}

/** The same change the other way round. */
export function reversed(steps: HoursSteps): HoursSteps {
  const back = <T>({ id, before, after }: Step<T>): Step<T> => ({ id, before: after, after: before });
  return { rules: steps.rules.map(back), holidays: steps.holidays.map(back) };
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Whether every row still stands as the steps expect to find it; versions may have moved on by undo. */
export function standsBefore(state: HoursState, steps: HoursSteps): boolean {
  return (
    steps.rules.every(({ id, before }) => {
      const rule = state.rules.find((row) => row.id === id);
      return same(rule ? Content.parse(rule) : null, before && Content.parse(before));
    }) &&
    steps.holidays.every(({ id, before }) => {
      const holiday = state.holidays.find((row) => row.id === id);
      return same(holiday ? Closed.parse(holiday) : null, before && Closed.parse(before));
    })
  );
}

/** New rows get ids below zero until the database has given them theirs. */
function idOf(id: number | null, index: number): number {
  return id ?? -1 - index;
}

/** The rules and holidays as they will be, nothing written. */
export function applied(state: HoursState, steps: HoursSteps, doctorId: number): HoursState {
  const touched = new Set(steps.rules.map(({ id }) => id));
  const touchedDays = new Set(steps.holidays.map(({ id }) => id));
  return {
    rules: [
      ...state.rules.filter(({ id }) => !touched.has(id)),
      ...steps.rules.flatMap(({ id, after }, index) =>
        after ? [{ ...after, id: idOf(id, index), version: 1, doctorId }] : [],
      ),
    ],
    holidays: [
      ...state.holidays.filter(({ id }) => !touchedDays.has(id)),
      ...steps.holidays.flatMap(({ id, after }, index) =>
        after ? [{ ...after, id: idOf(id, index), version: 1 }] : [],
      ),
    ],
  };
}

/** The first overlap of each written rule with another one of the doctor, as it will be. */
export function clashesAfter(after: HoursState, steps: HoursSteps): RuleClash[] {
  const written = steps.rules.flatMap((step, index) =>
    step.after ? [{ id: idOf(step.id, index), ...step.after }] : [],
  );
  return written.flatMap((rule) =>
    clashesOf(
      rule,
      after.rules.filter(({ id }) => id !== rule.id),
    ),
  );
}
