import { Refusal } from '#shared/errors/app-error';
import type { WatchedFile } from '#shared/contract/scan-folder';
import { visitOfCode } from '#shared/domain/visit-code';
import { ask, change } from '../../api/call';
import { type Stored, type Upload, cancelUpload, resumeUpload, startUpload } from '../documents/uploads';
import { codeOf } from './scan-code';
import {
  type Scan,
  type ScanState,
  type Waiting,
  type Whose,
  isListed,
  listScan,
  setScan,
  setStuck,
} from './store';

function waits(why: Waiting): ScanState {
  return { kind: 'waiting', why };
}

/** Whose sheet a code names, as the server says it. */
async function whoseSheet(code: string | null): Promise<Whose | Waiting> {
  if (code === null) return 'no_code';
  if (visitOfCode(code) === null) return 'unknown';
  try {
    return await ask('documents.visitOf', { code });
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure;
    const { error } = failure;
    if (error.code === 'NOT_FOUND') return 'unknown';
    return error.code === 'FORBIDDEN' ? 'not_yours' : error;
  }
}

/** A filed scan leaves the scanner's folder for that of filed ones; where it cannot, it is filed nonetheless. */
async function putAside(key: number, origin: WatchedFile): Promise<void> {
  const answer = await change('scanFolder.putAside', origin);
  if (!answer.ok) setStuck(key, answer.error);
}

function storedAs({ key, origin }: Pick<Scan, 'key' | 'origin'>, whose: Whose) {
  return ({ state, document }: Stored) => {
    setScan(key, { kind: 'filed', how: state, whose, document });
    if (origin !== null) void putAside(key, origin);
  };
}

/** Sends a scan to whose it is. */
export function fileScan(scan: Pick<Scan, 'key' | 'file' | 'origin'>, whose: Whose): void {
  const to = { patientId: whose.patientId, appointmentId: whose.visit?.id ?? null };
  const uploadKey = startUpload(to, scan.file, storedAs(scan, whose));
  setScan(scan.key, { kind: 'sending', uploadKey, whose });
}

/** Reads a file's code, and files it where the code names a visit. */
export async function addScan(file: File, origin: WatchedFile | null = null): Promise<void> {
  const key = listScan(file, origin);
  const found = await whoseSheet(await codeOf(file));
  if (!isListed(key)) return;
  if (typeof found === 'object' && 'patientId' in found) fileScan({ key, file, origin }, found);
  else setScan(key, waits(found));
}

export function resumeScan(scan: Pick<Scan, 'key' | 'origin'>, upload: Upload, whose: Whose): void {
  resumeUpload(upload, storedAs(scan, whose));
}

/** The upload is given up; the scan waits for a person again. */
export function cancelScan(key: number, upload: Upload): void {
  cancelUpload(upload);
  setScan(key, waits('cancelled'));
}
