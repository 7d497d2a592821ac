import type { z } from 'zod';
import type { HolidayDto, HoursRuleDto } from '#shared/contract/hours';
import type { Holiday } from '#shared/domain/availability/expand';
import type { HoursRule } from '#shared/domain/availability/rule';
import type { ClinicDate, ClinicTime } from '#shared/values/wall-clock';

/** A rule with the version that a save names. */
export interface VersionedRule extends HoursRule {
  readonly version: number;
}

export interface VersionedHoliday extends Holiday {
  readonly id: number;
  readonly version: number;
}

/** A row of `doctor_availability`, its dates taken out as a JSON list. */
export interface RuleRow {
  readonly id: number;
  readonly version: number;
  readonly doctor_id: number;
  readonly date: string;
  readonly start_time: string;
  readonly end_time: string;
  readonly is_available: number;
  readonly recurrence_rule: string | null;
  readonly label: string | null;
  readonly taken: string | null;
}

/** DATE columns are well formed; only years that no calendar has are left out of a JSON list by its reader. */
function clinicDate(sql: string): ClinicDate {
  return sql as ClinicDate;
}

/** `09:00:00` of a TIME column → `09:00`. */
function clinicTime(sql: string): ClinicTime {
  return sql.slice(0, 5) as ClinicTime;
}

function datesIn(json: string | null): ClinicDate[] {
  const list: unknown = json === null ? [] : JSON.parse(json);
  return Array.isArray(list) ? list.map((value) => clinicDate(String(value).slice(0, 10))).sort() : [];
}

export function toRule(row: RuleRow): VersionedRule {
  return {
    id: row.id,
    version: row.version,
    doctorId: row.doctor_id,
    date: clinicDate(row.date),
    start: clinicTime(row.start_time),
    end: clinicTime(row.end_time),
    available: row.is_available === 1,
    recurrence: row.recurrence_rule,
    label: row.label,
    exceptions: datesIn(row.taken),
  };
}

/** The contract's shape before its brands. */
export function ruleDto(rule: VersionedRule): z.input<typeof HoursRuleDto> {
  return { ...rule, exceptions: [...rule.exceptions] };
}

export function holidayDto(holiday: VersionedHoliday): z.input<typeof HolidayDto> {
  return holiday;
}
