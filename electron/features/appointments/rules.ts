import { Refusal, type RuleBroken, invalid } from '#shared/errors/app-error';
import type { Override } from '#shared/contract/appointments';
import type { OutsideWhy } from '#shared/domain/availability/placing';
import { isSkipped } from '#shared/domain/clock-change';
import { clinicNow } from '#shared/domain/clinic-now';
import { type ClinicDateTime, dateOf } from '#shared/values/wall-clock';
import type { Person } from '#electron/ipc/context';
import { may } from './policy';

/** Refuses a time that a clock change skips, at its field. */
export function checkHoursExist(start: ClinicDateTime, end: ClinicDateTime, timeZone: string): void {
  if (isSkipped(start, timeZone)) throw invalid('start', 'skipped_hour');
  if (isSkipped(end, timeZone)) throw invalid('end', 'skipped_hour');
}

/** A server stamp, `2027-01-04 05:45:00` UTC, as the clinic's wall clock. */
export function wallNow(sqlUtc: string, timeZone: string): ClinicDateTime {
  return clinicNow(Date.parse(`${sqlUtc.replace(' ', 'T')}Z`), timeZone);
}

export interface Findings {
  readonly start: ClinicDateTime;
  readonly end: ClinicDateTime;
  readonly now: ClinicDateTime;
  /** The visit at which the patient would be at the same time. */
  readonly elsewhere: { readonly id: number; readonly doctorId: number; readonly start: string } | null;
  /** Why the doctor does not see patients then, read after the doctor's lock. */
  readonly outside: OutsideWhy | null;
}

/** Leave, a holiday and the hours are rules; the clinic's opening hours are those of doctors without own ones. */
export function hoursBroken(outside: OutsideWhy | null): RuleBroken[] {
  if (!outside) return [];
  const { date } = outside;
  switch (outside.why) {
    case 'leave':
      return [
        { rule: 'on_leave', params: { date, ...(outside.label === null ? {} : { label: outside.label }) } },
      ];
    case 'holiday':
      return [{ rule: 'holiday', params: { date, label: outside.label ?? '' } }];
    case 'hours':
      return [{ rule: 'outside_hours', params: { date } }];
  }
}

/** The rules that a permitted person may override with a reason. */
function broken(findings: Findings): RuleBroken[] {
  const rules: RuleBroken[] = [];
  if (dateOf(findings.start) < dateOf(findings.now)) rules.push({ rule: 'earlier_day', params: {} });
  const { elsewhere } = findings;
  if (elsewhere) {
    const params = { appointmentId: elsewhere.id, doctorId: elsewhere.doctorId, start: elsewhere.start };
    rules.push({ rule: 'patient_elsewhere', params });
  }
  return [...rules, ...hoursBroken(findings.outside)];
}

/**
 * Stops at rules that were not overridden; the answer says whether this person may go on with a reason
 * (design section 2). Gives the reason when there was something to override.
 */
export function checkRules(
  person: Person,
  findings: Findings,
  override: Override | undefined,
): string | null {
  return checkOverride(person, broken(findings), override);
}

/** Stops at broken rules without an override that names them. @returns the reason, when there was one to give */
export function checkOverride(
  person: Person,
  rules: readonly RuleBroken[],
  override: Override | undefined,
): string | null {
  if (rules.length === 0) return null;
  const overridable =
    may(person, 'appointment.override') &&
    (!rules.some(({ rule }) => rule === 'earlier_day') || may(person, 'appointment.earlier_days'));
  const accepted = new Set<string>(override?.rules);
  if (!overridable || rules.some(({ rule }) => !accepted.has(rule))) {
    throw new Refusal({ code: 'RULE_VIOLATION', rules, overridable });
  }
  return override?.reason ?? null;
}

export type Warning = { readonly kind: 'earlier_today' | 'outside_hours' | 'also_elsewhere' };

/** What other areas ask before they place a visit. @returns the reason, when there was one to give */
export function checkHours(
  person: Person,
  outside: OutsideWhy | null,
  override: Override | undefined,
): string | null {
  return checkOverride(person, hoursBroken(outside), override);
}

/** What is worth a word but stops nobody. */
export function warningsFor(findings: Findings): Warning[] {
  const warnings: Warning[] = [];
  const today = dateOf(findings.start) === dateOf(findings.now);
  if (today && findings.start < findings.now) warnings.push({ kind: 'earlier_today' });
  return warnings;
}
