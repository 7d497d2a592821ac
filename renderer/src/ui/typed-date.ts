import { ClinicDate } from '#shared/values/wall-clock';

/** A day as it is typed, `04/01/2027`; what is no day stays as it is. */
export function asTyped(value: string): string {
  if (!ClinicDate.safeParse(value).success) return value;
  const [year = '', month = '', day = ''] = value.split('-');
  return `${day}/${month}/${year}`;
}

const DAY_FIRST = /^(\d{1,2})(?:[./ -](\d{1,2})(?:[./ -](\d{4}|\d{2}))?)?$/;

/** `4`, `4/1`, `4.1.27`, `04/01/2027` or `2027-01-04`; what is left out is taken from the day `near`. */
export function parseDate(typed: string, near: ClinicDate): ClinicDate | null {
  const value = typed.trim();
  const parts = DAY_FIRST.exec(value);
  const [nearYear = '', nearMonth = ''] = near.split('-');
  const year = parts?.[3] === undefined ? nearYear : parts[3].padStart(4, nearYear.slice(0, 2));
  const month = parts?.[2] ?? nearMonth;
  const iso = parts ? `${year}-${month.padStart(2, '0')}-${(parts[1] ?? '').padStart(2, '0')}` : value;
  const date = ClinicDate.safeParse(iso);
  return date.success ? date.data : null;
}
