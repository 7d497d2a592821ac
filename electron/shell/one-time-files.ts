import { randomBytes } from 'node:crypto';
import type { DownloadFile } from '#electron/platform/ports';

export interface OneTimeFile extends DownloadFile {
  /** The window that asked for it. */
  readonly windowId: string;
}

const LIFETIME_MS = 5 * 60_000;
const MOST = 50;

/** Files waiting to be fetched once, each behind an address that cannot be guessed. */
export class OneTimeFiles {
  readonly #waiting = new Map<string, { file: OneTimeFile; until: number }>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Keeps the file and answers its token; the oldest gives way when too many wait. */
  put(file: OneTimeFile): string {
    this.#forgetExpired();
    const oldest = this.#waiting.keys().next();
    if (this.#waiting.size >= MOST && !oldest.done) this.#waiting.delete(oldest.value);
    const token = randomBytes(32).toString('base64url');
    this.#waiting.set(token, { file, until: this.#now() + LIFETIME_MS });
    return token;
  }

  /** Whose file waits there, without taking it. */
  ownerOf(token: string): string | null {
    this.#forgetExpired();
    return this.#waiting.get(token)?.file.windowId ?? null;
  }

  /** Hands the file out; the second time there is none. */
  take(token: string): OneTimeFile | null {
    this.#forgetExpired();
    const waiting = this.#waiting.get(token);
    this.#waiting.delete(token);
    return waiting?.file ?? null;
  }

  /** A window went: what waited for it is dropped. */
  dropWindow(windowId: string): void {
    for (const [token, { file }] of this.#waiting)
      if (file.windowId === windowId) this.#waiting.delete(token);
  }

  #forgetExpired(): void {
    const now = this.#now();
    for (const [token, { until }] of this.#waiting) if (until <= now) this.#waiting.delete(token);
  }
}
