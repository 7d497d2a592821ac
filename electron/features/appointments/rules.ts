import { Refusal, type RuleBroken, invalid } from '#shared/errors/app-error';
import type { ClinicSettings } from '#shared/contract/settings';
import { isSkipped } from '#shared/domain/clock-change';
import { clinicNow } from '#shared/domain/clinic-now';
import { openRanges } from '#shared/domain/opening-hours';
import { insideHours } from '#shared/domain/slots';
import { type ClinicDateTime, dateOf } from '#shared/values/wall-clock';
import type { Person } from '#electron/ipc/context';
import { may } from './policy';

export interface Override {
  readonly rules: readonly ('earlier_day' | 'patient_elsewhere')[];
  readonly reason: string;
}

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
  return rules;
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
  const rules = broken(findings);
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

/** What is worth a word but stops nobody. */
export function warningsFor(findings: Findings, settings: ClinicSettings): Warning[] {
  const warnings: Warning[] = [];
  const today = dateOf(findings.start) === dateOf(findings.now);
  if (today && findings.start < findings.now) warnings.push({ kind: 'earlier_today' });
  const open = openRanges(settings.openingHours, dateOf(findings.start));
  if (!insideHours(findings, open)) warnings.push({ kind: 'outside_hours' });
  return warnings;
}
