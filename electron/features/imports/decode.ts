import type { Reading } from '#shared/contract/imports';

type Encoding = Reading['encoding'];

/** So much of a file says how the whole of it is written. */
const LOOKED_AT = 64 * 1024;

function startsWith(bytes: Uint8Array, ...mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}

/** Without a mark, UTF-16 shows by its zeros: every other byte of Latin text. */
function zerosAt(bytes: Uint8Array, odd: 0 | 1): number {
  let zeros = 0;
  for (let at = odd; at < bytes.length; at += 2) if (bytes[at] === 0) zeros += 1;
  return zeros / Math.max(1, Math.floor(bytes.length / 2));
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** How the text of a file is written, by its mark or its bytes; Windows-1252 is what is left. */
export function guessEncoding(bytes: Uint8Array): Encoding {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return 'utf-8';
  if (startsWith(bytes, 0xff, 0xfe)) return 'utf-16le';
  if (startsWith(bytes, 0xfe, 0xff)) return 'utf-16be';
  const head = bytes.subarray(0, LOOKED_AT);
  if (zerosAt(head, 1) > 0.3 && zerosAt(head, 0) < 0.1) return 'utf-16le';
  if (zerosAt(head, 0) > 0.3 && zerosAt(head, 1) < 0.1) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

export type Decoded = { readonly text: string } | { readonly trouble: 'not_text' | 'wrong_encoding' };

/** The file's text, its mark left out. What holds NUL is no text, what cannot be read so is another encoding's. */
export function decode(bytes: Uint8Array, encoding: Encoding): Decoded {
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return { trouble: 'wrong_encoding' };
  }
  return text.includes('\u0000') ? { trouble: 'not_text' } : { text };
}
