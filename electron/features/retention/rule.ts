import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { clinicNow } from '#shared/domain/clinic-now';
import { ClinicDate, dateOf } from '#shared/values/wall-clock';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import { latestJob, selectUnfinished } from '#electron/platform/jobs/store';
import { serverNow } from '#electron/platform/server-now';
import { utcStamp } from '#electron/platform/stamps';

/** Archiving by hand, by itself, and bringing back. */
export const KINDS = ['archive', 'archive_daily', 'unarchive'] as const;

interface Rule {
  /** Null is for ever. */
  readonly years: number | null;
  readonly savedAt: string | null;
}

/** The rule that the clinic has saved, and the zone of its days. */
export interface SavedRule {
  current(): Promise<{ readonly timeZone: string }>;
  retention(tx: ReadTx): Promise<Rule>;
  /** The same, held until the transaction ends: nothing of `KINDS` begins without it. */
  lockRetention(tx: WriteTx): Promise<Rule>;
}

const Day = z.object({ day: ClinicDate });

/** How the rule stands towards the clinic's today. */
interface Turn {
  readonly years: number;
  readonly today: ClinicDate;
  /** It is to be applied by itself today, and was not yet. */
  readonly isDue: boolean;
}

/**
 * The turn of the rule; null without one. The day on which it was saved is left to people, so that a slip of the
 * hand can be taken back before it archives anybody.
 */
export async function turnOf(tx: ReadTx, rule: Rule, timeZone: string): Promise<Turn | null> {
  if (rule.years === null) return null;
  const dayAt = (sql: string) =>
    dateOf(clinicNow(Temporal.Instant.from(utcStamp(sql)).epochMilliseconds, timeZone));
  const today = dayAt(await serverNow(tx));
  const last = await latestJob(tx, ['archive_daily']);
  const isApplied = last !== null && Day.parse(JSON.parse(last.params ?? '{}')).day >= today;
  const isNew = rule.savedAt !== null && dayAt(rule.savedAt) >= today;
  return { years: rule.years, today, isDue: !isApplied && !isNew };
}

/** What one brings back another must not archive. */
export async function isUnderWay(tx: ReadTx): Promise<boolean> {
  for (const kind of KINDS) if (await selectUnfinished(tx, kind)) return true;
  return false;
}
