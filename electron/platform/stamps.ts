/** A UTC column as the driver gives it, `2027-01-04 05:45:00` → `2027-01-04T05:45:00Z`. */
export function utcStamp(sql: string): string {
  return `${sql.slice(0, 10)}T${sql.slice(11, 19)}Z`;
}
