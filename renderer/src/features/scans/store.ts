import { create } from 'zustand';
import type { OutputOf } from '#shared/contract/contract';
import type { DocumentDto } from '#shared/contract/documents';
import type { WatchedFile } from '#shared/contract/scan-folder';
import type { AppError } from '#shared/errors/app-error';

/** Whose file a scan becomes. */
export type Whose = Pick<OutputOf<'documents.visitOf'>, 'patientId' | 'patientName'> & {
  /** The visit that its code names; null where a person said whose it is. */
  readonly visit: OutputOf<'documents.visitOf'>['visit'] | null;
};

/** Why a scan waits for a person. */
export type Waiting = 'no_code' | 'unknown' | 'not_yours' | 'cancelled' | AppError;

export type ScanState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'waiting'; readonly why: Waiting }
  | { readonly kind: 'sending'; readonly uploadKey: number; readonly whose: Whose }
  | {
      readonly kind: 'filed';
      readonly how: 'stored' | 'there';
      readonly whose: Whose;
      readonly document: DocumentDto;
    };

export interface Scan {
  readonly key: number;
  readonly file: File;
  /** What it is in the folder of the scanner; null where a person gave it. */
  readonly origin: WatchedFile | null;
  readonly state: ScanState;
  /** Why it still lies in the scanner's folder though it is filed. */
  readonly stuck: AppError | null;
}

interface Scans {
  readonly scans: readonly Scan[];
  /** Of the scanner's folder, what this sitting took up, by `keyOf`. */
  readonly taken: ReadonlySet<string>;
  /** Of these, what could not be read. */
  readonly unread: readonly WatchedFile[];
}

const NONE: Scans = { scans: [], taken: new Set(), unread: [] };

/** The scans of this sitting; they go on while the list is closed. */
export const useScans = create<Scans>()(() => NONE);

let last = 0;

export function listScan(file: File, origin: WatchedFile | null): number {
  last += 1;
  const scan: Scan = { key: last, file, origin, state: { kind: 'reading' }, stuck: null };
  useScans.setState(({ scans }) => ({ scans: [scan, ...scans] }));
  return scan.key;
}

export function setScan(key: number, state: ScanState): void {
  useScans.setState(({ scans }) => ({
    scans: scans.map((scan) => (scan.key === key ? { ...scan, state } : scan)),
  }));
}

export function setStuck(key: number, stuck: AppError): void {
  useScans.setState(({ scans }) => ({
    scans: scans.map((scan) => (scan.key === key ? { ...scan, stuck } : scan)),
  }));
}

/** Out of the list; the file itself stays wherever it lies. */
export function leaveScan(key: number): void {
  useScans.setState(({ scans }) => ({ scans: scans.filter((scan) => scan.key !== key) }));
}

/** Whether somebody still wants it. */
export function isListed(key: number): boolean {
  return useScans.getState().scans.some((scan) => scan.key === key);
}

/** What one person scans is not for the next. */
export function forgetScans(): void {
  useScans.setState(NONE);
}

function keyOf({ name, bytes, changedAt }: WatchedFile): string {
  return JSON.stringify([name, bytes, changedAt]);
}

/** Takes up a file of the scanner's folder; false where this sitting has done it already. */
export function takeUp(file: WatchedFile): boolean {
  const { taken } = useScans.getState();
  const key = keyOf(file);
  if (taken.has(key)) return false;
  useScans.setState({ taken: new Set([...taken, key]) });
  return true;
}

/** Whether the sitting that took it up still goes on. */
export function isTaken(file: WatchedFile): boolean {
  return useScans.getState().taken.has(keyOf(file));
}

export function listUnread(file: WatchedFile): void {
  useScans.setState(({ unread }) => ({ unread: [...unread, file] }));
}

/** What could not be read is taken up again. */
export function retryUnread(): void {
  useScans.setState(({ taken, unread }) => {
    const again = new Set(unread.map(keyOf));
    return { taken: new Set([...taken].filter((key) => !again.has(key))), unread: [] };
  });
}
