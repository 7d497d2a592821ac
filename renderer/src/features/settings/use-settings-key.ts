import { useLayoutEffect } from 'react';
import { closeSettings, openSettings, useSettingsScreen } from './store';

/** Ctrl+comma opens the settings from anywhere, and leaves them again. */
export function useSettingsKey(isOn: boolean): void {
  // Before the frame is painted: a key pressed at what stands there is heard.
  useLayoutEffect(() => {
    if (!isOn) return;
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.code !== 'Comma')
        return;
      event.preventDefault();
      if (useSettingsScreen.getState().page === null) openSettings();
      else closeSettings();
    };
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', listen);
    };
  }, [isOn]);
}
