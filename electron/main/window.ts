import { BrowserWindow, nativeTheme } from 'electron';
import { APP_PAGE } from '#electron/shell/app-address';
import type { Logger } from '#electron/platform/logger';
import { texts } from '#shared/texts/texts';

/** What most reception desks have, and the least that the screens fit into (125 % on the same screen). */
const SIZE = { width: 1366, height: 768, minWidth: 1093, minHeight: 540 };
/** The page's own grounds, so that nothing flashes before it paints. */
const GROUND = { light: '#f4f6f8', dark: '#10151b' };

/** Opens one desk window on the application page; it signs in for itself. */
export function openWindow(preload: string, developing: boolean, log: Logger): BrowserWindow {
  const window = new BrowserWindow({
    ...SIZE,
    show: false,
    title: texts.en.translation.app.name,
    backgroundColor: nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: developing,
    },
  });
  window.once('ready-to-show', () => window.show());
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log.warn('a window lost its page', { reason });
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload();
  });
  return window;
}

/** Loads the page; a window that was closed meanwhile is no failure. */
export function loadPage(window: BrowserWindow, log: Logger): void {
  window.loadURL(APP_PAGE).catch((cause: unknown) => {
    if (!window.isDestroyed()) log.error('the page could not be loaded', cause);
  });
}
