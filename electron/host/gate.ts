import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Who may talk to the host: only its own page. The address must be the loopback one it listens on (so a name
 * that was rebound to 127.0.0.1 is refused), an Origin must be its own, and a caller shows the start's token
 * once and its cookie from then on.
 */
export class Gate {
  /** Printed with the address at the start. */
  readonly token = randomBytes(32).toString('base64url');
  readonly #cookieValue = randomBytes(32).toString('base64url');
  readonly #port: () => number;

  constructor(port: () => number) {
    this.#port = port;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port()}`;
  }

  /** Where a request wants to go, or null when that is no address. */
  addressOf(request: IncomingMessage): URL | null {
    try {
      return new URL(`${this.origin}${request.url ?? '/'}`);
    } catch {
      return null;
    }
  }

  /** Cookies do not know ports, so the name does: two hosts on one machine keep apart. */
  get setCookie(): string {
    return `${this.#cookieName}=${this.#cookieValue}; HttpOnly; SameSite=Strict; Path=/`;
  }

  /** The request was sent to this host by its own page, or by no page at all. */
  isOurs(request: IncomingMessage): boolean {
    if (request.headers.host !== `127.0.0.1:${this.#port()}`) return false;
    return request.headers.origin === undefined || request.headers.origin === this.origin;
  }

  hasCookie(request: IncomingMessage): boolean {
    const cookies = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
    const ours = cookies.find((pair) => pair.startsWith(`${this.#cookieName}=`));
    return ours !== undefined && same(ours.slice(this.#cookieName.length + 1), this.#cookieValue);
  }

  hasToken(url: URL): boolean {
    const token = url.searchParams.get('token');
    return token !== null && same(token, this.token);
  }

  get #cookieName(): string {
    return `clinic_${this.#port()}`;
  }
}

/** Compared by digest, so that neither length nor content shows in the time it takes. */
function same(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
