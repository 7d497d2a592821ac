import { Temporal } from 'temporal-polyfill';
import { type ClinicDateTime, clinicDateTime } from '#shared/values/wall-clock';

/** The clinic's wall clock at an instant given in milliseconds since the epoch. */
export function clinicNow(epochMilliseconds: number, timeZone: string): ClinicDateTime {
  return clinicDateTime(
    Temporal.Instant.fromEpochMilliseconds(Math.trunc(epochMilliseconds))
      .toZonedDateTimeISO(timeZone)
      .toPlainDateTime(),
  );
}
