import { randomBytes } from 'node:crypto';
import { safeStorage } from 'electron';
import type { Secrets } from '#electron/platform/ports';
import { openSeal, seal, SEALING_KEY_BYTES } from '#electron/shell/sealing';

/** The system's keyring; where there is none, a key that dies with the process, so nothing sealed is kept. */
export function keyringSecrets(): Secrets {
  if (!hasKeyring()) return processSecrets();
  return {
    lasting: true,
    seal: (plain) => Promise.resolve(plain).then((text) => safeStorage.encryptString(text)),
    open: (sealed) => Promise.resolve(sealed).then((bytes) => safeStorage.decryptString(Buffer.from(bytes))),
  };
}

/** Linux without a keyring offers a fixed password, which is no secret. */
function hasKeyring(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

function processSecrets(): Secrets {
  const key = randomBytes(SEALING_KEY_BYTES);
  return {
    lasting: false,
    seal: (plain) => Promise.resolve(seal(key, plain)),
    open: (sealed) => Promise.resolve(sealed).then((bytes) => openSeal(key, bytes)),
  };
}
