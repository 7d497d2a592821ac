import type { ClinicDateTime } from '#shared/values/wall-clock';

/** A UTC column as the driver gives it, `2027-01-04 05:45:00` → `2027-01-04T05:45:00Z`. */
export function utcStamp(sql: string): string {
  return `${sql.slice(0, 10)}T${sql.slice(11, 19)}Z`;
}

/** A schedule column as the driver gives it, `2027-01-04 11:15:00` → `2027-01-04T11:15`; such columns are well formed. */
export function wallTime(sql: string): ClinicDateTime {
  return `${sql.slice(0, 10)}T${sql.slice(11, 16)}` as ClinicDateTime;
}

/** The way back: `2027-01-04T11:15` as a DATETIME literal. */
export function sqlTime(wall: string): string {
  return `${wall.replace('T', ' ')}:00`;
}
