import { create } from 'zustand';
import type { OutputOf } from '#shared/contract/contract';
import { DOCUMENT_PART_BYTES } from '#shared/domain/documents';
import type { AppError, Result } from '#shared/errors/app-error';
import type { AppointmentId, DocumentId, PatientId } from '#shared/values/ids';
import { change } from '../../api/call';

export type Stored = Exclude<OutputOf<'documents.finish'>, { state: 'carrying' }>;

/** A file on its way up; it goes on while the list is closed. */
export interface Upload {
  readonly key: number;
  readonly patientId: PatientId;
  /** The visit that it belongs to; null for none. */
  readonly appointmentId: AppointmentId | null;
  readonly file: File;
  readonly sent: number;
  readonly state: 'reading' | 'sending' | 'carrying' | 'stopped';
  readonly error: AppError | null;
}

interface Uploads {
  readonly uploads: readonly Upload[];
}

export const useUploads = create<Uploads>()(() => ({ uploads: [] }));

let last = 0;
/** What a person gave up, unlike what was left behind by signing out. */
const cancelled = new Set<number>();

function patch(key: number, what: Partial<Upload>): void {
  useUploads.setState(({ uploads }) => ({
    uploads: uploads.map((upload) => (upload.key === key ? { ...upload, ...what } : upload)),
  }));
}

function drop(key: number): void {
  useUploads.setState(({ uploads }) => ({ uploads: uploads.filter((upload) => upload.key !== key) }));
}

function isWanted(key: number): boolean {
  return useUploads.getState().uploads.some((upload) => upload.key === key);
}

async function sha256Of(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A part as base64: the browser's own way, without a string of every byte in between. */
function base64Of(part: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const text = typeof reader.result === 'string' ? reader.result : '';
      resolve(text.slice(text.indexOf(',') + 1));
    };
    reader.onerror = () => {
      reject(reader.error ?? new Error('the file could not be read'));
    };
    reader.readAsDataURL(part);
  });
}

/** Sends one file from where it stopped; null when it was cancelled on the way. */
async function send({ key, patientId, appointmentId, file }: Upload): Promise<Result<Stored> | null> {
  const sha256 = await sha256Of(file);
  const begun = await change('documents.begin', {
    patientId,
    ...(appointmentId === null ? {} : { appointmentId }),
    fileName: file.name,
    bytes: file.size,
    sha256,
  });
  if (!begun.ok) return begun;
  if (begun.value.state === 'there') return { ok: true, value: begun.value };
  const { uploadId } = begun.value;
  let offset = begun.value.received;
  while (offset < file.size) {
    if (!isWanted(key)) {
      await change('documents.cancel', { uploadId });
      return null;
    }
    patch(key, { state: 'sending', sent: offset });
    const body = await base64Of(file.slice(offset, offset + DOCUMENT_PART_BYTES));
    const answer = await change('documents.part', { uploadId, offset, body });
    if (!answer.ok) return answer;
    offset = answer.value.received;
  }
  patch(key, { sent: file.size });
  return finish(key, uploadId);
}

async function takeOut({ id, version }: Stored['document']): Promise<void> {
  await change('documents.remove', { id, version });
}

/** Where files are kept elsewhere it takes longer than one call. */
async function finish(key: number, uploadId: DocumentId): Promise<Result<Stored> | null> {
  for (;;) {
    const answer = await change('documents.finish', { uploadId });
    if (!answer.ok) return answer;
    const { value } = answer;
    if (value.state !== 'carrying') {
      if (!cancelled.has(key)) return { ok: true, value };
      // It was stored while it was given up.
      if (value.state === 'stored') await takeOut(value.document);
      return null;
    }
    if (!isWanted(key)) {
      await change('documents.cancel', { uploadId });
      return null;
    }
    patch(key, { state: 'carrying', sent: value.carried });
  }
}

async function run(upload: Upload, onStored: (stored: Stored) => void): Promise<void> {
  const { key } = upload;
  try {
    const answer = await send(upload);
    if (answer === null) return;
    if (!answer.ok) {
      patch(key, { state: 'stopped', error: answer.error });
      return;
    }
    drop(key);
    onStored(answer.value);
  } catch {
    // The file itself cannot be read any more: it was moved, or its disk is gone.
    patch(key, { state: 'stopped', error: { code: 'CANCELLED' } });
  }
}

/** @returns the upload's key */
export function startUpload(
  { patientId, appointmentId }: Pick<Upload, 'patientId' | 'appointmentId'>,
  file: File,
  onStored: (stored: Stored) => void,
): number {
  last += 1;
  const upload: Upload = {
    key: last,
    patientId,
    appointmentId,
    file,
    sent: 0,
    state: 'reading',
    error: null,
  };
  useUploads.setState(({ uploads }) => ({ uploads: [...uploads, upload] }));
  void run(upload, onStored);
  return upload.key;
}

/** Goes on where it stopped. */
export function resumeUpload(upload: Upload, onStored: (stored: Stored) => void): void {
  patch(upload.key, { state: 'reading', error: null });
  void run(upload, onStored);
}

/** It is given up; what came up already is taken away before the next part. */
export function cancelUpload(upload: Upload): void {
  cancelled.add(upload.key);
  drop(upload.key);
}

/** What one person sends is not for the next. */
export function forgetUploads(): void {
  useUploads.setState({ uploads: [] });
}
