import { join, resolve } from 'node:path';
import { app, BrowserWindow, session } from 'electron';
import { dialogFolders } from './folders';
import { guardPages, guardSession } from './guards';
import { fileLog } from './log';
import { setMenu } from './menu';
import { windowPaper } from './paper';
import { failedPage, setupPage } from './plain-page';
import { registerAppScheme, serveApp } from './protocol';
import { keyringSecrets } from './secrets';
import { loadPage, openWindow } from './window';
import { createContainer, type Container } from '#electron/container';
import { ElectronTransport } from '#electron/ipc/electron-adapter';
import { machineClock } from '#electron/shell/clock';
import { readDeskSettings } from '#electron/shell/desk-settings';
import { onceAddress } from '#electron/shell/app-address';
import { oneTimeDownloads } from '#electron/shell/downloads';
import { OneTimeFiles } from '#electron/shell/one-time-files';
import { applicationVersion } from '#electron/shell/version';

const LONGEST_STOP_MS = 5_000;

// Everything that makes the program safe comes before Electron is ready and before anything is opened.
app.enableSandbox();
registerAppScheme();
const givenFolder = process.env['CLINIC_DATA'];
if (givenFolder !== undefined) app.setPath('userData', resolve(givenFolder));
const dataFolder = app.getPath('userData');
const developing = !app.isPackaged;
const log = fileLog(dataFolder, developing);
const files = new OneTimeFiles();
let transport: ElectronTransport | null = null;
let container: Container | null = null;
let insteadOfPage: string | null = null;

// What nobody caught is written down and the desk goes on: each call has its own transaction and the stores hold
// the truth, while a dialog with a stack in the middle of a phone call helps nobody.
process.on('uncaughtException', (cause) => log.error('an exception was not caught', cause));
process.on('unhandledRejection', (cause) => log.error('a rejection was not handled', cause));

guardPages({
  ownsFile(contents, token) {
    const owner = files.ownerOf(token);
    return owner !== null && owner === transport?.windowIdOf(contents);
  },
  log,
});

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', focusWindow);
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', stopFirst);
  app.whenReady().then(start).catch(giveUp);
} else {
  app.quit();
}

/** Puts the program together and opens its window, or one that says what is missing. */
async function start(): Promise<void> {
  guardSession(session.defaultSession);
  const rendererRoot = resolve(import.meta.dirname, '..', 'renderer');
  serveApp(session.defaultSession, { rendererRoot, files, insteadOfPage: () => insteadOfPage });
  const setup = await readDeskSettings(dataFolder, process.env, applicationVersion);
  if (setup.ready) {
    try {
      container = createContainer(setup.config, {
        clock: machineClock,
        secrets: await keyringSecrets(),
        paper: windowPaper(files, log),
        folders: dialogFolders((windowId) => transport?.pageOf(windowId) ?? null),
        downloads: oneTimeDownloads(files, dataFolder, onceAddress),
        logger: log,
      });
      transport = new ElectronTransport(container.dispatcher, log);
    } catch (cause) {
      log.error('the application could not be put together', cause);
      insteadOfPage = failedPage(join(dataFolder, 'logs', 'main.log'));
    }
  } else {
    log.warn('the addresses of the databases are missing', { wrong: setup.wrong.join(' ') });
    insteadOfPage = setupPage(setup.configFile, setup.wrong);
  }
  setMenu(newWindow, developing);
  newWindow();
}

/** Two windows side by side are two desks to the application: each signs in for itself. */
function newWindow(): void {
  const window = openWindow(join(import.meta.dirname, '..', 'preload', 'index.cjs'), developing, log);
  transport?.add(window, (windowId) => files.dropWindow(windowId));
  loadPage(window, log);
}

/** A second start shows the window that is already open. */
function focusWindow(): void {
  const window = BrowserWindow.getAllWindows().find((one) => one.isVisible());
  if (window?.isMinimized() === true) window.restore();
  window?.focus();
}

/** Quitting waits for what is on its way, but not for a database that does not answer. */
function stopFirst(event: Electron.Event): void {
  const stopping = container;
  if (stopping === null) return;
  event.preventDefault();
  container = null;
  // A quit asked for while this event still runs would be lost.
  const done = () => setImmediate(() => app.quit());
  setTimeout(done, LONGEST_STOP_MS).unref();
  stopping
    .stop()
    .catch((cause: unknown) => log.error('the application did not stop cleanly', cause))
    .finally(done);
}

function giveUp(cause: unknown): void {
  log.error('the program could not start', cause);
  app.exit(1);
}
