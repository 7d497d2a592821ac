import { Temporal } from 'temporal-polyfill';
import type { VitalsDto } from '#shared/contract/vitals';
import {
  MEASURE_NAMES,
  type Measure,
  NOTHING_MEASURED,
  type VitalValues,
  bmiOf,
  latestValues,
} from '#shared/domain/vitals/measures';
import type { ClinicDate, UtcInstant } from '#shared/values/wall-clock';
import { clinicDayOf } from '../../ui/format';

/** Neither corrected nor taken out. */
export function stands({ withdrawn, correctedById }: VitalsDto): boolean {
  return withdrawn === null && correctedById === null;
}

/** What is known by a day: the values that no later day has. */
export interface KnownOfDay {
  readonly day: ClinicDate;
  /** The last time on that day at which one of them was measured. */
  readonly at: UtcInstant;
  readonly values: VitalValues;
}

/** The latest of everything that was ever measured, by the day of which it is; the newest day first. */
export function latestByDay(newestFirst: readonly VitalsDto[], zone: string): readonly KnownOfDay[] {
  const byDay: { day: ClinicDate; at: UtcInstant; rows: VitalValues[] }[] = [];
  const known = new Set<Measure>();
  for (const { takenAt, values } of newestFirst.filter(stands)) {
    const fresh: Record<Measure, number | null> = { ...NOTHING_MEASURED };
    // Both blood pressures are one reading.
    for (const measure of MEASURE_NAMES) if (!known.has(measure)) fresh[measure] = values[measure];
    const got = MEASURE_NAMES.filter((measure) => fresh[measure] !== null);
    if (got.length === 0) continue;
    for (const measure of got) known.add(measure);
    const day = clinicDayOf(takenAt, zone);
    const last = byDay.at(-1);
    if (last?.day === day) last.rows.push(fresh);
    else byDay.push({ day, at: takenAt, rows: [fresh] });
  }
  return byDay.map(({ day, at, rows }) => ({ day, at, values: latestValues(rows) }));
}

const GROWN_AT = 20;

/** Whether somebody's height is what it was before; of somebody of unknown age it is taken to be. */
export function isGrownOn(
  patient: { readonly dateOfBirth: ClinicDate | null } | undefined,
  today: ClinicDate,
): boolean {
  if (!patient) return false;
  if (patient.dateOfBirth === null) return true;
  const born = Temporal.PlainDate.from(patient.dateOfBirth);
  return born.until(Temporal.PlainDate.from(today), { largestUnit: 'years' }).years >= GROWN_AT;
}

/**
 * The body mass index of the latest weight. A grown person's height may be of another day; whoever still grows was
 * measured on the same one.
 */
export function latestBmi(newestFirst: readonly VitalsDto[], zone: string, isGrown: boolean): number | null {
  const standing = newestFirst.filter(stands);
  const weighed = standing.find(({ values }) => values.weightKg !== null);
  if (!weighed) return null;
  const day = clinicDayOf(weighed.takenAt, zone);
  const tall = standing.find(
    ({ values, takenAt }) => values.heightCm !== null && (isGrown || clinicDayOf(takenAt, zone) === day),
  );
  return bmiOf({ weightKg: weighed.values.weightKg, heightCm: tall?.values.heightCm ?? null });
}
