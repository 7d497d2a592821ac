import type { Readable } from 'node:stream';
import type { PageBox } from './printing/page';

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
  readonly page: PageBox;
  /** Under what it is kept, for a page that comes out the same each time; left out for what tells what is true now. */
  readonly keep?: KeptAs;
  /** The file that was made of it before: it is given out as it is. */
  readonly pdf?: Uint8Array;
}

/** A signed page that is kept as it was first laid out. */
export interface KeptAs {
  /** Names all that shows on it: another key is another page. */
  readonly key: string;
  readonly of: { readonly kind: 'prescription' | 'medicalPaper'; readonly id: number };
  readonly version: number;
}

export interface Printer {
  readonly name: string;
  /** What the system calls it on its screens. */
  readonly title: string;
  /** The system says that nothing comes out of it now. */
  readonly stopped: boolean;
}

/** `name` is the printer's; null takes the one that the system names as its own. */
export type PaperTarget =
  { readonly kind: 'file' } | { readonly kind: 'printer'; readonly name: string | null };

export type PaperTrouble = 'no_printer' | 'printer_gone' | 'printer_stopped' | 'refused' | 'no_answer';

export type PaperOutcome =
  | { readonly outcome: 'printed' }
  | { readonly outcome: 'open'; readonly url: string }
  | { readonly outcome: 'failed'; readonly trouble: PaperTrouble };

/** A file on this machine's disk that is sent piece by piece. */
export interface DiskFile {
  readonly path: string;
  /** Told once all of it went out. */
  readonly fetched: () => void;
}

/** A file that is read where it lies, piece by piece, once somebody fetches it. */
export interface ReadFile {
  readonly read: () => Readable;
}

export interface DownloadFile {
  readonly body: Uint8Array | string | DiskFile | ReadFile;
  /** The MIME type. */
  readonly type: string;
  readonly fileName: string;
}

/** Files for a person to save, where the program or the browser asks. */
export interface Downloads {
  /** Where a large file may wait; nobody else's. */
  readonly folder: string;
  /** The address at which the file can be fetched once; `windowId` is the window that asked. */
  offer(file: DownloadFile, windowId: string): string;
}

/** Folders of this machine in which a file is kept up to date. */
export interface Folders {
  /** Lets the person at that window choose one; null where nothing can ask, and its path is typed. */
  readonly choose: ((windowId: string) => Promise<string | null>) | null;
}

/** Paper: a printer or a file in Electron, the browser's own printing in the host. */
export interface Paper {
  /** `windowId` is the window that asked; only it may fetch a one-time address. */
  deliver(sheet: Sheet, to: PaperTarget, windowId: string): Promise<PaperOutcome>;
  /** The file of a sheet, sent nowhere; null where the browser lays out and makes none. */
  pdfOf(sheet: Sheet): Promise<Uint8Array | null>;
  /** What this machine can print on; null where the browser chooses. */
  printers(): Promise<readonly Printer[] | null>;
}
