import type { AnswerOf } from '#shared/contract/contract';
import { clinicNow } from '#shared/domain/clinic-now';
import { isSkipped } from '#shared/domain/clock-change';
import type { ReadTx } from '#electron/mysql/transactions';
import { utcStamp, wallTime } from '#electron/platform/stamps';
import { serverNow } from '#electron/platform/server-now';
import { comingVisits } from './repository';

/** More different times than a clinic books ahead. */
const MOST_TIMES = 20_000;

/** What a change of zone would do to "now" and to what is booked; times of the wall clock stay as they are. */
export async function previewZone(
  tx: ReadTx,
  from: string,
  to: string,
): Promise<AnswerOf<'settings.previewZone'>> {
  const instant = Date.parse(utcStamp(await serverNow(tx)));
  const now = clinicNow(instant, from);
  const coming = await comingVisits(tx, now.replace('T', ' '), MOST_TIMES);
  const count = (rows: typeof coming) => rows.reduce((sum, { visits }) => sum + visits, 0);
  return {
    now,
    then: clinicNow(instant, to),
    coming: count(coming),
    skipped: count(coming.filter(({ start_time }) => isSkipped(wallTime(start_time), to))),
  };
}
