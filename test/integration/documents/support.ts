import { createHash } from 'node:crypto';
import type { OutputOf } from '#shared/contract/contract';
import { DOCUMENT_PART_BYTES } from '#shared/domain/documents';
import type { AppointmentId, PatientId } from '#shared/values/ids';
import type { TestWindow } from '#test/support/desk';

type Begun = OutputOf<'documents.begin'>;
type Open = Extract<Begun, { state: 'open' }>;

function begin(
  window: TestWindow,
  patientId: PatientId,
  fileName: string,
  file: Buffer,
  appointmentId?: AppointmentId,
): Promise<Begun> {
  const sha256 = createHash('sha256').update(file).digest('hex');
  return window.ok('documents.begin', {
    patientId,
    ...(appointmentId === undefined ? {} : { appointmentId }),
    fileName,
    bytes: file.byteLength,
    sha256,
  });
}

/** An upload that was begun, or goes on. */
export async function announced(
  window: TestWindow,
  patientId: PatientId,
  fileName: string,
  file: Buffer,
): Promise<Open> {
  const begun = await begin(window, patientId, fileName, file);
  if (begun.state !== 'open') throw new Error('the file is there already');
  return begun;
}

/** Sends what is missing, at most so many parts. */
export async function sendParts(
  window: TestWindow,
  { uploadId, received }: Open,
  file: Buffer,
  most = Infinity,
): Promise<void> {
  let offset = received;
  for (let sent = 0; offset < file.byteLength && sent < most; sent += 1) {
    const body = file.subarray(offset, offset + DOCUMENT_PART_BYTES).toString('base64');
    offset = (await window.ok('documents.part', { uploadId, offset, body })).received;
  }
}

type Stored = Exclude<OutputOf<'documents.finish'>, { state: 'carrying' }>;

/** Asks until the file is where files are kept. */
export async function finished(window: TestWindow, uploadId: Open['uploadId']): Promise<Stored> {
  let answer = await window.ok('documents.finish', { uploadId });
  while (answer.state === 'carrying') answer = await window.ok('documents.finish', { uploadId });
  return answer;
}

/** A whole file, sent and stored, or there already. */
export async function filed(
  window: TestWindow,
  patientId: PatientId,
  fileName: string,
  file: Buffer,
  appointmentId?: AppointmentId,
): Promise<Stored> {
  const begun = await begin(window, patientId, fileName, file, appointmentId);
  if (begun.state === 'there') return begun;
  await sendParts(window, begun, file);
  return finished(window, begun.uploadId);
}
