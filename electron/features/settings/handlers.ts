import type { HandlersOf } from '#electron/ipc/context';
import type { SettingsService } from './service';

export function settingsHandlers(settings: SettingsService): HandlersOf<'settings'> {
  return { 'settings.get': () => settings.current() };
}
