import { Temporal } from 'temporal-polyfill';
import type { ReadTx } from '#electron/mysql/transactions';
import { serverNow } from './server-now';
import { utcStamp } from './stamps';

export interface ClinicDays {
  /** The present day, by the server's clock. */
  readonly today: string;
  /** The day of a column in UTC. */
  readonly dayOf: (sql: string) => string;
}

/** The days of the clinic's calendar. */
export async function clinicDays(tx: ReadTx, timeZone: string): Promise<ClinicDays> {
  const dayOf = (sql: string) =>
    Temporal.Instant.from(utcStamp(sql)).toZonedDateTimeISO(timeZone).toPlainDate().toString();
  return { today: dayOf(await serverNow(tx)), dayOf };
}
