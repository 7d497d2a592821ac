import { ClinicSettings, type Pharmacy } from '#shared/contract/settings';
import { Logo, RetentionYears, SettingValues } from '#shared/contract/settings-values';
import type { Database, ReadTx, WriteTx } from '#electron/mysql/transactions';
import type { Logger } from '#electron/platform/logger';
import { FALLBACK } from './fallback';
import { lockSettings, readSettings, type SettingRow } from './repository';

/** For how long patients stay where they are found, and since when that is the rule. */
export interface RetentionRule {
  /** Null is for ever. */
  readonly years: number | null;
  /** UTC as the column writes it; null where no desk has saved it yet. */
  readonly savedAt: string | null;
}

export interface SettingsService {
  /** The clinic's settings; read once and kept until `invalidate`. */
  current(): Promise<ClinicSettings>;
  /** The clinic's mark; none where there is none or it was broken by hand. */
  logo(tx: ReadTx): Promise<Logo | null>;
  /** Those that a prescription names; none where the row was broken by hand. */
  pharmacies(tx: ReadTx): Promise<readonly Pharmacy[]>;
  /** The saved rule of archiving. */
  retention(tx: ReadTx): Promise<RetentionRule>;
  /** The same, which nobody changes before the transaction ends. */
  lockRetention(tx: WriteTx): Promise<RetentionRule>;
  /** Whether every doctor may read every patient, as it stands in this transaction; no where it was broken by hand. */
  chartsOpenToAll(tx: ReadTx): Promise<boolean>;
  /** The feed told that a row changed, or may have. */
  invalidate(): void;
}

const KEYS = Object.keys(ClinicSettings.shape);

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

function ruleFrom([row]: readonly SettingRow[]): RetentionRule {
  const years = row && RetentionYears.nullable().safeParse(JSON.parse(row.value)).data;
  return { years: years ?? null, savedAt: row?.updated_at ?? null };
}

/** Settings are read before sign-in and by nearly every call, so they are kept in memory. */
export function createSettingsService(db: Database, logger: Logger): SettingsService {
  let kept: Promise<ClinicSettings> | null = null;
  let last: ClinicSettings | null = null;

  async function load(): Promise<ClinicSettings> {
    const rows = await db.read((tx) => readSettings(tx, KEYS));
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
    logo: async (tx) => {
      const [row] = await readSettings(tx, ['logo']);
      return row ? (Logo.nullable().safeParse(JSON.parse(row.value)).data ?? null) : null;
    },
    pharmacies: async (tx) => {
      const [row] = await readSettings(tx, ['pharmacies']);
      return row ? (SettingValues.shape.pharmacies.safeParse(JSON.parse(row.value)).data ?? []) : [];
    },
    retention: async (tx) => ruleFrom(await readSettings(tx, ['retentionYears'])),
    lockRetention: async (tx) => ruleFrom(await lockSettings(tx, ['retentionYears'])),
    chartsOpenToAll: async (tx) => {
      const [row] = await readSettings(tx, ['chartsOpenToAll']);
      return row !== undefined && JSON.parse(row.value) === true;
    },
    invalidate: () => {
      kept = null;
    },
  };
}
