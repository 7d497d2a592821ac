import type { HandlersOf } from '#electron/ipc/context';
import { allSettings, putBackSettings, saveSettings } from './changes';
import type { SettingsService } from './service';
import { checkVideoLinks } from './video-fields';
import { previewZone } from './zone';

export function settingsHandlers(settings: SettingsService): HandlersOf<'settings'> {
  return {
    'settings.get': () => settings.current(),
    'settings.logo': async ({ tx }) => ({ logo: await settings.logo(tx) }),
    'settings.all': ({ tx }) => allSettings(tx),
    'settings.previewZone': async ({ tx }, { timeZone }) =>
      previewZone(tx, (await settings.current()).timeZone, timeZone),
    'settings.save': (context, { values, versions }) => {
      checkVideoLinks(values.videoLinks);
      return saveSettings(context, values, versions);
    },
    'settings.putBack': (context, { expected, values }) => putBackSettings(context, expected, values),
  };
}
