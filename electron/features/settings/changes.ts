import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { AnswerOf } from '#shared/contract/contract';
import { type AllSettings, StoredSettings } from '#shared/contract/settings';
import { SettingKey, type SettingValues } from '#shared/contract/settings-values';
import { Refusal } from '#shared/errors/app-error';
import type { MutationContext } from '#electron/ipc/context';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import { nameOfPerson } from '#electron/platform/people';
import { utcStamp } from '#electron/platform/stamps';
import { FALLBACK } from './fallback';
import { type SettingRow, lockSettings, makeSetting, readSettings, writeSetting } from './repository';

type Mark = z.input<typeof AllSettings>['marks'][SettingKey];
type Saved = AnswerOf<'settings.save'>;
type SomeValues = { readonly [Key in SettingKey]?: SettingValues[Key] | undefined };

const KEYS = SettingKey.options;

function isKey(key: string): key is SettingKey {
  return Object.hasOwn(StoredSettings.shape, key);
}

/** What a row says, or the fallback where it was broken by hand. */
function valueOf(key: SettingKey, row: SettingRow | undefined): unknown {
  const read = row && StoredSettings.shape[key].safeParse(JSON.parse(row.value));
  return read?.success ? read.data : FALLBACK[key];
}

async function markOf(tx: ReadTx, row: SettingRow | undefined): Promise<Mark> {
  return {
    version: row?.version ?? 1,
    changedBy: await nameOfPerson(tx, row?.updated_by ?? null),
    changedAt: row?.updated_at ? utcStamp(row.updated_at) : null,
  };
}

function byKey(rows: readonly SettingRow[]): ReadonlyMap<string, SettingRow> {
  return new Map(rows.map((row) => [row.key, row]));
}

/** Of each key what stands there now and whose hand it was. */
async function standing(
  tx: ReadTx,
  rows: ReadonlyMap<string, SettingRow>,
  keys: readonly SettingKey[],
): Promise<{ values: Record<string, unknown>; marks: Record<string, Mark> }> {
  const values: Record<string, unknown> = {};
  const marks: Record<string, Mark> = {};
  for (const key of keys) {
    const row = rows.get(key);
    values[key] = valueOf(key, row);
    marks[key] = await markOf(tx, row);
  }
  return { values, marks };
}

/** Every setting with its version, for who may change them. */
export async function allSettings(tx: ReadTx): Promise<AllSettings> {
  const now = await standing(tx, byKey(await readSettings(tx, KEYS)), KEYS);
  // Each value was read by its own key's schema, or is its fallback.
  return now as unknown as AllSettings;
}

/** The rows of these keys, locked; a missing one is made first, so that there is something to lock. */
async function locked(tx: WriteTx, keys: readonly SettingKey[]): Promise<ReadonlyMap<string, SettingRow>> {
  const rows = await lockSettings(tx, keys);
  if (rows.length === keys.length) return byKey(rows);
  const there = new Set(rows.map(({ key }) => key));
  for (const key of keys.filter((one) => !there.has(one))) {
    await makeSetting(tx, key, JSON.stringify(FALLBACK[key]));
  }
  return byKey(await lockSettings(tx, keys));
}

async function stale(
  tx: ReadTx,
  rows: ReadonlyMap<string, SettingRow>,
  keys: readonly SettingKey[],
): Promise<Refusal> {
  const now = await standing(tx, rows, keys);
  const latest = Object.values(now.marks).sort((a, b) =>
    (b.changedAt ?? '').localeCompare(a.changedAt ?? ''),
  )[0];
  return new Refusal({
    code: 'CONFLICT',
    conflict: {
      kind: 'stale',
      entity: 'setting',
      current: now,
      changedBy: latest?.changedBy ?? null,
      changedAt: latest?.changedAt ?? null,
    },
  });
}

/** A picture is told by its size: the ledger keeps who changed it, not every picture there was. */
function forLedger(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { logo, ...rest } = values;
  if (logo === undefined) return rest;
  const letters = typeof logo === 'object' && logo !== null ? String(Reflect.get(logo, 'data')).length : null;
  return { ...rest, logo: letters === null ? null : `${String(Math.ceil((letters * 3) / 4))} B` };
}

interface Check {
  readonly action: string;
  /** Whether a row is what the change was made from. */
  readonly fits: (key: SettingKey, row: SettingRow | undefined) => boolean;
}

/** Several settings in one transaction: all of them or none. */
async function change(context: MutationContext, values: SomeValues, check: Check): Promise<Saved> {
  const { tx, person } = context;
  const keys = Object.keys(values)
    .filter(isKey)
    .filter((key) => values[key] !== undefined)
    .sort();
  const rows = await locked(tx, keys);
  const unfit = keys.filter((key) => !check.fits(key, rows.get(key)));
  if (unfit.length > 0) throw await stale(tx, rows, unfit);
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  const versions: Record<string, number> = {};
  for (const key of keys) {
    before[key] = valueOf(key, rows.get(key));
    after[key] = values[key];
    versions[key] = (rows.get(key)?.version ?? 0) + 1;
    await writeSetting(tx, key, JSON.stringify(values[key]), person.key);
  }
  await writeAudit(tx, {
    actor: person.key,
    deskId: person.deskId,
    action: check.action,
    entity: 'setting',
    entityId: null,
    patientId: null,
    outcome: 'done',
    reason: null,
    before: forLedger(before),
    after: forLedger(after),
  });
  await writeFeed(tx, { area: 'settings', entityId: null });
  return { values: after, before, versions };
}

/** Each key made from the version it names. @throws Refusal CONFLICT with what stands there now */
export function saveSettings(
  context: MutationContext,
  values: SomeValues,
  versions: { readonly [Key in SettingKey]?: number | undefined },
): Promise<Saved> {
  return change(context, values, {
    action: 'settings.save',
    fits: (key, row) => row?.version === versions[key],
  });
}

/** Takes a save back where every row still holds what it left. */
export function putBackSettings(
  context: MutationContext,
  expected: SomeValues,
  values: SomeValues,
): Promise<Saved> {
  return change(context, values, {
    action: 'settings.putBack',
    fits: (key, row) => isDeepStrictEqual(valueOf(key, row), expected[key]),
  });
}
