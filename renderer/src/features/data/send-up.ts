import { CHUNK_BYTES, type ImportKind, MOST_BYTES } from '#shared/domain/importing/fields';
import type { AppError } from '#shared/errors/app-error';
import type { ImportId } from '#shared/values/ids';
import { change } from '../../api/call';

function base64(part: ArrayBuffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const address = typeof reader.result === 'string' ? reader.result : '';
      resolve(address.slice(address.indexOf(',') + 1));
    };
    reader.onerror = () => {
      reject(reader.error ?? new Error('the file cannot be read'));
    };
    reader.readAsDataURL(new Blob([part]));
  });
}

export type SentUp =
  { readonly id: ImportId } | { readonly error: AppError } | { readonly problem: 'too_big' | 'unreadable' };

/** Sends a file up in parts and has it looked at; a part whose file has gone meanwhile ends it. */
export async function sendUp(
  kind: ImportKind,
  file: File,
  progress: (sent: number) => void,
): Promise<SentUp> {
  if (file.size > MOST_BYTES) return { problem: 'too_big' };
  const begun = await change('imports.begin', { kind, fileName: file.name.slice(-255), size: file.size });
  if (!begun.ok) return { error: begun.error };
  const { id, version } = begun.value.import;
  for (let index = 0; index * CHUNK_BYTES < file.size; index += 1) {
    let body: string;
    try {
      body = await base64(await file.slice(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES).arrayBuffer());
    } catch {
      return { problem: 'unreadable' };
    }
    const sent = await change('imports.chunk', { id, index, body });
    if (!sent.ok) return { error: sent.error };
    progress(Math.min(1, ((index + 1) * CHUNK_BYTES) / file.size));
  }
  const checked = await change('imports.check', { id, version, reading: null });
  return checked.ok ? { id } : { error: checked.error };
}
