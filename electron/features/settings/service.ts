import type { z } from 'zod';
import { ClinicSettings } from '#shared/contract/settings';
import type { Database } from '#electron/mysql/transactions';
import type { Logger } from '#electron/platform/logger';
import { readSettings } from './repository';

/** What a clinic goes by where its own row is missing or was broken by hand. */
const FALLBACK: z.input<typeof ClinicSettings> = {
  clinicName: 'Smart Clinic',
  timeZone: 'Asia/Kolkata',
  openingHours: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
  currency: 'INR',
  defaultMinutes: 15,
  locale: 'en-IN',
  country: 'IN',
  messageTemplates: {},
  cancelReasons: [],
  idleLockMinutes: 10,
  sample: false,
};

export interface SettingsService {
  /** The clinic's settings; read once and kept until `invalidate`. */
  current(): Promise<ClinicSettings>;
  /** The feed told that a row changed, or may have. */
  invalidate(): void;
}

/** Row by row, so that one broken value costs only itself. */
export function settingsFrom(
  rows: readonly { readonly key: string; readonly value: string }[],
  broken: (key: string) => void,
): ClinicSettings {
  const given = new Map<string, unknown>(rows.map((row) => [row.key, JSON.parse(row.value)]));
  const entries = Object.entries(ClinicSettings.shape).map(([key, schema]) => {
    if (!given.has(key)) return [key, Reflect.get(FALLBACK, key)] as const;
    const value = schema.safeParse(given.get(key));
    if (!value.success) broken(key);
    return [key, value.success ? value.data : Reflect.get(FALLBACK, key)] as const;
  });
  return ClinicSettings.parse(Object.fromEntries(entries));
}

/** Settings are read before sign-in and by nearly every call, so they are kept in memory. */
export function createSettingsService(db: Database, logger: Logger): SettingsService {
  let kept: Promise<ClinicSettings> | null = null;
  let last: ClinicSettings | null = null;

  async function load(): Promise<ClinicSettings> {
    const rows = await db.read(readSettings);
    return settingsFrom(rows, (key) => {
      logger.warn('a setting is broken, its fallback is used', { key });
    });
  }

  return {
    current: async () => {
      const loading = (kept ??= load());
      try {
        last = await loading;
        return last;
      } catch (error) {
        if (kept === loading) kept = null;
        // While the server is away the last known ones are better than none.
        if (last) return last;
        throw error;
      }
    },
    invalidate: () => {
      kept = null;
    },
  };
}
