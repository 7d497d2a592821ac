import { mayLeaveTo } from '#shared/domain/outside-links';

/** The page's own scheme and authority in Electron; nothing else is ever loaded into a window. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'clinic';
export const APP_PAGE = `${APP_SCHEME}://${APP_HOST}/`;
const ONCE = '/once/';

function parsed(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

/** Node gives custom schemes the origin "null", so scheme and authority are compared themselves. */
function isOwn(url: URL): boolean {
  return (
    url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST && url.username === '' && url.password === ''
  );
}

/** The application page, whatever its fragment. */
export function isAppPage(address: string): boolean {
  const url = parsed(address);
  return url !== null && isOwn(url) && (url.pathname === '/' || url.pathname === '/index.html');
}

export function onceAddress(token: string): string {
  return `${APP_SCHEME}://${APP_HOST}${ONCE}${token}`;
}

/** What the page itself has put together, a file to save; nobody else's page has such an address. */
export function isOwnFile(address: string): boolean {
  const url = address.startsWith('blob:') ? parsed(address.slice('blob:'.length)) : null;
  return url !== null && isOwn(url);
}

/** The token of a one-time address, else null. */
export function onceToken(address: string): string | null {
  const url = parsed(address);
  return url !== null && isOwn(url) && url.pathname.startsWith(ONCE) ? url.pathname.slice(ONCE.length) : null;
}

/** Whether a link may leave the program for the person's own browser, phone or mail program. */
export function mayLeave(address: string): boolean {
  const url = parsed(address);
  return url !== null && mayLeaveTo(url);
}
