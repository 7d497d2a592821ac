import { Preferences } from '#shared/contract/preferences';
import type { MutationContext, Person } from '#electron/ipc/context';
import type { ReadTx } from '#electron/mysql/transactions';
import { writeFeed } from '#electron/platform/feed';
import { mergePreferences, selectPreferences } from './repository';

/** Choice by choice: one that was broken by hand, or that only a newer desk knows, costs only itself. */
function readPreferences(body: string): Preferences {
  const given: unknown = JSON.parse(body);
  if (typeof given !== 'object' || given === null) return {};
  const whole = Object.entries<unknown>({ ...given }).filter(
    ([key, value]) => Preferences.safeParse({ [key]: value }).success,
  );
  return Preferences.parse(Object.fromEntries(whole));
}

/** What this person has chosen so far, at any desk. */
export async function ownPreferences(tx: ReadTx, { key }: Person): Promise<{ chosen: Preferences }> {
  const body = await selectPreferences(tx, key);
  return { chosen: body === null ? {} : readPreferences(body) };
}

/** Keeps these choices beside the person's others; the last choice of each counts, and any counts more than the look. */
export async function choosePreferences(
  { tx, person }: MutationContext,
  { chosen, shown }: { readonly chosen: Preferences; readonly shown: Preferences },
): Promise<{ chosen: Preferences }> {
  await mergePreferences(tx, person.key, { shown: JSON.stringify(shown), chosen: JSON.stringify(chosen) });
  await writeFeed(tx, { area: 'preferences', entityId: null });
  return ownPreferences(tx, person);
}
