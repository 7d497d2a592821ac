import { app, shell, type Event, type Session, type WebContents } from 'electron';
import { isAppPage, isOwnFile, mayLeave, onceToken } from '#electron/shell/app-address';
import type { Logger } from '#electron/platform/logger';

/** Which addresses a page may load by itself; everything else is cancelled before it leaves. */
const LOADABLE = new Set(['app:', 'data:', 'blob:', 'devtools:']);

export interface WindowRules {
  /** Whether this page asked for the file behind the token. */
  readonly ownsFile: (contents: WebContents, token: string) => boolean;
  readonly log: Logger;
}

/** Every page, whoever opens it: no navigation, no new windows, no webviews. Call before the app is ready. */
export function guardPages(rules: WindowRules): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-navigate', (event, address) => refuseNavigation(event, address, rules.log));
    contents.on('will-redirect', (event, address) => refuseNavigation(event, address, rules.log));
    contents.setWindowOpenHandler(({ url }) => {
      openOutside(contents, url, rules);
      return { action: 'deny' };
    });
  });
}

/** A page reloads itself and goes nowhere else. */
function refuseNavigation(event: Event, address: string, log: Logger): void {
  if (isAppPage(address)) return;
  event.preventDefault();
  log.warn('a navigation was refused', { scheme: schemeOf(address) });
}

/** No window opens, but a finished file is offered for saving and an allowed link goes to the system. */
function openOutside(contents: WebContents, address: string, { ownsFile, log }: WindowRules): void {
  const token = onceToken(address);
  if (token !== null && ownsFile(contents, token)) {
    contents.downloadURL(address);
    return;
  }
  if (mayLeave(address)) {
    shell.openExternal(address).catch((cause: unknown) => log.error('a link could not be opened', cause));
    return;
  }
  log.warn('a new window was refused', { scheme: schemeOf(address) });
}

/** Text can be put on the clipboard, as a message is; nothing can be read from it. */
const PUT_TEXT = 'clipboard-sanitized-write';

/** One session's powers: none but putting text on the clipboard. No other permissions, no devices, no network, no dictionary downloads. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === PUT_TEXT));
  session.setPermissionCheckHandler((_contents, permission) => permission === PUT_TEXT);
  session.setDevicePermissionHandler(() => false);
  session.on('select-hid-device', (event) => event.preventDefault());
  session.on('select-serial-port', (event) => event.preventDefault());
  session.on('select-usb-device', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !LOADABLE.has(schemeOf(url)) }));
  session.on('will-download', (event, item) => {
    const address = item.getURL();
    if (onceToken(address) === null && !isOwnFile(address)) event.preventDefault();
  });
}

function schemeOf(address: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.exec(address)?.[0].toLowerCase() ?? 'none';
}
