import { create } from 'zustand';
import type { PageId } from './page-ids';

interface SettingsScreen {
  /** Null: the work is shown, not the settings. */
  readonly page: PageId | null;
  /** The page that was left last, to come back to. */
  readonly last: PageId | null;
  /** Pages with something typed and not saved: they stay as they are behind whatever is shown. */
  readonly unsaved: ReadonlySet<PageId>;
}

export const useSettingsScreen = create<SettingsScreen>()(() => ({
  page: null,
  last: null,
  unsaved: new Set(),
}));

/** Shows the settings, on this page or on the one that was shown last. */
export function openSettings(page?: PageId): void {
  const { last } = useSettingsScreen.getState();
  const shown = page ?? last ?? 'paper';
  useSettingsScreen.setState({ page: shown, last: shown });
}

/** Back to the work; what was typed and not saved stays on its page. */
export function closeSettings(): void {
  useSettingsScreen.setState({ page: null });
}

export function setUnsaved(page: PageId, isUnsaved: boolean): void {
  const { unsaved } = useSettingsScreen.getState();
  if (unsaved.has(page) === isUnsaved) return;
  const next = new Set(unsaved);
  if (isUnsaved) next.add(page);
  else next.delete(page);
  useSettingsScreen.setState({ unsaved: next });
}

/** What one person typed is not for the next. */
export function forgetSettings(): void {
  useSettingsScreen.setState({ page: null, last: null, unsaved: new Set() });
}
