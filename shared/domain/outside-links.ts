/** Links that may leave the program for the person's own browser, phone or mail program. Grows by review only. */
const OUTSIDE_SCHEMES: readonly string[] = ['tel:', 'mailto:'];
const OUTSIDE_HOSTS: readonly string[] = ['wa.me'];

/** An address as its parser gives it, in Node and in a page. */
interface ParsedAddress {
  readonly protocol: string;
  readonly host: string;
  readonly username: string;
  readonly password: string;
}

/** The one allow-list of the desktop program and of the page in a browser. */
export function mayLeaveTo(url: ParsedAddress): boolean {
  if (OUTSIDE_SCHEMES.includes(url.protocol)) return true;
  return (
    url.protocol === 'https:' &&
    OUTSIDE_HOSTS.includes(url.host) &&
    url.username === '' &&
    url.password === ''
  );
}
