import type { Preferences } from '#shared/contract/preferences';

/** The choices that the account does not have yet. */
export function stillUnsaved(unsaved: Preferences, saved: Preferences): Preferences {
  return Object.fromEntries(
    Object.entries(unsaved).filter(([key, value]) => Reflect.get(saved, key) !== value),
  );
}
