import { Temporal } from 'temporal-polyfill';
import { parseArgs } from 'node:util';

/** What `npm run seed` was asked for. */
export type SeedRequest =
  | { readonly kind: 'sample'; readonly now: number | null; readonly withHours: boolean }
  | {
      readonly kind: 'large';
      readonly patients: number;
      readonly doctors: number;
      readonly appointments: number;
      readonly from: Temporal.PlainDate;
      readonly now: number | null;
    };

export const USAGE = `seed --patients N --doctors N --appointments N --from 2027-01-01 [--now ISO]
seed --sample [--without-hours] [--now ISO]`;

function count(
  value: string | undefined,
  fallback: number,
  least: number,
  most: number,
  name: string,
): number {
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < least || number > most) {
    throw new Error(`--${name} must be a whole number from ${String(least)} to ${String(most)}.`);
  }
  return number;
}

function instant(value: string | undefined): number | null {
  if (value === undefined) return null;
  try {
    return Temporal.Instant.from(value).epochMilliseconds;
  } catch {
    throw new Error('--now must be an instant with its offset, for example 2027-01-04T11:08:00+05:30.');
  }
}

function day(value: string | undefined): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(value ?? '2027-01-01');
  } catch {
    throw new Error('--from must be a day, for example 2027-01-01.');
  }
}

/** Reads the command line. @throws Error with a sentence for the person at the terminal */
export function parseSeedArguments(args: readonly string[]): SeedRequest {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sample: { type: 'boolean', default: false },
      'without-hours': { type: 'boolean', default: false },
      patients: { type: 'string' },
      doctors: { type: 'string' },
      appointments: { type: 'string' },
      from: { type: 'string' },
      now: { type: 'string' },
    },
  });
  const now = instant(values.now);
  if (values.sample) return { kind: 'sample', now, withHours: !values['without-hours'] };
  return {
    kind: 'large',
    patients: count(values.patients, 10_000, 1, 1_000_000, 'patients'),
    doctors: count(values.doctors, 10, 1, 100, 'doctors'),
    appointments: count(values.appointments, 20_000, 0, 5_000_000, 'appointments'),
    from: day(values.from),
    now,
  };
}
