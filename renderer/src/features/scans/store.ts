import { create } from 'zustand';
import type { OutputOf } from '#shared/contract/contract';
import type { DocumentDto } from '#shared/contract/documents';
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
  readonly state: ScanState;
}

interface Scans {
  readonly scans: readonly Scan[];
}

/** The scans of this sitting; they go on while the list is closed. */
export const useScans = create<Scans>()(() => ({ scans: [] }));

let last = 0;

export function listScan(file: File): number {
  last += 1;
  const scan: Scan = { key: last, file, state: { kind: 'reading' } };
  useScans.setState(({ scans }) => ({ scans: [scan, ...scans] }));
  return scan.key;
}

export function setScan(key: number, state: ScanState): void {
  useScans.setState(({ scans }) => ({
    scans: scans.map((scan) => (scan.key === key ? { ...scan, state } : scan)),
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
  useScans.setState({ scans: [] });
}
