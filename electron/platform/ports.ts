/** Where "now" comes from: the machine, or a fixed start for `--now` and tests. */
export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  now(): number;
  /** Set when the clock was given: MySQL sessions then get the same time (`SET SESSION timestamp`). */
  readonly shiftedFrom: number | null;
}

/** Seals what must not lie readable on a disk or in a table: `safeStorage` in Electron, a key file in the host. */
export interface Secrets {
  /** False where the machine has no keyring: sealed things then stay in memory only. */
  readonly lasting: boolean;
  seal(plain: string): Promise<Uint8Array>;
  open(sealed: Uint8Array): Promise<string>;
}

export interface Sheet {
  /** A whole HTML page laid out by our own templates, fonts and styles inside it. */
  readonly html: string;
  readonly title: string;
}

export type PaperOutcome =
  { readonly outcome: 'printed' } | { readonly outcome: 'open'; readonly url: string };

/** Paper: a printer or a file in Electron, the browser's own printing in the host. */
export interface Paper {
  /** `windowId` is the window that asked; only it may fetch a one-time address. */
  deliver(sheet: Sheet, to: 'printer' | 'file', windowId: string): Promise<PaperOutcome>;
}
