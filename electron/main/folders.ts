import { BrowserWindow, dialog, type WebContents } from 'electron';
import type { Folders } from '#electron/platform/ports';

/** The system's dialog for a folder, over the window that asked. */
export function dialogFolders(pageOf: (windowId: string) => WebContents | null): Folders {
  return {
    choose: async (windowId) => {
      const page = pageOf(windowId);
      const window = page && BrowserWindow.fromWebContents(page);
      if (window === null) return null;
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        properties: ['openDirectory', 'createDirectory'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
  };
}
